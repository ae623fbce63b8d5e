#include <algorithm>

#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/sort_group.hpp"
#include "analyze/scope/range_table.hpp"

// DISTINCT and DISTINCT ON (transformDistinctClause and transformDistinctOnClause).

namespace pgscribe::analyze {
namespace {

void distinct_rows(ParseState& state, BoundQuery& query, Span span) {
  for (const SortKey& key : query.order_by) {
    if (!query.targets[static_cast<std::size_t>(key.target)].junk) continue;
    report(state, key.expr->span, msg::DistinctOrderByNotInSelectList());
    return;
  }
  bool has_columns = false;
  for (std::size_t i = 0; i < query.targets.size(); ++i) {
    TargetEntry& target = query.targets[i];
    if (target.junk) continue;
    has_columns = true;
    if (has_target(query.order_by, static_cast<int>(i))) continue;
    if (!make_groupable(state, target, target.expr->span)) return;
  }
  if (!has_columns) report(state, span, msg::DistinctOfNothing());
}

/// Indexes of the targets that the expressions of DISTINCT ON mean. Empty after an error.
std::vector<int> distinct_on_targets(ParseState& state, const sql::ExprList& exprs, BoundQuery& query) {
  std::vector<int> targets;
  for (const sql::ExprRef& expr : exprs) {
    const int target = find_target_sql92(state, *expr, query.targets, ExprKind::distinct_on);
    if (target < 0) return {};
    targets.push_back(target);
  }
  return targets;
}

/// DISTINCT ON keeps the first row of each group in the order of ORDER BY, so ORDER BY must begin with the same
/// expressions.
void distinct_on_rows(ParseState& state, const sql::ExprList& exprs, BoundQuery& query) {
  const std::vector<int> targets = distinct_on_targets(state, exprs, query);
  if (targets.empty()) return;
  const auto complain = [&](std::size_t item) {
    report(state, exprs[item]->extent, msg::DistinctOnMustMatchOrderBy());
  };
  bool skipped_key = false;
  for (const SortKey& key : query.order_by) {
    const auto found = std::find(targets.begin(), targets.end(), key.target);
    if (found == targets.end()) {
      skipped_key = true;
    } else if (skipped_key) {
      return complain(static_cast<std::size_t>(found - targets.begin()));
    }
  }
  for (std::size_t i = 0; i < targets.size(); ++i) {
    TargetEntry& target = query.targets[static_cast<std::size_t>(targets[i])];
    if (!has_target(query.order_by, targets[i])) {
      if (skipped_key) return complain(i);
      if (!make_groupable(state, target, exprs[i]->extent)) return;
    }
    query.distinct_on.push_back(target.expr);
  }
}

}  // namespace

void transform_distinct(ParseState& state, const sql::Select& select, BoundQuery& query) {
  if (!select.distinct && select.distinct_on.empty()) return;
  query.distinct = true;
  if (select.distinct_on.empty()) {
    distinct_rows(state, query, select.span);
  } else {
    distinct_on_rows(state, select.distinct_on, query);
  }
}

}  // namespace pgscribe::analyze
