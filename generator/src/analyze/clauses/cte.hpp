#pragma once

#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// WITH (parse_cte.c).

namespace pgscribe::analyze {

/// transformWithClause: binds the WITH items into the state's query.
void transform_with(ParseState& state, const sql::WithClause& with);
/// analyzeCTETargetList: `columns` renamed by the item's column list become what the item shows.
void set_cte_columns(ParseState& state, CteEntry& cte, std::vector<RangeColumn> columns);

/// One WITH RECURSIVE item in safe order: none refers to a later one.
struct OrderedCte {
  const sql::CommonTableExpr* declaration = nullptr;
  bool is_recursive = false;
};
/// makeDependencyGraph and checkWellFormedRecursion
[[nodiscard]] std::vector<OrderedCte> order_recursive_ctes(ParseState& state, const sql::WithClause& with);

/// The columns that SEARCH and CYCLE add; binds the cycle mark. To be called before the item's query is analysed.
[[nodiscard]] std::vector<RangeColumn> search_cycle_columns(ParseState& state, const sql::CommonTableExpr& declaration);
/// The rules for SEARCH and CYCLE that need the analysed query.
void check_search_cycle(ParseState& state, const CteEntry& cte);

}  // namespace pgscribe::analyze
