#include <algorithm>
#include <vector>

#include "catalog/alter_column.hpp"
#include "catalog/alter_composite.hpp"
#include "catalog/alter_inheritance.hpp"
#include "catalog/cluster.hpp"
#include "catalog/ddl.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/dependencies.hpp"
#include "catalog/inheritance.hpp"
#include "catalog/key_constraint.hpp"
#include "catalog/messages.hpp"
#include "catalog/not_null.hpp"
#include "catalog/object_name.hpp"
#include "catalog/table_constraint.hpp"
#include "catalog/table_part.hpp"
#include "catalog/trigger.hpp"

// tablecmds.c, ALTER TABLE and its relatives.

namespace pgscribe::catalog {

namespace {

using Action = sql::AlterTableKind;

/// The passes of ATPrepCmd: drops come first, then type changes, new columns, constraints.
int pass_of(const sql::AlterTableAction& action) {
  switch (action.kind) {
    case Action::drop_column:
    case Action::drop_constraint:
    case Action::drop_default:
    case Action::drop_not_null:
    case Action::drop_identity:
    case Action::drop_expression: return 0;
    case Action::set_type: return 1;
    case Action::add_column: return 2;
    case Action::set_not_null:
    case Action::set_expression: return 3;
    case Action::add_constraint:
    case Action::add_index_constraint: {
      const sql::ConstraintKind kind = action.constraint ? action.constraint->kind : sql::ConstraintKind::check;
      const bool is_key = kind == sql::ConstraintKind::primary_key || kind == sql::ConstraintKind::unique ||
                          kind == sql::ConstraintKind::exclusion;
      return is_key ? 4 : 5;
    }
    case Action::set_default:
    case Action::add_identity:
    case Action::set_identity: return 5;
    default: return 6;
  }
}

std::string_view action_name(Action kind) {
  switch (kind) {
    case Action::add_column: return "ADD COLUMN";
    case Action::drop_column: return "DROP COLUMN";
    case Action::set_type: return "ALTER COLUMN ... SET DATA TYPE";
    case Action::set_not_null: return "ALTER COLUMN ... SET NOT NULL";
    case Action::drop_not_null: return "ALTER COLUMN ... DROP NOT NULL";
    case Action::add_constraint: return "ADD CONSTRAINT";
    case Action::drop_constraint: return "DROP CONSTRAINT";
    case Action::add_identity: return "ALTER COLUMN ... ADD IDENTITY";
    case Action::attach_partition: return "ATTACH PARTITION";
    case Action::detach_partition: return "DETACH PARTITION";
    case Action::add_inherit: return "INHERIT";
    case Action::drop_inherit: return "NO INHERIT";
    case Action::cluster_on: return "CLUSTER ON";
    case Action::drop_cluster: return "SET WITHOUT CLUSTER";
    default: return {};
  }
}

/// ATWrongRelkindError of PostgreSQL 14: what an action is for.
std::string_view kinds_of_action(Action kind) {
  switch (kind) {
    case Action::add_column:
    case Action::drop_column:
    case Action::set_type: return "table, composite type, or foreign table";
    case Action::add_identity: return "table, view, or foreign table";
    case Action::attach_partition: return "table or partitioned index";
    case Action::detach_partition: return "table";
    case Action::cluster_on:
    case Action::drop_cluster: return "table or materialized view";
    default: return "table or foreign table";
  }
}

/// ATSimplePermissions
bool check_kind(const DdlContext& context, const Relation& relation, const sql::AlterTableAction& action, Span span) {
  const bool is_table = relation.kind == RelationKind::table || relation.kind == RelationKind::partitioned_table ||
                        relation.kind == RelationKind::foreign_table || relation.kind == RelationKind::composite;
  const std::string_view name = action_name(action.kind);
  const bool is_clustered = action.kind == Action::cluster_on || action.kind == Action::drop_cluster;
  if (is_clustered && relation.kind == RelationKind::materialized_view) return true;
  const bool is_index_partition = relation.kind == RelationKind::index && action.kind == Action::attach_partition;
  const bool is_about_partitions = action.kind == Action::attach_partition || action.kind == Action::detach_partition;
  if (is_about_partitions && is_table && relation.kind != RelationKind::partitioned_table) {
    if (context.catalog.server_version() >= 18)
      return context.fail(span,
                          msg::AlterActionCannotBePerformedOnRelation(name, relation.name, plural(relation.kind)));
    if (action.kind == Action::attach_partition) return context.fail(span, msg::TableIsNotPartitioned(relation.name));
  }
  if (is_table || name.empty() || is_index_partition) return true;
  if (context.catalog.server_version() < 15)
    return context.fail(span, msg::RelationIsOfOtherKind(relation.name, kinds_of_action(action.kind)));
  return context.fail(span, msg::AlterActionCannotBePerformedOnRelation(name, relation.name, plural(relation.kind)));
}

bool is_check(const Relation& relation, const std::string& name) {
  return std::any_of(relation.checks.begin(), relation.checks.end(),
                     [&](const CheckConstraint& c) { return c.name == name; });
}

/// Keys of partitions were cloned under names of their own: they are found by their columns.
void drop_partition_keys(DdlContext& context, Oid table, const UniqueKey& key) {
  const Relation& parent = *context.catalog.relation(table);
  std::vector<std::string> names;
  for (const int number : key.columns) names.push_back(parent.columns[static_cast<std::size_t>(number - 1)].name);
  for (const Oid partition : children_of(context.catalog, table)) {
    context.data.relations.settle();
    const Relation& relation = *context.catalog.relation(partition);
    for (const UniqueKey& own : std::vector<UniqueKey>(relation.unique_keys)) {
      std::vector<std::string> own_names;
      for (const int number : own.columns)
        own_names.push_back(relation.columns[static_cast<std::size_t>(number - 1)].name);
      if (own.is_primary != key.is_primary || own_names != names) continue;
      drop_partition_keys(context, partition, own);
      drop_objects(context, {Address::constraint_of(partition, own.name)}, true, {});
    }
  }
}

const NotNullConstraint* find_not_null(const Relation& relation, const std::string& name) {
  for (const NotNullConstraint& constraint : relation.not_nulls) {
    if (constraint.name == name) return &constraint;
  }
  return nullptr;
}

bool drop_constraint(DdlContext& context, Oid table, const sql::AlterTableAction& action, bool only) {
  const Relation& relation = *context.catalog.relation(table);
  const std::string& name = action.name.text;
  if (!has_constraint(relation, name)) {
    return action.if_exists ||
           context.fail(action.name.span, msg::ConstraintOfRelationDoesNotExist(name, relation.name));
  }
  if (const NotNullConstraint* not_null = find_not_null(relation, name))
    return drop_not_null_constraint(context, table, not_null->column, only, action.name.span);
  const bool was_check = is_check(relation, name);
  const Relation* index = context.catalog.find_relation(relation.schema, name);
  const bool is_part = index != nullptr && index->owner() == table && !index->parents.empty();
  const bool is_inherited = was_check && std::any_of(relation.parents.begin(), relation.parents.end(), [&](Oid parent) {
                              const Relation* found = context.catalog.relation(parent);
                              return found != nullptr && is_check(*found, name);
                            });
  if (is_inherited || is_part)
    return context.fail(action.name.span, msg::CannotDropInheritedConstraintOfRelation(name, relation.name));
  const auto key = std::find_if(relation.unique_keys.begin(), relation.unique_keys.end(),
                                [&](const UniqueKey& k) { return k.name == name; });
  if (key != relation.unique_keys.end() && relation.kind == RelationKind::partitioned_table)
    drop_partition_keys(context, table, UniqueKey(*key));
  if (!drop_objects(context, {Address::constraint_of(table, name)}, action.cascade, action.name.span)) return false;
  if (!was_check) return true;
  for (const Oid child : children_of(context.catalog, table)) {
    context.data.relations.settle();
    sql::AlterTableAction below = action;
    below.if_exists = true;
    if (!drop_constraint(context, child, below, only)) return false;
  }
  return true;
}

/// ATExecValidateConstraint: of a CHECK, in the tables that inherit it, too.
bool validate_constraint(DdlContext& context, Oid table, const sql::AlterTableAction& action, bool only) {
  Relation& relation = context.data.relations.edit(table);
  if (const NotNullConstraint* not_null = find_not_null(relation, action.name.text))
    return validate_not_null(context, table, not_null->column, only, action.name.span);
  bool found = false, is_enforced = true;
  for (CheckConstraint& check : relation.checks) {
    if (check.name != action.name.text) continue;
    is_enforced = check.enforced;
    found = check.valid = true;
  }
  for (ForeignKey& key : relation.foreign_keys) {
    if (key.name != action.name.text) continue;
    is_enforced = key.enforced;
    found = key.valid = true;
  }
  if (!is_enforced) return context.fail(action.name.span, msg::CannotValidateNotEnforced());
  if (!found) {
    return context.fail(action.name.span, msg::ConstraintOfRelationDoesNotExist(action.name.text, relation.name));
  }
  update_never_null(context.catalog, relation);
  if (!is_check(relation, action.name.text)) return true;
  for (const Oid child : children_of(context.catalog, table)) {
    context.data.relations.settle();
    const Relation& below = *context.catalog.relation(child);
    const auto is_open = [&](const CheckConstraint& check) { return check.name == action.name.text && !check.valid; };
    if (std::none_of(below.checks.begin(), below.checks.end(), is_open)) continue;
    if (only) return context.fail(action.name.span, msg::ConstraintMustBeValidatedOnChildTablesToo());
    if (!validate_constraint(context, child, action, false)) return false;
  }
  return true;
}

/// ATExecAlterConstraint
bool alter_constraint(DdlContext& context, Oid table, const sql::AlterTableAction& action) {
  Relation& relation = context.data.relations.edit(table);
  const std::string& name = action.name.text;
  if (!has_constraint(relation, name))
    return context.fail(action.name.span, msg::ConstraintOfRelationDoesNotExist(name, relation.name));
  if (!action.change) return true;
  const auto key = std::find_if(relation.foreign_keys.begin(), relation.foreign_keys.end(),
                                [&](const ForeignKey& k) { return k.name == name; });
  const bool is_foreign_key = key != relation.foreign_keys.end();
  if (action.change->deferrable && !is_foreign_key)
    return context.fail(action.name.span, msg::ConstraintIsNotForeignKey(name, relation.name));
  if (action.change->enforced && !is_foreign_key)
    return context.fail(action.name.span, msg::CannotAlterEnforceability(name, relation.name));
  const NotNullConstraint* not_null = find_not_null(relation, name);
  if (action.change->no_inherit && not_null == nullptr)
    return context.fail(action.name.span, msg::ConstraintIsNotNotNull(name, relation.name));
  if (action.change->deferrable) key->deferrable = *action.change->deferrable;
  if (action.change->enforced) key->enforced = key->valid = *action.change->enforced;
  return !action.change->no_inherit ||
         set_not_null_inheritance(context, table, not_null->column, *action.change->no_inherit, action.name.span);
}

/// ATPrepChangePersistence: foreign keys lead from what is lost in a crash to what is not, never back.
bool set_logged(DdlContext& context, Oid table, bool logged, Span span) {
  const Relation& relation = *context.catalog.relation(table);
  if (relation.is_unlogged != logged) return true;
  const auto refuse = [&](const Relation& other) {
    return context.fail(span, logged ? msg::CannotBecomeLogged(relation.name, other.name)
                                     : msg::CannotBecomeUnlogged(relation.name, other.name));
  };
  if (logged) {
    for (const ForeignKey& key : relation.foreign_keys) {
      const Relation& referenced = *context.catalog.relation(key.referenced);
      if (key.referenced != table && referenced.is_unlogged) return refuse(referenced);
    }
  } else {
    for (const Dependent& dependent : dependents_of(context.catalog, Address::of(Address::Kind::relation, table))) {
      if (dependent.address.kind != Address::Kind::constraint) continue;
      const Relation& referencing = *context.catalog.relation(dependent.address.oid);
      if (referencing.oid != table && !referencing.is_unlogged) return refuse(referencing);
    }
  }
  context.data.relations.edit(table).is_unlogged = !logged;
  return true;
}

bool check_part(const DdlContext& context, Oid table, sql::ObjectKind kind, const sql::Name& part) {
  return check_part_exists(context, *context.catalog.relation(table), kind, part.text, part.span);
}

bool apply_action(DdlContext& context, Oid table, const sql::AlterTableAction& action, bool only) {
  switch (action.kind) {
    case Action::add_column: return add_column(context, table, action, only);
    case Action::drop_column: return drop_column(context, table, action, only);
    case Action::set_type: return set_column_type(context, table, action);
    case Action::set_default:
    case Action::drop_default:
    case Action::set_not_null:
    case Action::drop_not_null:
    case Action::add_identity:
    case Action::set_identity:
    case Action::drop_identity:
    case Action::set_expression:
    case Action::drop_expression: return set_column_property(context, table, action, only);
    case Action::add_constraint:
      return !action.constraint || add_table_constraint(context, table, *action.constraint, {}, only);
    case Action::add_index_constraint: return add_index_constraint(context, table, *action.constraint, only);
    case Action::drop_constraint: return drop_constraint(context, table, action, only);
    case Action::validate_constraint: return validate_constraint(context, table, action, only);
    case Action::enable_trigger:
    case Action::disable_trigger:
      if (!action.name.text.empty() && !check_part(context, table, sql::ObjectKind::trigger, action.name)) return false;
      set_triggers_enabled(context, table, action.name.text, action.kind == Action::enable_trigger, only);
      return true;
    case Action::enable_rule:
    case Action::disable_rule: return check_part(context, table, sql::ObjectKind::rule, action.name);
    case Action::add_inherit:
    case Action::drop_inherit:
    case Action::attach_partition:
    case Action::detach_partition:
    case Action::of_type:
    case Action::not_of: return alter_inheritance(context, table, action);
    case Action::cluster_on: return cluster_on(context, table, action.name);
    case Action::drop_cluster: return drop_cluster(context, table, action.span);
    case Action::alter_constraint: return alter_constraint(context, table, action);
    case Action::set_logged:
    case Action::set_unlogged: return set_logged(context, table, action.kind == Action::set_logged, action.span);
    case Action::other: return true;
  }
  return true;
}

}  // namespace

void apply(DdlContext& context, const sql::AlterTable& statement) {
  if (statement.kind == sql::ObjectKind::type) return alter_composite(context, statement);
  const Relation* found = statement.if_exists ? find_relation(context.catalog, statement.relation.name)
                                              : require_relation(context, statement.relation.name);
  if (found == nullptr || found->is_poisoned) return;
  const Span span = statement.relation.name.span;
  if (found->kind == RelationKind::composite) {
    context.fail(span, msg::RelationIsACompositeType(found->name));
    return;
  }
  if (is_builtin(found->oid)) {
    context.fail(span, msg::SystemCatalogDenied(found->name));
    return;
  }
  std::vector<sql::AlterTableAction> actions = statement.actions;
  std::stable_sort(actions.begin(), actions.end(),
                   [](const auto& a, const auto& b) { return pass_of(a) < pass_of(b); });
  const Oid table = found->oid;
  for (const sql::AlterTableAction& action : actions) {
    const Relation& relation = *context.catalog.relation(table);
    if (!check_kind(context, relation, action, span) || !apply_action(context, table, action, statement.relation.only))
      return;
  }
}

}  // namespace pgscribe::catalog
