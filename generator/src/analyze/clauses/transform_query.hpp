#pragma once

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// analyze.c

namespace pgscribe::analyze {

/// transformStmt for a SELECT/INSERT/UPDATE/DELETE/MERGE (or a utility, kept as such). `parent` is null at the top.
/// Null after an error that leaves nothing usable.
[[nodiscard]] QueryRef transform_statement(AnalysisContext& context, ParseState* parent,
                                           const sql::Statement& statement);
/// parse_sub_analyze: a SELECT below the top. `parent_cte`: the CTE whose query it is; `resolve_unknowns` as
/// p_resolve_unknowns.
[[nodiscard]] QueryRef transform_subquery(ParseState& parent, const sql::Select& select, CteEntry* parent_cte = nullptr,
                                          bool resolve_unknowns = true);

}  // namespace pgscribe::analyze
