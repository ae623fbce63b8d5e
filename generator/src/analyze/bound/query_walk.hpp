#pragma once

#include <functional>
#include <vector>

#include "analyze/bound/bound_query.hpp"

namespace pgscribe::analyze {

/// The query and all below it, those inside of expressions included.
void for_each_query(const BoundQuery& query, const std::function<void(const BoundQuery&)>& visit);

/// The queries that an expression stands in, the innermost last.
using Levels = std::vector<const BoundQuery*>;
/// Every expression of the query and of all below it, parents first.
void for_each_expr_below(const BoundQuery& query, const std::function<void(const BoundExpr&, const Levels&)>& visit);
/// What of FROM the column is of; null where that is none of the levels.
[[nodiscard]] const RangeEntry* range_entry_of(const ColumnVar& column, const Levels& levels);

/// The function, aggregate or window function that an expression calls; null of any other.
[[nodiscard]] const catalog::Function* called_function(const BoundExpr& expr);
/// A call of a function, aggregate or window function that is volatile.
[[nodiscard]] bool is_volatile_call(const BoundExpr& expr);

}  // namespace pgscribe::analyze
