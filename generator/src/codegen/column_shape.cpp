#include "codegen/column_shape.hpp"

#include <utility>

#include "codegen/messages.hpp"
#include "codegen/query_shape.hpp"

namespace pgscribe::codegen {

using analyze::AnalyzedQuery;
using analyze::JsonShape;
using analyze::ResultColumn;

namespace {

bool is_record_list(const ResultColumn& column) {
  return column.json == JsonShape::none && column.type != catalog::oid::record;
}

/// What has the members of the struct that a column is, or lists, in JSON in any depth of lists and maps.
struct StructSource {
  const ResultColumn* row = nullptr;  ///< null: there is none
  bool is_listed = false;
};
StructSource struct_source(const ResultColumn& column) {
  StructSource source{&column, false};
  for (; !source.row->fields.empty(); source.row = &source.row->fields.front()) {
    const JsonShape json = source.row->json;
    source.is_listed = source.is_listed || json == JsonShape::list || json == JsonShape::map;
    if (json == JsonShape::none || json == JsonShape::object)
      return {source.row, source.is_listed || is_record_list(*source.row)};
  }
  return {};
}

void describe(Field& field, const ResultColumn& column) {
  field.sql_name = column.name;
  field.nullable = !column.not_null;
  field.sql_type = column.type;
  field.span = column.span;
}

}  // namespace

void add_record_names(const std::vector<ResultColumn>& columns, const std::string& holder,
                      std::vector<std::string>& names) {
  for (const ResultColumn& column : columns) {
    const StructSource source = struct_source(column);
    if (source.row == nullptr) continue;
    names.push_back(Namer::nested_type(holder, column.name, source.is_listed));
    add_record_names(source.row->fields, std::string(names.back()), names);
  }
}

Field ShapeBuilder::result_field(const AnalyzedQuery& query, const ResultColumn& column, const std::string& holder) {
  Field field = column_field(query, column, holder);
  if (column.json != JsonShape::none && column.cpp_type.empty())
    field.type = from_json(std::move(field.type), models_.types().is_jsonb(column.type));
  return field;
}

Field ShapeBuilder::column_field(const AnalyzedQuery& query, const ResultColumn& column, const std::string& holder) {
  if (!column.fields.empty() && column.cpp_type.empty()) {
    const StructSource source = struct_source(column);
    return made_field(query, column,
                      source.row == nullptr ? "" : Namer::nested_type(holder, column.name, source.is_listed));
  }
  Field field;
  describe(field, column);
  TypeProblem problem;
  auto mapped =
      models_.types().map({column.type, column.dimensions, field.nullable, column.origin, column.cpp_type,
                           column.elements == analyze::Elements::nullable, column.elements_stated, column.through_json},
                          problem);
  if (mapped) {
    field.type = std::move(*mapped);
  } else if (column.type != catalog::kErrorType) {
    report(query, column.cpp_type.empty() ? column.span : column.cpp_type_span,
           msg::NoTypeOfColumn(column.name, problem.message, problem.hint));
  }
  return field;
}

Field ShapeBuilder::made_field(const AnalyzedQuery& query, const ResultColumn& column, const std::string& name) {
  check_elements(query, column);
  if (column.json == JsonShape::none || column.json == JsonShape::object) return record_field(query, column, name);
  const ResultColumn& part = column.fields.front();
  Field field = part.fields.empty() ? column_field(query, part, name) : made_field(query, part, name);
  describe(field, column);
  const bool has_null = column.elements == analyze::Elements::nullable;
  if (column.json == JsonShape::list) field.type = array_of(std::move(field.type), 1, has_null);
  if (column.json == JsonShape::map) field.type = json_map_of(std::move(field.type), has_null);
  return field;
}

Field ShapeBuilder::record_field(const AnalyzedQuery& query, const ResultColumn& column, const std::string& name) {
  check_names(query, column);
  Field field;
  describe(field, column);
  std::vector<Field> fields;
  std::vector<const ResultColumn*> parts;
  for (const ResultColumn& part : column.fields) {
    fields.push_back(column_field(query, part, name));
    parts.push_back(&part);
  }
  name_fields(query, fields, "column");
  const Model* model = matching_model(parts, fields);
  use_struct(field, model, name, std::move(fields));
  if (is_record_list(column))
    field.type = array_of(std::move(field.type), 1, column.elements == analyze::Elements::nullable);
  return field;
}

void ShapeBuilder::check_names(const AnalyzedQuery& query, const ResultColumn& column) {
  for (std::size_t i = 0; i < column.fields.size(); ++i) {
    if (!column.fields[i].name.empty()) continue;
    report(query, column.span, msg::NoNameOfField(column.name, std::to_string(i + 1)));
    return;
  }
}

/// Whether NULL may stand in the place of a struct is the author's to say.
void ShapeBuilder::check_elements(const AnalyzedQuery& query, const ResultColumn& column) {
  const bool can_be_null = column.elements == analyze::Elements::nullable && !column.elements_stated;
  if (can_be_null && struct_source(column).row != nullptr)
    report(query, column.span, msg::RowsCanBeNull(column.name, analyze::text(column.element_reason)));
}

}  // namespace pgscribe::codegen
