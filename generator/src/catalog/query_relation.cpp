#include "catalog/query_relation.hpp"

#include <algorithm>

#include "catalog/messages.hpp"

namespace pgscribe::catalog {

std::optional<QueryShape> analyze_definition(const DdlContext& context, const sql::Statement& query,
                                             const std::vector<sql::Name>& names, support::Message too_many_names) {
  std::optional<QueryShape> shape;
  if (context.analyze_query)
    shape = context.analyze_query(context.catalog, query, ExpressionPlace::query, context.file, context.diagnostics);
  if (!shape) return std::nullopt;
  if (names.size() > shape->columns.size()) {
    context.fail(names[shape->columns.size()].span, std::move(too_many_names));
    return std::nullopt;
  }
  for (std::size_t i = 0; i < names.size(); ++i) shape->columns[i].name = names[i].text;
  return shape;
}

bool take_shape(const DdlContext& context, const QueryShape& shape, bool is_stored_by_dml, Relation& relation,
                Span span) {
  relation.columns.clear();
  for (const QueryColumn& from : shape.columns) {
    if (relation.find_column(from.name) != nullptr)
      return context.fail(span, msg::ColumnSpecifiedMoreThanOnce(from.name));
    Column column;
    column.name = from.name;
    column.type = from.type;
    column.type_modifier = from.type_modifier;
    column.collation = from.collation;
    column.never_null = from.never_null && !is_stored_by_dml;
    relation.columns.push_back(std::move(column));
  }
  if (auto* view = std::get_if<ViewDefinition>(&relation.definition)) {
    view->uses = {shape.columns_used, shape.functions, shape.types, shape.operators, shape.relations};
    view->row_keys = shape.row_keys;
    view->has_always_one_row = shape.has_always_one_row;
  }
  return true;
}

void poison(Relation& relation, const std::vector<sql::Name>& names) {
  relation.is_poisoned = true;
  relation.columns.clear();
  for (const sql::Name& name : names) {
    Column column;
    column.name = name.text;
    column.type = kErrorType;
    relation.columns.push_back(std::move(column));
  }
}

}  // namespace pgscribe::catalog
