#include <algorithm>

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

bool check_reachable(ParseState& state, const sql::Merge& merge) {
  bool is_terminal[2] = {false, false};
  for (const sql::MergeWhen& when : merge.whens) {
    bool& terminal = is_terminal[when.matched ? 0 : 1];
    if (terminal) {
      report(state, when.span, msg::UnreachableWhen());
      return false;
    }
    terminal = !when.condition;
  }
  return true;
}

bool check_mergeable(ParseState& state, const sql::Merge& merge) {
  const catalog::Relation& relation =
      *state.query->range_table[static_cast<std::size_t>(state.target_relation)].relation;
  using catalog::RelationKind;
  const bool is_table = relation.kind == RelationKind::table || relation.kind == RelationKind::partitioned_table;
  if (is_table && relation.rules.empty()) return true;
  if (is_table) {
    report(state, merge.relation_span, msg::MergeOnRelationWithRules(relation.name));
    return false;
  }
  report(state, merge.relation_span, msg::MergeOnOtherRelation(relation.name, catalog::plural(relation.kind)));
  return false;
}

/// setNamespaceForMergeWhen: WHEN NOT MATCHED has no target row to look at.
void set_names(ParseState& state, bool matched) {
  for (NamespaceItem& item : state.names) {
    if (item.entry != state.target_relation) continue;
    item.relation_visible = matched;
    item.columns_visible = matched;
  }
}

std::vector<TargetEntry> insert_targets(ParseState& state, const sql::MergeWhen& when) {
  state.is_insert = true;
  const std::vector<int> attributes = insert_target_attributes(state, when.targets);
  if (has_failed(state) || when.values.empty()) return {};
  BoundList exprs = transform_expr_list(state, when.values, ExprKind::values_single, true);
  if (has_failed(state)) return {};
  return transform_insert_row(state, std::move(exprs), when.targets, attributes);
}

bool transform_when(ParseState& state, const sql::MergeWhen& when) {
  set_names(state, when.matched);
  BoundMergeAction action;
  action.matched = when.matched;
  action.action = when.action;
  action.overriding = when.overriding;
  action.condition = transform_condition(state, when.condition, ExprKind::merge_when, "WHEN");
  if (has_failed(state)) return false;
  if (when.action == sql::MergeAction::insert) {
    action.targets = insert_targets(state, when);
  } else if (when.action == sql::MergeAction::update) {
    state.is_insert = false;
    action.targets = transform_update_targets(state, when.targets);
  }
  state.query->merge_actions.push_back(std::move(action));
  return !has_failed(state);
}

/// The source stands alone in FROM; the target joins it without being listed.
bool transform_source(ParseState& state, const sql::Merge& merge) {
  transform_from(state, {merge.source});
  if (has_failed(state)) return false;
  const std::string& target = state.query->range_table[static_cast<std::size_t>(state.target_relation)].alias;
  const RangeEntry& source = state.query->range_table.back();
  if (source.alias != target) return true;
  report(state, source.span, msg::MergeSourceNamedAsTarget(target));
  return false;
}

}  // namespace

void transform_merge(ParseState& state, const sql::Merge& merge) {
  BoundQuery& query = *state.query;
  query.kind = QueryKind::merge;
  if (merge.with) {
    if (merge.with->recursive) {
      report(state, merge.with->span, msg::MergeWithRecursive());
      return;
    }
    transform_with(state, *merge.with);
  }
  if (has_failed(state) || !check_reachable(state, merge)) return;
  if (set_target_relation(state, merge.relation, merge.relation_span, false) < 0 || !check_mergeable(state, merge))
    return;
  if (!transform_source(state, merge)) return;
  show(state, item_of(state, state.target_relation), true, true);
  // Not made boolean here: PostgreSQL 15 leaves that out as well.
  query.where = transform_expr(state, *merge.on, ExprKind::join_on);
  if (has_failed(state)) return;
  for (const sql::MergeWhen& when : merge.whens) {
    if (!transform_when(state, when)) return;
  }
}

}  // namespace pgscribe::analyze
