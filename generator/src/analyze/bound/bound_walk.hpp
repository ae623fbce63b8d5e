#pragma once

#include <functional>

#include "analyze/bound/bound_query.hpp"

// Walking bound trees, as PostgreSQL's expression_tree_walker and query_tree_walker do.

namespace pgscribe::analyze {

/// Calls `visit` for each direct operand that is present. Of a SubqueryExpr that is its test; its query is not entered.
void for_each_child(const BoundExpr& expr, const std::function<void(const BoundRef&)>& visit);
/// Calls `visit` for each expression that stands directly in this query level: its clauses, join conditions, functions
/// and VALUES of its range table. Neither sub-selects of the range table nor CTEs are entered.
void for_each_expr(const BoundQuery& query, const std::function<void(const BoundRef&)>& visit);
/// Calls `visit` for each query directly below this level: sub-selects of the range table and CTEs (not those inside
/// expressions).
void for_each_subquery(const BoundQuery& query, const std::function<void(const BoundQuery&)>& visit);

/// `depth`: how many query levels below the start the expression stands. False: do not look inside it.
using DeepVisitor = std::function<bool(const BoundExpr&, int depth)>;
/// The expression and everything in it, sub-queries included.
void walk(const BoundExpr& expr, const DeepVisitor& visit, int depth = 0);
/// Everything in the query; its own expressions have depth `depth`.
void walk(const BoundQuery& query, const DeepVisitor& visit, int depth = 0);

/// The first ColumnVar that means a column of the level the expression stands at (locate_var_of_level 0), or null.
[[nodiscard]] const BoundExpr* find_local_column(const BoundExpr& expr);

/// What a column of a join stands for, when it is more than a name for an input column (flatten_join_alias_vars).
[[nodiscard]] const BoundRef& flattened(const BoundQuery& query, const BoundRef& expr);
[[nodiscard]] const BoundExpr& flattened(const BoundQuery& query, const BoundExpr& expr);

}  // namespace pgscribe::analyze
