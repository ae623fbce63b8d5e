#pragma once

#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// What ORDER BY, GROUP BY, DISTINCT and windows share: which target an item means, and whether its type can be sorted
// or compared.

namespace pgscribe::analyze {

/// findTargetlistEntrySQL92: output name, position, or expression. Index into `targets`, which may grow a junk entry.
[[nodiscard]] int find_target_sql92(ParseState& state, const sql::Expr& item, std::vector<TargetEntry>& targets,
                                    ExprKind kind);
/// findTargetlistEntrySQL99: expressions only.
[[nodiscard]] int find_target_sql99(ParseState& state, const sql::Expr& item, std::vector<TargetEntry>& targets,
                                    ExprKind kind);

/// addTargetToGroupList's checks: an unknown literal becomes text, and the type needs an equality operator [42883].
void make_groupable(ParseState& state, TargetEntry& target, Span location);
/// get_sort_group_operators: an equality operator, and an ordering one where `needs_order` [42883].
void check_sort_operators(ParseState& state, Oid type, bool needs_order, Span location);

[[nodiscard]] bool has_target(const std::vector<SortKey>& keys, int target);

}  // namespace pgscribe::analyze
