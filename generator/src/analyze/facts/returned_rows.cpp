#include "analyze/facts/returned_rows.hpp"

#include <algorithm>
#include <vector>

#include "catalog/trigger.hpp"

namespace pgscribe::analyze {
namespace {

using catalog::DataChange;
using catalog::Relation;

std::vector<DataChange> merge_changes(const BoundQuery& query) {
  std::vector<DataChange> changes;
  for (const BoundMergeAction& action : query.merge_actions) {
    switch (action.action) {
      case sql::MergeAction::insert: changes.push_back(DataChange::insert); break;
      case sql::MergeAction::update: changes.push_back(DataChange::update); break;
      case sql::MergeAction::delete_: changes.push_back(DataChange::delete_); break;
      case sql::MergeAction::do_nothing: break;
    }
  }
  return changes;
}

/// What happens to a row of the target, conflicts included.
std::vector<DataChange> changes_of(const BoundQuery& query) {
  switch (query.kind) {
    case QueryKind::insert:
      if (query.conflict.action == ConflictAction::update) return {DataChange::insert, DataChange::update};
      return {DataChange::insert};
    case QueryKind::update: return {DataChange::update};
    case QueryKind::delete_: return {DataChange::delete_};
    case QueryKind::merge: return merge_changes(query);
    default: return {};
  }
}

class Target {
 public:
  Target(const catalog::Catalog& catalog, const std::vector<DataChange>& changes)
      : catalog_(catalog), changes_(changes) {}

  ReturnedRows follow(const Relation& relation) {
    // Conflicts look for no rule: PostgreSQL refuses them there.
    bool is_one_each = true;
    for (const catalog::RewriteRule& rule : relation.rules) {
      if (rule.event != changes_.front() || !rule.instead) continue;
      if (!rule.returns_one && rule.returns_rows) return {RowShare::unknown, {}};
      if (rule.conditional || rule.returns_rows) is_one_each = false;
    }
    ReturnedRows returned = after_triggers(relation);
    if (returned.share == RowShare::all && !is_one_each)
      returned = {RowShare::some, {Why::rule_returns_rows, {}, {relation.name}}};
    if (returned.share == RowShare::all && relation.kind == catalog::RelationKind::foreign_table)
      returned = {RowShare::some, {Why::server_may_drop_row, {}, {relation.name}}};
    const Relation* base = has_instead_trigger(relation) ? nullptr : below(relation);
    return returned.share == RowShare::all && base != nullptr ? follow(*base) : returned;
  }

  [[nodiscard]] bool is_replaced(const Relation& relation) const {
    const bool by_rule = std::any_of(
        relation.rules.begin(), relation.rules.end(),
        [&](const catalog::RewriteRule& rule) { return rule.event == changes_.front() && rule.returns_rows; });
    const Relation* base = below(relation);
    return by_rule || has_instead_trigger(relation) || (base != nullptr && is_replaced(*base));
  }

  [[nodiscard]] const catalog::RewriteRule* returning_rule(const Relation& relation) const {
    for (const catalog::RewriteRule& rule : relation.rules) {
      if (rule.event == changes_.front() && rule.returns_rows) return &rule;
    }
    const Relation* base = below(relation);
    return base == nullptr ? nullptr : returning_rule(*base);
  }

 private:
  /// What a view shows the rows of, where its rows can be changed.
  [[nodiscard]] const Relation* below(const Relation& relation) const {
    const catalog::ViewDefinition* view = relation.as_view();
    return view == nullptr ? nullptr : catalog_.relation(view->base.relation);
  }

  [[nodiscard]] bool fires(const catalog::Trigger& trigger) const {
    return std::any_of(trigger.events.begin(), trigger.events.end(), [&](DataChange event) {
      return std::find(changes_.begin(), changes_.end(), event) != changes_.end();
    });
  }

  [[nodiscard]] bool has_instead_trigger(const Relation& relation) const {
    return std::any_of(relation.triggers.begin(), relation.triggers.end(), [&](const catalog::Trigger& trigger) {
      return trigger.timing == catalog::TriggerTiming::instead_of && fires(trigger);
    });
  }

  [[nodiscard]] ReturnedRows after_triggers(const Relation& relation) const {
    for (const auto& [holder, trigger] : catalog::row_triggers(catalog_, relation)) {
      if (fires(*trigger) && catalog::may_drop_row(catalog_, *trigger))
        return {RowShare::some, {Why::trigger_may_drop_row, {}, {trigger->name, holder->name}}};
    }
    return {};
  }

  const catalog::Catalog& catalog_;
  const std::vector<DataChange>& changes_;
};

const Relation* target_of(const BoundQuery& query) {
  if (query.result_relation < 0) return nullptr;
  return query.range_table[static_cast<std::size_t>(query.result_relation)].relation;
}

}  // namespace

const catalog::RewriteRule* returning_rule(const BoundQuery& query, const catalog::Catalog& catalog) {
  const std::vector<DataChange> changes = changes_of(query);
  const Relation* relation = target_of(query);
  return changes.empty() || relation == nullptr ? nullptr : Target(catalog, changes).returning_rule(*relation);
}

bool returns_joined_rows(const BoundQuery& query, const catalog::Catalog& catalog) {
  const std::vector<DataChange> changes = changes_of(query);
  const Relation* relation = target_of(query);
  return !changes.empty() && relation != nullptr && Target(catalog, changes).is_replaced(*relation);
}

ReturnedRows returned_rows_of(const BoundQuery& query, const catalog::Catalog& catalog) {
  const std::vector<DataChange> changes = changes_of(query);
  const Relation* relation = target_of(query);
  if (changes.empty()) return {};
  return relation == nullptr ? ReturnedRows{} : Target(catalog, changes).follow(*relation);
}

}  // namespace pgscribe::analyze
