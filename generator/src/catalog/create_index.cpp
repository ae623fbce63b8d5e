#include <algorithm>
#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/object_name.hpp"
#include "catalog/table_constraint.hpp"

// indexcmds.c, DefineIndex

namespace pgscribe::catalog {

namespace {

bool is_indexable(RelationKind kind) {
  return kind == RelationKind::table || kind == RelationKind::partitioned_table ||
         kind == RelationKind::materialized_view;
}

/// What the index reads of its table, with expressions and the predicate.
NewIndex new_index(const DdlContext& context, const sql::CreateIndex& statement, const Relation& table,
                   const std::string& name) {
  NewIndex index{.name = name, .columns = index_column_names(statement.elements)};
  for (const sql::IndexElement& element : statement.elements) {
    if (element.column) index.reads.push_back(table.attribute_number(element.column->text));
    read_expression(context.catalog, table, element.expr, index);
  }
  read_expression(context.catalog, table, statement.where, index);
  return index;
}

bool read_elements(const DdlContext& context, const sql::CreateIndex& statement, const Relation& table,
                   UniqueKey& key) {
  for (const sql::IndexElement& element : statement.elements) {
    if (element.column) {
      const int number = table.attribute_number(element.column->text);
      if (number == 0 && !table.is_poisoned && find_system_column(element.column->text) == nullptr) {
        return context.fail(element.column->span,
                            msg::ColumnDoesNotExist(element.column->text, suggest_column(table, element.column->text)));
      }
      key.columns.push_back(number);
    } else if (element.expr) {
      if (!check_columns_exist(context, table, *element.expr)) return false;
      key.has_expressions = true;
      key.expressions.push_back(element.expr);
    }
  }
  return !statement.where || check_columns_exist(context, table, *statement.where);
}

}  // namespace

void apply(DdlContext& context, const sql::CreateIndex& statement) {
  const Relation* table = require_relation(context, statement.relation.name);
  if (table == nullptr) return;
  const Span span = statement.relation.name.span;
  if (!is_indexable(table->kind)) {
    context.fail(span, msg::CannotCreateIndexOnRelation(table->name));
    return;
  }
  UniqueKey key;
  key.is_constraint = false;
  key.nulls_not_distinct = statement.nulls_not_distinct;
  key.predicate = statement.where;
  if (!read_elements(context, statement, *table, key)) return;
  const std::vector<std::string> columns = index_column_names(statement.elements);
  key.name = truncate_identifier(statement.name);
  if (key.name.empty()) {
    key.name =
        choose_relation_name(context.catalog, table->schema, table->name, join_column_names(columns), "idx", false);
  } else if (context.catalog.find_relation(table->schema, key.name) != nullptr) {
    if (!statement.if_not_exists) context.fail(statement.name_span, msg::RelationAlreadyExists(key.name));
    return;
  }
  const Oid oid = table->oid;
  add_index(context, oid, new_index(context, statement, *table, key.name));
  if (statement.relation.only && table->kind == RelationKind::partitioned_table)
    key.missing_in = children_of(context.catalog, oid);
  if (statement.unique && !table->is_poisoned) context.data.relations.edit(oid).unique_keys.push_back(key);
  if (table->kind != RelationKind::partitioned_table || statement.relation.only) return;
  const Relation& index = *context.catalog.find_relation(table->schema, key.name);
  for (const Oid partition : children_of(context.catalog, oid)) {
    if (statement.unique) {
      copy_key(context, *context.catalog.relation(oid), key, partition);
    } else {
      copy_index(context, index, partition);
    }
  }
}

}  // namespace pgscribe::catalog
