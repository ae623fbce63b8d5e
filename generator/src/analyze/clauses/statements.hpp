#pragma once

#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// One function per kind of statement (analyze.c). Each fills the state's query. Only for
// transform_query.cpp and the files it is split into; everything else calls transform_statement or transform_subquery.

namespace pgscribe::analyze {

/// transformStmt's three ways to read a SELECT.
void transform_select(ParseState& state, const sql::Select& select);
void transform_values(ParseState& state, const sql::Select& select);
void transform_set_operations(ParseState& state, const sql::Select& select);

void transform_insert(ParseState& state, const sql::Insert& insert);
void transform_update(ParseState& state, const sql::Update& update);
void transform_delete(ParseState& state, const sql::Delete& statement);
void transform_merge(ParseState& state, const sql::Merge& merge);
void transform_utility(ParseState& state, const sql::Statement& statement);

/// The query of a WITH item: a child of `parent`, its unknown columns text.
[[nodiscard]] QueryRef transform_cte_query(ParseState& parent, const sql::Statement& statement, CteEntry& cte);

// --- clauses that several statements have
/// transformReturningClause; `kind`: returning or merge_returning.
void transform_returning(ParseState& state, const sql::Returning& returning, ExprKind kind = ExprKind::returning);
/// transformUpdateTargetList, of UPDATE, ON CONFLICT DO UPDATE and MERGE.
[[nodiscard]] std::vector<TargetEntry> transform_update_targets(ParseState& state, const std::vector<sql::Target>& set);
/// transformInsertRow: `exprs` assigned to the columns with the given attribute numbers, one target each.
[[nodiscard]] std::vector<TargetEntry> transform_insert_row(ParseState& state, BoundList exprs,
                                                            const std::vector<sql::Target>& columns,
                                                            const std::vector<int>& attributes);
/// transformOnConflictClause
void transform_on_conflict(ParseState& state, const sql::OnConflict& conflict);
/// transformLockingClause
void transform_locking(ParseState& state, const std::vector<sql::LockingClause>& locking);
/// ORDER BY, OFFSET and LIMIT of a VALUES list or a set operation.
void transform_decoration(ParseState& state, const sql::Select& select);
/// The LIMIT and OFFSET of it.
void transform_limits(ParseState& state, const sql::Select& select);
/// "FOR NO KEY UPDATE"
[[nodiscard]] std::string_view locking_name(sql::LockStrength strength);

}  // namespace pgscribe::analyze
