#include <algorithm>

#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/sort_group.hpp"

// DISTINCT and DISTINCT ON (transformDistinctClause and transformDistinctOnClause).

namespace pgscribe::analyze {
namespace {

void distinct_rows(ParseState& state, BoundQuery& query, Span span) {
  for (const SortKey& key : query.order_by) {
    if (!query.targets[static_cast<std::size_t>(key.target)].junk) continue;
    fail(state, key.expr->span, msg::DistinctOrderByNotInSelectList());
  }
  bool has_columns = false;
  for (std::size_t i = 0; i < query.targets.size(); ++i) {
    TargetEntry& target = query.targets[i];
    if (target.junk) continue;
    has_columns = true;
    if (has_target(query.order_by, static_cast<int>(i))) continue;
    make_groupable(state, target, target.expr->span);
  }
  if (!has_columns) fail(state, span, msg::DistinctOfNothing());
}

/// Indexes of the targets that the expressions of DISTINCT ON mean.
std::vector<int> distinct_on_targets(ParseState& state, const sql::ExprList& exprs, BoundQuery& query) {
  std::vector<int> targets;
  for (const sql::ExprRef& expr : exprs) {
    targets.push_back(find_target_sql92(state, *expr, query.targets, ExprKind::distinct_on));
  }
  return targets;
}

/// DISTINCT ON keeps the first row of each group in the order of ORDER BY, so ORDER BY must begin with the same
/// expressions.
void distinct_on_rows(ParseState& state, const sql::ExprList& exprs, BoundQuery& query) {
  const std::vector<int> targets = distinct_on_targets(state, exprs, query);
  bool skipped_key = false;
  for (const SortKey& key : query.order_by) {
    const auto found = std::find(targets.begin(), targets.end(), key.target);
    if (found == targets.end()) {
      skipped_key = true;
    } else if (skipped_key) {
      fail(state, exprs[static_cast<std::size_t>(found - targets.begin())]->extent, msg::DistinctOnMustMatchOrderBy());
    }
  }
  for (std::size_t i = 0; i < targets.size(); ++i) {
    TargetEntry& target = query.targets[static_cast<std::size_t>(targets[i])];
    if (!has_target(query.order_by, targets[i])) {
      if (skipped_key) fail(state, exprs[i]->extent, msg::DistinctOnMustMatchOrderBy());
      make_groupable(state, target, exprs[i]->extent);
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
