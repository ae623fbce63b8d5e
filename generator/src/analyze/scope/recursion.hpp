#pragma once

#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// What the rooms below `exprs` and `clauses` need of them: an expression can hold calls, conditions, sorted arguments
// and sub-queries, and each of these holds expressions again. This header is the only arrow up between the rooms.

namespace pgscribe::analyze {

/// transformExpr: never null.
[[nodiscard]] BoundRef transform_expr(ParseState& state, const sql::Expr& expr, ExprKind kind);
/// transformWhereClause: boolean, of the clause `kind`; null where there is none.
[[nodiscard]] BoundRef transform_condition(ParseState& state, const sql::ExprRef& clause, ExprKind kind,
                                           std::string_view construct);
/// SortGroupClause for an aggregate's ORDER BY / DISTINCT arguments.
[[nodiscard]] std::vector<SortKey> transform_aggregate_order(ParseState& state, const std::vector<sql::SortItem>& items,
                                                             BoundList& args);
/// parse_sub_analyze: a SELECT below the top. `parent_cte`: the CTE whose query it is; `resolve_unknowns` as
/// p_resolve_unknowns.
[[nodiscard]] QueryRef transform_subquery(ParseState& parent, const sql::Select& select, CteEntry* parent_cte = nullptr,
                                          bool resolve_unknowns = true);

}  // namespace pgscribe::analyze
