#include <algorithm>
#include <set>

#include "analyze/checks/messages.hpp"
#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/cte.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/exprs/target_list.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/from/from_clause.hpp"
#include "analyze/scope/range_table.hpp"

// MERGE (parse_merge.c).

namespace pgscribe::analyze {
namespace {

void check_reachable(ParseState& state, const sql::Merge& merge) {
  std::set<sql::MergeMatch> terminal;
  for (const sql::MergeWhen& when : merge.whens) {
    if (terminal.count(when.match) != 0) fail(state, when.span, msg::UnreachableWhen());
    if (!when.condition) terminal.insert(when.match);
  }
}

/// MERGE writes through views since PostgreSQL 17.
constexpr int kViewsSince = 17;

void check_mergeable(ParseState& state, const sql::Merge& merge) {
  const catalog::Relation& relation =
      *state.query->range_table[static_cast<std::size_t>(state.target_relation)].relation;
  using catalog::RelationKind;
  const bool may_be_view = state.context.catalog.server_version() >= kViewsSince;
  const bool is_mergeable = relation.kind == RelationKind::table || relation.kind == RelationKind::partitioned_table ||
                            (relation.kind == RelationKind::view && may_be_view);
  if (is_mergeable && relation.rules.empty()) return;
  if (is_mergeable) fail(state, merge.relation_span, msg::MergeOnRelationWithRules(relation.name));
  fail(state, merge.relation_span, msg::MergeOnOtherRelation(relation.name, catalog::plural(relation.kind)));
}

/// setNamespaceForMergeWhen: where one side has no row, its names mean nothing. Of a source that is a join, those of
/// the tables in it always do.
void set_names(ParseState& state, int source, sql::MergeMatch match) {
  for (NamespaceItem& item : state.names) {
    const bool is_target = item.entry == state.target_relation;
    if (!is_target && item.entry != source) continue;
    const bool has_row =
        match != (is_target ? sql::MergeMatch::not_matched_by_target : sql::MergeMatch::not_matched_by_source);
    item.relation_visible = has_row;
    item.columns_visible = has_row;
  }
}

std::vector<TargetEntry> insert_targets(ParseState& state, const sql::MergeWhen& when) {
  state.is_insert = true;
  const std::vector<int> attributes = insert_target_attributes(state, when.targets);
  if (when.values.empty()) return {};
  BoundList exprs = transform_expr_list(state, when.values, ExprKind::values_single, true);
  return transform_insert_row(state, std::move(exprs), when.targets, attributes);
}

void transform_when(ParseState& state, int source, const sql::MergeWhen& when) {
  set_names(state, source, when.match);
  BoundMergeAction action;
  action.match = when.match;
  action.action = when.action;
  action.overriding = when.overriding;
  action.condition = transform_condition(state, when.condition, ExprKind::merge_when, "WHEN");
  if (when.action == sql::MergeAction::insert) {
    action.targets = insert_targets(state, when);
  } else if (when.action == sql::MergeAction::update) {
    state.is_insert = false;
    action.targets = transform_update_targets(state, when.targets);
  }
  state.query->merge_actions.push_back(std::move(action));
}

/// The source stands alone in FROM; the target joins it without being listed. The source's range entry.
int transform_source(ParseState& state, const sql::Merge& merge) {
  transform_from(state, {merge.source});
  const std::string& target = state.query->range_table[static_cast<std::size_t>(state.target_relation)].alias;
  const RangeEntry& source = state.query->range_table.back();
  if (source.alias == target) fail(state, source.span, msg::MergeSourceNamedAsTarget(target));
  return static_cast<int>(state.query->range_table.size()) - 1;
}

}  // namespace

void transform_merge(ParseState& state, const sql::Merge& merge) {
  BoundQuery& query = *state.query;
  query.kind = QueryKind::merge;
  if (merge.with) {
    if (merge.with->recursive) fail(state, merge.with->span, msg::MergeWithRecursive());
    transform_with(state, *merge.with);
  }
  check_reachable(state, merge);
  set_target_relation(state, merge.relation, merge.relation_span, false);
  check_mergeable(state, merge);
  const int source = transform_source(state, merge);
  show(state, item_of(state, state.target_relation), true, true);
  // Not made boolean here: PostgreSQL 15 leaves that out as well.
  query.where = transform_expr(state, *merge.on, ExprKind::join_on);
  transform_returning(state, merge.returning, ExprKind::merge_returning);
  for (const sql::MergeWhen& when : merge.whens) transform_when(state, source, when);
}

}  // namespace pgscribe::analyze
