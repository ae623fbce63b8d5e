#pragma once

#include <functional>

#include "analyze/bound/bound_query.hpp"

namespace pgscribe::analyze {

/// The query and all below it, those inside of expressions included.
void for_each_query(const BoundQuery& query, const std::function<void(const BoundQuery&)>& visit);

/// A call of a function, aggregate or window function that is volatile.
[[nodiscard]] bool is_volatile_call(const BoundExpr& expr);

}  // namespace pgscribe::analyze
