#include <algorithm>

#include "catalog/alter_column.hpp"
#include "catalog/alter_composite.hpp"
#include "catalog/ddl.hpp"
#include "catalog/dependencies.hpp"
#include "catalog/messages.hpp"
#include "catalog/named_type.hpp"
#include "catalog/type_name.hpp"

// ALTER TYPE on the attributes of a composite.

namespace pgscribe::catalog {

bool check_typed_tables(const DdlContext& context, const Relation& composite, bool cascade, Span span) {
  for (const Oid oid : context.data.relations.mentioning(composite.row_type)) {
    const Relation* relation = context.catalog.relation(oid);
    if (relation->of_type != composite.row_type || cascade) continue;
    return context.fail(span, msg::CannotAlterTypeOfTypedTable(composite.name));
  }
  return true;
}

namespace {

void copy_attributes_to_type(DdlContext& context, const Relation& composite) {
  Type& type = context.data.types.edit(composite.row_type);
  type.attributes.clear();
  for (const Column& column : composite.columns) {
    if (!column.dropped) type.attributes.push_back({column.name, column.type, column.type_modifier, column.not_null});
  }
}

std::vector<Oid> with_typed_tables(const Catalog& catalog, const Relation& composite) {
  std::vector<Oid> all{composite.oid};
  for (const Oid oid : data_of(catalog).relations.mentioning(composite.row_type)) {
    if (catalog.relation(oid)->of_type == composite.row_type) all.push_back(oid);
  }
  return all;
}

bool add_attribute(DdlContext& context, const Relation& composite, const sql::AlterTableAction& action) {
  const sql::ColumnDefinition& definition = *action.column;
  if (composite.find_column(definition.name.text) != nullptr) {
    return context.fail(definition.name.span, msg::ColumnOfRelationAlreadyExists(definition.name.text, composite.name));
  }
  const std::optional<ResolvedType> resolved =
      resolve_type(context.catalog, definition.type, context.file, context.diagnostics);
  if (!resolved) return false;
  if (!check_column_type(context.catalog, definition.name.text, resolved->type, definition.type.span, context.file,
                         context.diagnostics, composite.row_type)) {
    return false;
  }
  Column column;
  column.name = definition.name.text;
  column.type = resolved->type;
  column.type_modifier = resolved->type_modifier;
  column.dimensions = static_cast<int>(definition.type.array_bounds.size());
  for (const Oid oid : with_typed_tables(context.catalog, composite))
    context.data.relations.edit(oid).columns.push_back(column);
  return true;
}

int require_attribute(const DdlContext& context, const Relation& composite, const sql::AlterTableAction& action) {
  const int number = composite.attribute_number(action.name.text);
  if (number == 0 && !action.if_exists) {
    context.fail(action.name.span, msg::ColumnOfRelationDoesNotExist(action.name.text, composite.name,
                                                                     suggest_column(composite, action.name.text)));
  }
  return number;
}

bool drop_attribute(DdlContext& context, const Relation& composite, const sql::AlterTableAction& action) {
  const int number = require_attribute(context, composite, action);
  if (number == 0) return action.if_exists;
  for (const Oid oid : with_typed_tables(context.catalog, composite)) {
    const int place = context.catalog.relation(oid)->attribute_number(action.name.text);
    if (place > 0 && !drop_objects(context, {Address::column_of(oid, place)}, action.cascade, action.name.span))
      return false;
  }
  return true;
}

bool set_attribute_type(DdlContext& context, const Relation& composite, const sql::AlterTableAction& action) {
  const int number = require_attribute(context, composite, action);
  if (number == 0) return false;
  const std::optional<ResolvedType> resolved =
      resolve_type(context.catalog, *action.type, context.file, context.diagnostics);
  if (!resolved) return false;
  for (const Oid oid : with_typed_tables(context.catalog, composite)) {
    Relation& relation = context.data.relations.edit(oid);
    const int place = relation.attribute_number(action.name.text);
    if (place == 0) continue;
    Column& column = relation.columns[static_cast<std::size_t>(place - 1)];
    column.type = resolved->type;
    column.type_modifier = resolved->type_modifier;
    column.dimensions = static_cast<int>(action.type->array_bounds.size());
  }
  return true;
}

bool apply_action(DdlContext& context, Oid oid, const sql::AlterTableAction& action) {
  const Relation& composite = *context.catalog.relation(oid);
  if (!check_typed_tables(context, composite, action.cascade, action.span)) return false;
  switch (action.kind) {
    case sql::AlterTableKind::add_column: return add_attribute(context, composite, action);
    case sql::AlterTableKind::drop_column: return drop_attribute(context, composite, action);
    case sql::AlterTableKind::set_type: return set_attribute_type(context, composite, action);
    default: return true;
  }
}

}  // namespace

void alter_composite(DdlContext& context, const sql::AlterTable& statement) {
  const Relation* relation = require_relation(context, statement.relation.name);
  if (relation == nullptr) return;
  if (relation->kind != RelationKind::composite) {
    context.fail(statement.relation.name.span, msg::NotACompositeType(relation->name));
    return;
  }
  const Oid oid = relation->oid;
  for (const sql::AlterTableAction& action : statement.actions) {
    if (!apply_action(context, oid, action)) return;
  }
  copy_attributes_to_type(context, *context.catalog.relation(oid));
}

}  // namespace pgscribe::catalog
