#pragma once

#include <vector>

#include "analyze/scope/recursion.hpp"
#include "sql/ast.hpp"

// The clauses of a query but for FROM (parse_clause.c).

namespace pgscribe::analyze {

/// transformLimitClause: bigint, no variables.
[[nodiscard]] BoundRef transform_limit(ParseState& state, const sql::ExprRef& clause, ExprKind kind,
                                       std::string_view construct, bool with_ties);
/// transformSortClause: `targets` may grow junk entries. `sql99`: expressions only (windows), no output names.
[[nodiscard]] std::vector<SortKey> transform_order_by(ParseState& state, const std::vector<sql::SortItem>& items,
                                                      std::vector<TargetEntry>& targets, ExprKind kind, bool sql99);
/// transformGroupClause
void transform_group_by(ParseState& state, const sql::Select& select, BoundQuery& query);
/// transformWindowDefinitions
void transform_windows(ParseState& state, std::vector<TargetEntry>& targets);
/// transformDistinctClause / transformDistinctOnClause
void transform_distinct(ParseState& state, const sql::Select& select, BoundQuery& query);

}  // namespace pgscribe::analyze
