#include <algorithm>
#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/inheritance.hpp"
#include "catalog/messages.hpp"
#include "catalog/object_description.hpp"
#include "catalog/table_expression.hpp"
#include "catalog/table_part.hpp"
#include "catalog/trigger.hpp"
#include "support/messages.hpp"

// trigger.c, CreateTrigger; rewriteDefine.c, DefineQueryRewrite; policy.c, CreatePolicy, AlterPolicy; tablecmds.c,
// ATExecEnableDisableTrigger.

namespace pgscribe::catalog {
namespace {

std::vector<DataChange> events_of(const sql::DataChanges& changes) {
  std::vector<DataChange> events;
  if (changes.insert) events.push_back(DataChange::insert);
  if (changes.update) events.push_back(DataChange::update);
  if (changes.delete_) events.push_back(DataChange::delete_);
  return events;
}

TriggerTiming timing_of(sql::TriggerTiming timing) {
  switch (timing) {
    case sql::TriggerTiming::before: return TriggerTiming::before;
    case sql::TriggerTiming::after: return TriggerTiming::after;
    case sql::TriggerTiming::instead_of: return TriggerTiming::instead_of;
  }
  return TriggerTiming::after;
}

/// A trigger function takes no declared arguments. Nothing after a report; kInvalidOid where an extension may have made
/// it.
std::optional<Oid> trigger_function(const DdlContext& context, const sql::QualifiedName& name) {
  const WrittenName written = split_name(name);
  for (const Function* function : context.catalog.find_functions(written.schema, written.name)) {
    if (!function->input_types.empty()) continue;
    if (function->result == oid::trigger) return function->oid;
    context.fail(name.span, msg::FunctionMustReturnTrigger(name.joined()));
    return std::nullopt;
  }
  if (context.catalog.has_unknown_extension()) return kInvalidOid;
  context.fail(name.span,
               msg::FunctionDoesNotExist(call_signature(context.catalog, name.joined(), {}), support::kNoHint));
  return std::nullopt;
}

template <class T>
void put(std::vector<T>& list, T object) {
  std::erase_if(list, [&](const T& other) { return other.name == object.name; });  // OR REPLACE
  list.push_back(std::move(object));
}

}  // namespace

void apply(DdlContext& context, const sql::CreateTrigger& statement) {
  const Relation* relation = require_relation(context, statement.relation.name);
  if (relation == nullptr || is_builtin(relation->oid)) return;
  if (relation->kind == RelationKind::sequence || relation->kind == RelationKind::materialized_view) {
    context.fail(statement.relation.name.span, msg::RelationCannotHaveTriggers(relation->name, plural(relation->kind)));
    return;
  }
  if (relation->kind == RelationKind::view && statement.for_each_row &&
      statement.timing != sql::TriggerTiming::instead_of) {
    context.fail(statement.relation.name.span, msg::ViewCannotHaveRowTriggers(relation->name));
    return;
  }
  if (!statement.replace && !check_part_is_new(context, *relation, sql::ObjectKind::trigger, statement.name, {}))
    return;
  const std::optional<Oid> function = trigger_function(context, statement.function);
  if (!function) return;
  Trigger trigger;
  trigger.name = statement.name;
  trigger.timing = timing_of(statement.timing);
  trigger.for_each_row = statement.for_each_row;
  trigger.events = events_of(statement.on);
  trigger.function = *function;
  for (const sql::Name& column : statement.columns) {
    const int number = relation->attribute_number(column.text);
    if (number == 0 && !relation->is_poisoned) {
      context.fail(column.span, msg::ColumnOfRelationDoesNotExist(column.text, relation->name,
                                                                  suggest_column(*relation, column.text)));
      return;
    }
    if (std::find(trigger.columns.begin(), trigger.columns.end(), number) != trigger.columns.end()) {
      context.fail(column.span, msg::ColumnSpecifiedMoreThanOnce(column.text));
      return;
    }
    trigger.columns.push_back(number);
  }
  if (statement.when) trigger.uses = uses_of_when(context, *relation, *statement.when);
  put(context.data.relations.edit(relation->oid).triggers, std::move(trigger));
}

void apply(DdlContext& context, const sql::CreateRule& statement) {
  const Relation* relation = require_relation(context, statement.relation.name);
  if (relation == nullptr || is_builtin(relation->oid)) return;
  if (!statement.replace && !check_part_is_new(context, *relation, sql::ObjectKind::rule, statement.name, {})) return;
  const std::shared_ptr<const ObjectUses> uses = uses_of_rule(context, statement);
  for (const DataChange event : events_of(statement.on)) {
    RewriteRule rule;
    rule.name = statement.name;
    rule.event = event;
    rule.instead = statement.instead;
    rule.conditional = statement.condition != nullptr;
    rule.action_count = static_cast<int>(statement.actions.size());
    rule.returns_rows = statement.returns_rows;
    rule.returns_one = statement.returns_one;
    rule.uses = uses;
    put(context.data.relations.edit(relation->oid).rules, std::move(rule));
  }
}

void apply(DdlContext& context, const sql::SetPolicy& statement) {
  const Relation* relation = require_relation(context, statement.relation.name);
  if (relation == nullptr || is_builtin(relation->oid)) return;
  const bool is_fine = statement.is_alter
                           ? check_part_exists(context, *relation, sql::ObjectKind::policy, statement.name, {})
                           : check_part_is_new(context, *relation, sql::ObjectKind::policy, statement.name, {});
  if (!is_fine) return;
  const auto is_same = [&](const Policy& policy) { return policy.name == statement.name; };
  std::vector<Policy>& policies = context.data.relations.edit(relation->oid).policies;
  auto policy = std::find_if(policies.begin(), policies.end(), is_same);
  if (policy == policies.end()) policy = policies.insert(policy, Policy{statement.name});
  if (statement.visible)
    policy->visible_uses = uses_of_condition(context, *relation, *statement.visible, ExpressionPlace::policy);
  if (statement.check)
    policy->check_uses = uses_of_condition(context, *relation, *statement.check, ExpressionPlace::policy);
}

void set_triggers_enabled(DdlContext& context, Oid table, const std::string& name, bool enabled, bool only) {
  // The clones in partitions stand in the partitioned table here: with ONLY these still fire.
  const Relation& before = *context.catalog.relation(table);
  if (!enabled && only && !children_of(context.catalog, table).empty() &&
      before.kind == RelationKind::partitioned_table)
    return;
  for (Trigger& trigger : context.data.relations.edit(table).triggers) {
    if (name.empty() || trigger.name == name) trigger.enabled = enabled;
  }
}

std::vector<RowTrigger> row_triggers(const Catalog& catalog, const Relation& target) {
  std::vector<RowTrigger> found;
  const auto take = [&](const Relation& relation) {
    for (const Trigger& trigger : relation.triggers) {
      if (trigger.enabled && trigger.for_each_row) found.push_back({&relation, &trigger});
    }
  };
  take(target);
  for (const Relation* relation = &target;
       relation != nullptr && relation->is_partition && !relation->parents.empty();) {
    relation = catalog.relation(relation->parents.front());
    if (relation != nullptr) take(*relation);
  }
  if (target.kind != RelationKind::partitioned_table) return found;
  std::vector<Oid> below = children_of(catalog, target.oid);
  for (std::size_t i = 0; i < below.size(); ++i) {
    take(*catalog.relation(below[i]));
    for (const Oid child : children_of(catalog, below[i])) below.push_back(child);
  }
  return found;
}

bool may_drop_row(const Catalog& catalog, const Trigger& trigger) {
  if (trigger.timing == TriggerTiming::after) return false;
  const Function* function = catalog.function(trigger.function);
  return function == nullptr || !function->keeps_new_row;
}

}  // namespace pgscribe::catalog
