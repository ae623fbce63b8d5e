#include <algorithm>
#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/index_class.hpp"
#include "catalog/inheritance.hpp"
#include "catalog/key_constraint.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/object_name.hpp"

// CREATE INDEX (indexcmds.c, DefineIndex).

namespace pgscribe::catalog {

namespace {

bool check_indexable(const DdlContext& context, const Relation& relation, Span span) {
  switch (relation.kind) {
    case RelationKind::table:
    case RelationKind::partitioned_table:
    case RelationKind::materialized_view: return true;
    case RelationKind::index: return context.fail(span, msg::RelationIsAnIndex(relation.name));
    case RelationKind::composite: return context.fail(span, msg::RelationIsACompositeType(relation.name));
    default: return context.fail(span, msg::CannotCreateIndexOnRelation(relation.name, plural(relation.kind)));
  }
}

/// The key and what INCLUDE adds to it.
std::vector<sql::IndexElement> all_elements(const sql::CreateIndex& statement) {
  std::vector<sql::IndexElement> elements = statement.elements;
  elements.insert(elements.end(), statement.including.begin(), statement.including.end());
  return elements;
}

/// What the index reads of its table, with expressions and the predicate. Nothing after a report.
std::optional<NewIndex> new_index(DdlContext& context, const sql::CreateIndex& statement, const Relation& table) {
  NewIndex index{
      .name = {},
      .columns = index_column_names(all_elements(statement)),
      .definition = {
          .table = table.oid, .method = method_name(statement.method), .is_partial = statement.where != nullptr}};
  if (!read_expression(context, table, statement.where, index, kIndexPredicate)) return std::nullopt;
  for (const sql::IndexElement& element : all_elements(statement)) {
    if (element.column) index.definition.plain_columns.push_back(table.attribute_number(element.column->text));
    if (!read_expression(context, table, element.expr, index, "index expression")) return std::nullopt;
  }
  if (const auto& leading = statement.elements.front().column)
    index.definition.leading_column = table.attribute_number(leading->text);
  return index;
}

bool check_column(const DdlContext& context, const Relation& table, const sql::Name& column) {
  if (table.find_column(column.text) == nullptr && find_system_column(column.text) != nullptr)
    return context.fail(column.span, msg::IndexOnSystemColumn());
  return table.attribute_number(column.text) != 0 || table.is_poisoned ||
         context.fail(column.span, msg::ColumnDoesNotExist(column.text, suggest_column(table, column.text)));
}

bool read_elements(const DdlContext& context, const sql::CreateIndex& statement, const Relation& table,
                   UniqueKey& key) {
  for (const sql::IndexElement& element : statement.elements) {
    if (element.column) {
      if (!check_column(context, table, *element.column)) return false;
      key.columns.push_back(table.attribute_number(element.column->text));
    } else if (element.expr) {
      if (!check_columns_exist(context, table, *element.expr)) return false;
      key.has_expressions = true;
      key.expressions.push_back(element.expr);
    }
  }
  for (const sql::IndexElement& element : statement.including) {
    if (element.column && !check_column(context, table, *element.column)) return false;
  }
  return !statement.where || check_columns_exist(context, table, *statement.where);
}

}  // namespace

void apply(DdlContext& context, const sql::CreateIndex& statement) {
  const Relation* table = require_relation(context, statement.relation.name);
  if (table == nullptr) return;
  const Span span = statement.relation.name.span;
  if (!check_indexable(context, *table, span)) return;
  const IndexNeeds needs{statement.unique, false, !statement.including.empty(), statement.elements.size()};
  if (!check_access_method(context, statement.method, needs, span)) return;
  UniqueKey key;
  key.is_constraint = false;
  key.nulls_not_distinct = statement.nulls_not_distinct;
  key.predicate = statement.where;
  if (!read_elements(context, statement, *table, key)) return;
  std::optional<NewIndex> draft = new_index(context, statement, *table);
  if (!draft) return;
  const std::optional<std::vector<Oid>> classes =
      find_classes(context, *table, statement.elements, method_name(statement.method), ClassUser::index);
  if (!classes) return;
  key.has_other_equality = has_other_equality(context.catalog, *classes);
  key.unusual_element = unusual_element(context.catalog, statement.elements, method_name(statement.method));
  const std::vector<std::string> columns = index_column_names(all_elements(statement));
  key.name = truncate_identifier(statement.name);
  if (key.name.empty()) {
    key.name =
        choose_relation_name(context.catalog, table->schema, table->name, join_column_names(columns), "idx", false);
  } else if (context.catalog.find_relation(table->schema, key.name) != nullptr) {
    if (!statement.if_not_exists) context.fail(statement.name_span, msg::RelationAlreadyExists(key.name));
    return;
  }
  std::vector<int> read = key.columns;
  for (const sql::IndexElement& element : statement.elements) {
    if (!element.expr) continue;
    for (const int number : column_numbers_read(*table, *element.expr)) read.push_back(number);
  }
  if (statement.where) {
    for (const int number : column_numbers_read(*table, *statement.where)) read.push_back(number);
  }
  if (has_virtual_column(*table, read)) {
    context.fail(span, msg::ConstraintsOnVirtualColumns("indexes"));
    return;
  }
  const Oid oid = table->oid;
  draft->name = key.name;
  draft->definition.operator_classes = *classes;
  add_index(context, std::move(*draft));
  if (statement.relation.only && table->kind == RelationKind::partitioned_table)
    key.missing_in = children_of(context.catalog, oid);
  if (statement.unique && !table->is_poisoned) context.data.relations.edit(oid).unique_keys.push_back(key);
  if (table->kind != RelationKind::partitioned_table || statement.relation.only) return;
  const Relation& index = *context.catalog.find_relation(table->schema, key.name);
  for (const Oid partition : children_of(context.catalog, oid)) {
    context.data.relations.settle();
    if (statement.unique) {
      copy_key(context, *context.catalog.relation(oid), key, partition);
    } else {
      copy_index(context, index, partition);
    }
  }
}

}  // namespace pgscribe::catalog
