#include "catalog/alter_column.hpp"

#include <algorithm>
#include <utility>

#include "catalog/column_definition.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/dependencies.hpp"
#include "catalog/inheritance.hpp"
#include "catalog/messages.hpp"
#include "catalog/not_null.hpp"
#include "catalog/table_columns.hpp"
#include "catalog/table_constraint.hpp"
#include "catalog/table_expression.hpp"
#include "catalog/type_name.hpp"

namespace pgscribe::catalog {

namespace {

Column& column_at(Relation& relation, int number) { return relation.columns[static_cast<std::size_t>(number - 1)]; }

/// Reports `column "x" of relation "t" does not exist` [42703].
int require_column(const DdlContext& context, const Relation& relation, const sql::Name& name) {
  const int number = relation.attribute_number(name.text);
  if (number == 0) {
    const bool is_system = find_system_column(name.text) != nullptr;
    const std::string hint = suggest_column(relation, name.text);
    context.fail(name.span, is_system ? msg::CannotAlterSystemColumn(name.text, hint)
                                      : msg::ColumnOfRelationDoesNotExist(name.text, relation.name, hint));
  }
  return number;
}

bool is_inherited(const Catalog& catalog, const Relation& relation, const std::string& column) {
  return std::any_of(relation.parents.begin(), relation.parents.end(), [&](Oid parent) {
    const Relation* found = catalog.relation(parent);
    return found != nullptr && found->find_column(column) != nullptr;
  });
}

bool check_not_in_partition_key(const DdlContext& context, const Relation& relation, int number,
                                const std::string& what, Span span) {
  const PartitionKey* key = relation.partition_key();
  if (key == nullptr || std::find(key->columns.begin(), key->columns.end(), number) == key->columns.end()) return true;
  return context.fail(span, msg::ColumnIsPartOfPartitionKey(
                                what, relation.columns[static_cast<std::size_t>(number - 1)].name, relation.name));
}

/// A child gets the column, or has it already and merges (ATExecAddColumn with recursion).
bool add_column_to_children(DdlContext& context, Oid table, const Column& added, Span span) {
  for (const Oid child : children_of(context.catalog, table)) {
    Relation& relation = context.data.relations.edit(child);
    const int number = relation.attribute_number(added.name);
    if (number == 0) {
      relation.columns.push_back(added);
      relation.columns.back().is_local = false;
      if (!relation.is_partition || !partitions_share_identity(context.catalog))
        relation.columns.back().identity = '\0';
    } else if (relation.columns[static_cast<std::size_t>(number - 1)].type != added.type) {
      return context.fail(span, msg::ChildTableHasDifferentTypeForColumn(relation.name, added.name));
    }
    update_never_null(context.catalog, relation);
    context.data.relations.settle();
    if (!add_column_to_children(context, child, added, span)) return false;
  }
  return true;
}

}  // namespace

bool add_column(DdlContext& context, Oid table, const sql::AlterTableAction& action, bool only) {
  const Relation& before = *context.catalog.relation(table);
  const sql::ColumnDefinition& definition = *action.column;
  if (before.is_partition) return context.fail(action.span, msg::CannotAddColumnToPartition());
  if (before.of_type != kInvalidOid) return context.fail(action.span, msg::CannotAddColumnToTypedTable());
  if (before.find_column(definition.name.text) != nullptr) {
    return action.if_exists ||
           context.fail(definition.name.span, msg::ColumnOfRelationAlreadyExists(definition.name.text, before.name));
  }
  ColumnDraft draft;
  if (!draft_column(context, definition, before.name, draft)) {
    context.keep_despite_errors = false;
    return false;
  }
  if (!check_column_type(context.catalog, definition.name.text, draft.column.type, definition.type.span, context.file,
                         context.diagnostics, before.row_type)) {
    return false;
  }
  Relation& relation = context.data.relations.edit(table);
  const bool has_named = has_not_null_constraints(context.catalog);
  if (has_named) draft.column.not_null = false;  // until it has the constraint
  relation.columns.push_back(draft.column);
  const int number = static_cast<int>(relation.columns.size());
  update_never_null(context.catalog, relation);
  if (draft.column.generation && (!check_columns_exist(context, relation, *draft.column.generation) ||
                                  !check_reads_no_generated(context, relation, *draft.column.generation)))
    return false;
  if (!note_generation_uses(context, table) || !check_virtual_uses(context, table)) return false;
  if (!only && !add_column_to_children(context, table, draft.column, definition.name.span)) return false;
  if (draft.has_sequence) add_column_sequence(context, table, number, !draft.is_serial);
  if (has_named && draft.not_null && !add_not_null(context, table, *draft.not_null, only)) return false;
  return add_table_constraints(context, table, std::move(draft.constraints));
}

bool drop_column(DdlContext& context, Oid table, const sql::AlterTableAction& action, bool only) {
  const Relation& relation = *context.catalog.relation(table);
  const int number = relation.attribute_number(action.name.text);
  if (number == 0 && action.if_exists) return true;
  if (require_column(context, relation, action.name) == 0) return false;
  if (relation.of_type != kInvalidOid) return context.fail(action.name.span, msg::CannotDropColumnFromTypedTable());
  if (is_inherited(context.catalog, relation, action.name.text)) {
    return context.fail(action.name.span, msg::CannotDropInheritedColumn(action.name.text));
  }
  if (!check_not_in_partition_key(context, relation, number, "drop", action.name.span)) return false;
  if (!drop_objects(context, {Address::column_of(table, number)}, action.cascade, action.name.span)) return false;
  if (only) return true;
  for (const Oid child : children_of(context.catalog, table)) {
    context.data.relations.settle();
    const Relation& descendant = *context.catalog.relation(child);
    const Column* column = descendant.find_column(action.name.text);
    if (column == nullptr || column->is_local || is_inherited(context.catalog, descendant, action.name.text)) continue;
    if (!drop_column(context, child, action, false)) return false;
  }
  return true;
}

void remove_column(DdlContext& context, Oid table, int number) {
  Relation& relation = context.data.relations.edit(table);
  Column& column = column_at(relation, number);
  const std::string name = column.name;
  const auto uses_column = [&](const std::vector<int>& columns) {
    return std::find(columns.begin(), columns.end(), number) != columns.end();
  };
  std::erase_if(relation.foreign_keys, [&](const ForeignKey& key) { return uses_column(key.columns); });
  std::erase_if(relation.not_nulls, [&](const NotNullConstraint& c) { return c.column == number; });
  std::erase_if(relation.checks, [&](const CheckConstraint& check) {
    const std::vector<std::string> read = check.expr ? columns_read(*check.expr) : std::vector<std::string>();
    return std::find(read.begin(), read.end(), name) != read.end();
  });
  // RemoveAttributeById
  column.dropped = true;
  column.not_null = column.never_null = column.has_default = column.is_generated = false;
  column.is_virtual = false;
  column.generation = nullptr;
  column.default_uses = nullptr;
  column.identity = '\0';
  column.comment.clear();
  if (relation.kind == RelationKind::composite) {
    Type& type = context.data.types.edit(relation.row_type);
    type.attributes.clear();
    for (const Column& left : relation.columns) {
      if (!left.dropped) type.attributes.push_back({left.name, left.type, left.type_modifier, left.not_null});
    }
  }
}

bool set_column_type(DdlContext& context, Oid table, const sql::AlterTableAction& action) {
  const Relation& relation = *context.catalog.relation(table);
  const int number = require_column(context, relation, action.name);
  if (number == 0) return false;
  if (relation.of_type != kInvalidOid) return context.fail(action.name.span, msg::CannotAlterColumnTypeOfTypedTable());
  if (is_inherited(context.catalog, relation, action.name.text)) {
    return context.fail(action.name.span, msg::CannotAlterInheritedColumn(action.name.text));
  }
  if (!check_not_in_partition_key(context, relation, number, "alter", action.name.span)) return false;
  const std::optional<ResolvedType> resolved =
      resolve_type(context.catalog, *action.type, context.file, context.diagnostics);
  if (!resolved) return false;
  if (!check_column_type(context.catalog, action.name.text, resolved->type, action.type->span, context.file,
                         context.diagnostics, relation.row_type)) {
    return false;
  }
  const Column before = relation.columns[static_cast<std::size_t>(number - 1)];
  check_conversion(context, relation, before, action.expr, *resolved, action.type->span);
  if (!check_column_type_is_free(context, table, number, action.name.span)) return false;
  for (const Oid oid : with_descendants(context.catalog, table)) {
    Relation& changed = context.data.relations.edit(oid);
    const int place = changed.attribute_number(action.name.text);
    if (place == 0) continue;
    Column& column = column_at(changed, place);
    column.type = resolved->type;
    column.type_modifier = resolved->type_modifier;
    column.collation.clear();
    column.dimensions = static_cast<int>(action.type->array_bounds.size());
    update_never_null(context.catalog, changed);
  }
  return true;
}

namespace {

bool is_key_column(const Relation& relation, int number) {
  return std::any_of(relation.unique_keys.begin(), relation.unique_keys.end(), [&](const UniqueKey& key) {
    return key.is_primary && std::find(key.columns.begin(), key.columns.end(), number) != key.columns.end();
  });
}

bool drop_not_null(DdlContext& context, Oid table, int number, const sql::Name& name, bool only) {
  const Relation& relation = *context.catalog.relation(table);
  if (relation.columns[static_cast<std::size_t>(number - 1)].identity != '\0') {
    return context.fail(name.span, msg::ColumnIsIdentity(name.text, relation.name));
  }
  const bool is_named = has_not_null_constraints(context.catalog);
  if (!is_named && is_key_column(relation, number))
    return context.fail(name.span, msg::ColumnIsInPrimaryKey(name.text));
  if (relation.is_partition) {
    const Relation* parent = context.catalog.relation(relation.parents.front());
    const Column* column = parent == nullptr ? nullptr : parent->find_column(name.text);
    if (column != nullptr && column->not_null)
      return context.fail(name.span, msg::ColumnIsMarkedNotNullInParent(name.text));
  }
  if (is_named) return drop_not_null_constraint(context, table, number, only, name.span);
  if (only && relation.kind == RelationKind::partitioned_table && !children_of(context.catalog, table).empty()) {
    return context.fail(name.span, msg::CannotRemoveConstraintFromOnlyParent());
  }
  for (const Oid oid : only ? std::vector<Oid>{table} : with_descendants(context.catalog, table)) {
    Relation& changed = context.data.relations.edit(oid);
    const int place = changed.attribute_number(name.text);
    if (place > 0 && !is_key_column(changed, place)) column_at(changed, place).not_null = false;
  }
  return true;
}

/// Since PostgreSQL 17 identity belongs to the whole partition tree: `verb` says what is done to one part of it.
bool check_shared_identity(const DdlContext& context, Oid table, const sql::AlterTableAction& action, bool only) {
  const Relation& relation = *context.catalog.relation(table);
  if (!partitions_share_identity(context.catalog)) return true;
  const std::string_view verb = action.kind == sql::AlterTableKind::add_identity    ? "add identity to a column"
                                : action.kind == sql::AlterTableKind::drop_identity ? "drop identity from a column"
                                                                                    : "change identity column";
  if (relation.is_partition) return context.fail(action.name.span, msg::IdentityOfPartition(verb));
  return !only || relation.kind != RelationKind::partitioned_table ||
         context.fail(action.name.span, msg::IdentityOfOnlyPartitioned(verb));
}

/// The letter reaches the partitions that share the column.
void set_identity_letter(DdlContext& context, Oid table, const std::string& column, char letter) {
  const bool is_shared = partitions_share_identity(context.catalog) &&
                         context.catalog.relation(table)->kind == RelationKind::partitioned_table;
  for (const Oid oid : is_shared ? with_descendants(context.catalog, table) : std::vector<Oid>{table}) {
    Relation& changed = context.data.relations.edit(oid);
    if (const int place = changed.attribute_number(column); place > 0) column_at(changed, place).identity = letter;
  }
}

bool add_identity(DdlContext& context, Oid table, int number, const sql::AlterTableAction& action) {
  Column& column = column_at(context.data.relations.edit(table), number);
  const std::string& relation = context.catalog.relation(table)->name;
  if (!column.not_null) return context.fail(action.name.span, msg::IdentityNeedsNotNull(column.name, relation));
  if (column.identity != '\0')
    return context.fail(action.name.span, msg::ColumnIsAlreadyIdentity(column.name, relation));
  if (column.has_default) return context.fail(action.name.span, msg::ColumnAlreadyHasDefault(column.name, relation));
  set_identity_letter(context, table, column.name, action.constraint && action.constraint->identity_always ? 'a' : 'd');
  add_column_sequence(context, table, number, true);
  return true;
}

bool drop_identity(DdlContext& context, Oid table, int number, const sql::AlterTableAction& action) {
  Column& column = column_at(context.data.relations.edit(table), number);
  if (column.identity == '\0') {
    return action.if_exists ||
           context.fail(action.name.span, msg::ColumnIsNotIdentity(column.name, context.catalog.relation(table)->name));
  }
  set_identity_letter(context, table, column.name, '\0');
  std::vector<Oid> sequences;
  for (const Oid oid : context.data.relations.mentioning(table)) {
    const SequenceOwner* owner = context.catalog.relation(oid)->as_sequence();
    if (owner != nullptr && owner->is_identity && owner->table == table && owner->column == number)
      sequences.push_back(oid);
  }
  for (const Oid sequence : sequences) remove_relation(context, sequence);
  return true;
}

constexpr int kFirstReleaseOfVirtualColumns = 18;

bool drop_expression(DdlContext& context, Oid table, int number, const sql::AlterTableAction& action) {
  const Column& before = context.catalog.relation(table)->columns[static_cast<std::size_t>(number - 1)];
  if (!before.is_generated) {
    const std::string& relation = context.catalog.relation(table)->name;
    const bool are_all_stored = context.catalog.server_version() < kFirstReleaseOfVirtualColumns;
    return action.if_exists ||
           context.fail(action.name.span, are_all_stored ? msg::ColumnIsNotGenerated(before.name, relation)
                                                         : msg::ColumnHasNoExpression(before.name, relation));
  }
  if (before.is_virtual) {
    return context.fail(action.name.span,
                        msg::DropExpressionOfVirtual(before.name, context.catalog.relation(table)->name));
  }
  for (const Oid oid : with_descendants(context.catalog, table)) {
    Relation& changed = context.data.relations.edit(oid);
    const int place = changed.attribute_number(action.name.text);
    if (place == 0) continue;
    column_at(changed, place).is_generated = false;
    column_at(changed, place).generation = nullptr;
    column_at(changed, place).default_uses = nullptr;
  }
  return true;
}

/// ATExecSetExpression
bool set_expression(DdlContext& context, Oid table, int number, const sql::AlterTableAction& action) {
  const Relation& relation = *context.catalog.relation(table);
  const Column before = relation.columns[static_cast<std::size_t>(number - 1)];
  if (!before.is_generated)
    return context.fail(action.name.span, msg::ColumnHasNoExpression(before.name, relation.name));
  if (!check_columns_exist(context, relation, *action.expr) ||
      !check_reads_no_generated(context, relation, *action.expr))
    return false;
  for (const Oid oid : with_descendants(context.catalog, table)) {
    Relation& changed = context.data.relations.edit(oid);
    const int place = changed.attribute_number(action.name.text);
    if (place == 0) continue;
    column_at(changed, place).generation = action.expr;
    column_at(changed, place).default_uses = nullptr;
    note_generation_uses(context, oid);
  }
  return check_virtual_uses(context, table);
}

bool set_default(DdlContext& context, Oid table, int number, const sql::AlterTableAction& action, bool only) {
  const Relation& relation = *context.catalog.relation(table);
  const Column& column = relation.columns[static_cast<std::size_t>(number - 1)];
  if (column.identity != '\0') return context.fail(action.name.span, msg::ColumnIsIdentity(column.name, relation.name));
  if (column.is_generated) return context.fail(action.name.span, msg::ColumnIsGenerated(column.name, relation.name));
  const DefaultFacts facts =
      action.expr ? read_default(context, *action.expr, {column.name, column.type}) : DefaultFacts{};
  for (const Oid oid : only ? std::vector<Oid>{table} : with_descendants(context.catalog, table)) {
    Relation& changed = context.data.relations.edit(oid);
    const int place = changed.attribute_number(action.name.text);
    if (place == 0) continue;
    column_at(changed, place).has_default = action.kind == sql::AlterTableKind::set_default;
    column_at(changed, place).default_uses = facts.uses;
    column_at(changed, place).default_type = facts.type;
  }
  return true;
}

}  // namespace

bool set_column_property(DdlContext& context, Oid table, const sql::AlterTableAction& action, bool only) {
  const int number = require_column(context, *context.catalog.relation(table), action.name);
  if (number == 0) return false;
  switch (action.kind) {
    case sql::AlterTableKind::set_default:
    case sql::AlterTableKind::drop_default: return set_default(context, table, number, action, only);
    case sql::AlterTableKind::set_not_null:
      if (has_not_null_constraints(context.catalog))
        return set_not_null_constraint(context, table, action.name.text, only, action.name.span);
      return set_not_null(context, table, action.name.text, only, action.name.span);
    case sql::AlterTableKind::drop_not_null: return drop_not_null(context, table, number, action.name, only);
    case sql::AlterTableKind::add_identity:
      return check_shared_identity(context, table, action, only) && add_identity(context, table, number, action);
    case sql::AlterTableKind::set_identity: return check_shared_identity(context, table, action, only);
    case sql::AlterTableKind::drop_identity:
      return check_shared_identity(context, table, action, only) && drop_identity(context, table, number, action);
    case sql::AlterTableKind::set_expression: return set_expression(context, table, number, action);
    case sql::AlterTableKind::drop_expression: return drop_expression(context, table, number, action);
    default: return true;
  }
}

}  // namespace pgscribe::catalog
