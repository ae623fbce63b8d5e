#pragma once

#include "analyze/bound/bound_expr.hpp"
#include "catalog/catalog.hpp"

// Whether the same arguments can give another value at another time.

namespace pgscribe::analyze {

/// contain_mutable_functions for one node: it calls something that is not marked IMMUTABLE, itself or as a cast through
/// text. What functions in SQL are marked as says nothing: the server looks inside of them.
[[nodiscard]] bool is_mutable(const catalog::Catalog& catalog, const BoundExpr& expr);

}  // namespace pgscribe::analyze
