#pragma once

#include <functional>

#include "analyze/bound_expr.hpp"

namespace pgscribe::analyze {

/// Calls `visit` with every direct child expression (never null), in the order of PostgreSQL's expression_tree_walker. Does not
/// enter sub-queries; the test of a SubqueryExpr is a child.
void for_each_child(const BoundExpr& expr, const std::function<void(const BoundRef&)>& visit);
/// The same with references that may be replaced.
void for_each_child(BoundExpr& expr, const std::function<void(BoundRef&)>& visit);
/// True if `test` holds for `expr` or anything below it, sub-queries left out. Stops at the first.
[[nodiscard]] bool contains(const BoundExpr& expr, const std::function<bool(const BoundExpr&)>& test);

}  // namespace pgscribe::analyze
