#pragma once

#include <functional>

#include "analyze/bound/bound_query.hpp"

// Walks that enter sub-queries and can be cut short or stopped, for rules about variables and aggregates of outer
// levels.

namespace pgscribe::analyze {

enum class Walk { descend, skip, stop };
/// Called with an expression and how many query levels below the start it stands.
using Visitor = std::function<Walk(const BoundExpr& expr, int depth)>;

/// Visits `expr` and what is below it, parents first. True when the visitor stopped the walk.
bool walk_expr(const BoundExpr& expr, int depth, const Visitor& visitor);
/// All expressions of a query, those of its range table and WITH items included. `depth` is that of the query's own
/// expressions.
bool walk_query(const BoundQuery& query, int depth, const Visitor& visitor);

/// contain_vars_of_level: a column of the query `level` levels out from `expr`.
[[nodiscard]] bool has_columns_of_level(const BoundExpr& expr, int level);

}  // namespace pgscribe::analyze
