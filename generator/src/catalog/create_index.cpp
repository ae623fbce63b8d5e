#include <algorithm>
#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/new_object.hpp"
#include "catalog/object_name.hpp"
#include "catalog/table_constraint.hpp"

// indexcmds.c, DefineIndex

namespace pgscribe::catalog {

namespace {

/// ChooseIndexColumnNames: names are made different by numbers.
std::vector<std::string> index_column_names(const sql::CreateIndex& statement) {
  std::vector<std::string> names;
  for (const sql::IndexElement& element : statement.elements) {
    const std::string wanted = element.column ? element.column->text : element.expr ? index_column_name(*element.expr) : std::string("expr");
    std::string name = wanted;
    for (int pass = 1; std::find(names.begin(), names.end(), name) != names.end(); ++pass) name = wanted + std::to_string(pass);
    names.push_back(std::move(name));
  }
  return names;
}

bool is_indexable(RelationKind kind) {
  return kind == RelationKind::table || kind == RelationKind::partitioned_table || kind == RelationKind::materialized_view;
}

bool read_elements(const DdlContext& context, const sql::CreateIndex& statement, const Relation& table, UniqueKey& key) {
  for (const sql::IndexElement& element : statement.elements) {
    if (element.column) {
      const int number = table.attribute_number(element.column->text);
      if (number == 0 && find_system_column(element.column->text) == nullptr) {
        return context.fail("42703", element.column->span, "column \"" + element.column->text + "\" does not exist",
                            suggest_column(table, element.column->text));
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
    context.fail("42809", span, "cannot create index on relation \"" + table->name + "\"");
    return;
  }
  UniqueKey key;
  key.is_constraint = false;
  key.nulls_not_distinct = statement.nulls_not_distinct;
  key.predicate = statement.where;
  if (!read_elements(context, statement, *table, key)) return;
  key.name = truncate_identifier(statement.name);
  if (key.name.empty()) {
    key.name = choose_relation_name(context.catalog, table->schema, table->name, join_column_names(index_column_names(statement)), "idx", false);
  } else if (context.catalog.find_relation(table->schema, key.name) != nullptr) {
    if (!statement.if_not_exists) context.fail("42P07", {}, "relation \"" + key.name + "\" already exists");
    return;
  }
  const Oid oid = table->oid;
  add_index(context, oid, key.name, false);
  if (!statement.unique) return;
  context.data.relations.edit(oid).unique_keys.push_back(key);
  if (table->kind != RelationKind::partitioned_table || statement.relation.only) return;
  for (const Oid partition : children_of(context.catalog, oid)) copy_key(context, *context.catalog.relation(oid), key, partition);
}

}  // namespace pgscribe::catalog
