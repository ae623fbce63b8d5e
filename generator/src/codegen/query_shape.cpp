#include "codegen/query_shape.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "codegen/identifier.hpp"
#include "codegen/messages.hpp"
#include "codegen/variant_shape.hpp"

namespace pgscribe::codegen {

namespace {

using analyze::AnalyzedQuery;
using query::Command;

/// The member that lists what the rows of a group have, where that is more than one struct.
constexpr const char* kElements = "items";

/// What the names of structs inside of a query's row start with. Queries that share a row share what is in it.
std::string struct_stem(const Namer& namer, const AnalyzedQuery& query) {
  return query.row_name.empty() ? namer.query_stem(query.name) : query.row_name;
}

bool is_record_list(const analyze::ResultColumn& column) { return column.type != catalog::oid::record; }

void add_record_names(const std::vector<analyze::ResultColumn>& columns, const std::string& holder,
                      std::vector<std::string>& names) {
  for (const analyze::ResultColumn& column : columns) {
    if (column.fields.empty()) continue;
    names.push_back(Namer::nested_type(holder, column.name, is_record_list(column)));
    add_record_names(column.fields, std::string(names.back()), names);
  }
}

/// Is it what the rows of a group list, with nothing beside it?
bool is_listed_alone(const AnalyzedQuery& query, const analyze::ResultItem& item) {
  return !query.group_key.empty() && query.items.size() == 2 && &item == &query.items.back();
}

/// The member that holds a list of keys, which nothing is in yet.
Field list_member(const QueryShape& shape, const analyze::QueryParameter& parameter, const Namer& namer) {
  Field member;
  member.sql_name = parameter.list;
  member.name = namer.member(parameter.list);
  member.span = parameter.span;
  const std::string key = Namer::nested_type(shape.stem, parameter.list, true);
  member.type.spelling = TypeSpelling{key}.in(TypeWrapper::vector);
  member.type.view = TypeSpelling{key}.in(TypeWrapper::span);
  member.embedded = std::make_shared<const EmbeddedStruct>(EmbeddedStruct{key, {}});
  return member;
}

/// A name that `base` becomes for the second, third ... column of the same SQL name.
std::string numbered_name(const std::string& base, const std::set<std::string>& bases, const NameScope& taken) {
  for (int i = 2;; ++i) {
    std::string name = with_suffix(base, "_" + std::to_string(i));
    if (bases.count(name) == 0 && !taken.has(name)) return name;
  }
}

}  // namespace

std::vector<std::string> nested_struct_names(const Namer& namer, const AnalyzedQuery& query) {
  std::vector<std::string> names;
  const std::string stem = struct_stem(namer, query);
  for (const analyze::ResultItem& item : query.items) {
    std::string holder = stem;
    if (item.is_embed) {
      holder = Namer::nested_type(stem, item.name, is_listed_alone(query, item));
      names.push_back(holder);
    }
    add_record_names(item.columns, holder, names);
  }
  if (!query.group_key.empty() && query.items.size() > 2) names.push_back(Namer::nested_type(stem, kElements, true));
  return names;
}

QueryShape ShapeBuilder::shape(const AnalyzedQuery& query) {
  QueryShape shape;
  shape.query = &query;
  shape.method = namer_.method(query.name);
  if (options_.emit_expected) shape.trying_method = namer_.trying_method(shape.method);
  shape.stem = namer_.query_stem(query.name);
  shape_result(shape);
  shape_parameters(shape);
  return shape;
}

void ShapeBuilder::shape_result(QueryShape& shape) {
  const AnalyzedQuery& query = *shape.query;
  if (!returns_rows(query.command)) return;
  ResultShape& result = shape.result;
  const std::string stem = struct_stem(namer_, query);
  for (const analyze::ResultItem& item : query.items) {
    if (item.is_embed) {
      result.fields.push_back(embed_field(shape, item));
    } else {
      for (const analyze::ResultColumn& column : item.columns)
        result.fields.push_back(column_field(query, column, stem));
    }
  }
  if (!query.group_key.empty()) gather_elements(shape, result.fields);
  name_fields(query, result.fields, "column");
  if (!query.row_name.empty()) {
    result.kind = ResultShape::Kind::row;
    result.type = query.row_name;
    result.is_shared = true;
    if (!is_legal_type_name(query.row_name)) {
      report(query, query.row_name_span, msg::RowNotAStructName(query.row_name));
    }
  } else if (result.fields.size() == 1 && !result.fields[0].is_embed) {
    result.kind = ResultShape::Kind::scalar;
    result.type = owning_type(result.fields[0]);
  } else if (const Model* model = query.group_key.empty() ? matching_model(query.columns(), result.fields) : nullptr) {
    result.kind = ResultShape::Kind::model;
    result.type = model->name;
    result.model = model;
  } else {
    result.kind = ResultShape::Kind::row;
    result.type = shape.stem + "Row";
  }
  if (query.command == Command::execlastid) check_last_id(shape);
}

void ShapeBuilder::check_last_id(const QueryShape& shape) {
  const auto& fields = shape.result.fields;
  static constexpr std::string_view kIntegers[] = {"std::int16_t", "std::int32_t", "std::int64_t"};
  const bool is_integer = fields.size() == 1 && std::find(std::begin(kIntegers), std::end(kIntegers),
                                                          fields[0].type.spelling.text()) != std::end(kIntegers);
  if (is_integer) return;
  report(*shape.query, shape.query->name_span, msg::NoLastId(shape.query->name));
}

Field ShapeBuilder::column_field(const AnalyzedQuery& query, const analyze::ResultColumn& column,
                                 const std::string& holder) {
  if (!column.fields.empty() && column.cpp_type.empty()) return record_field(query, column, holder);
  Field field;
  field.sql_name = column.name;
  field.nullable = !column.not_null;
  field.sql_type = column.type;
  field.span = column.span;
  TypeProblem problem;
  auto mapped = models_.types().map({column.type, column.dimensions, field.nullable, column.origin, column.cpp_type,
                                     column.elements == analyze::Elements::nullable, column.elements_stated},
                                    problem);
  if (mapped) {
    field.type = std::move(*mapped);
  } else if (column.type != catalog::kErrorType) {
    report(query, column.cpp_type.empty() ? column.span : column.cpp_type_span,
           msg::NoTypeOfColumn(column.name, problem.message, problem.hint));
  }
  return field;
}

Field ShapeBuilder::record_field(const AnalyzedQuery& query, const analyze::ResultColumn& column,
                                 const std::string& holder) {
  check_record(query, column);
  Field field;
  field.sql_name = column.name;
  field.nullable = !column.not_null;
  field.sql_type = column.type;
  field.span = column.span;
  const std::string name = Namer::nested_type(holder, column.name, is_record_list(column));
  std::vector<Field> fields;
  std::vector<const analyze::ResultColumn*> parts;
  for (const analyze::ResultColumn& part : column.fields) {
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

void ShapeBuilder::check_record(const AnalyzedQuery& query, const analyze::ResultColumn& column) {
  for (std::size_t i = 0; i < column.fields.size(); ++i) {
    if (!column.fields[i].name.empty()) continue;
    report(query, column.span, msg::NoNameOfField(column.name, std::to_string(i + 1)));
    return;
  }
  if (column.elements == analyze::Elements::nullable && !column.elements_stated) {
    report(query, column.span, msg::RowsCanBeNull(column.name, analyze::text(column.element_reason)));
  }
}

void ShapeBuilder::use_struct(Field& field, const Model* model, std::string name, std::vector<Field> fields) {
  if (model == nullptr) {
    field.type.codec = "k" + name + "Record";
    field.type.spelling = {name};
    field.embedded = std::make_shared<const EmbeddedStruct>(EmbeddedStruct{std::move(name), std::move(fields)});
    return;
  }
  field.type.spelling = {model->name};
  field.type.models = {model->type->oid};
  field.type.codec = model_constant(models_.types().codec_constant(*model->type));
  field.type.codec_constants = {model->type->oid};
}

Field ShapeBuilder::embed_field(const QueryShape& shape, const analyze::ResultItem& item) {
  Field field;
  field.sql_name = item.name;
  field.nullable = item.optional;
  field.is_embed = true;
  field.marker = item.marker;
  if (!item.columns.empty()) field.span = item.columns.front().span;
  const Model* model = nullptr;
  std::vector<Field> fields;
  std::string name =
      Namer::nested_type(struct_stem(namer_, *shape.query), item.name, is_listed_alone(*shape.query, item));
  if (item.relation != catalog::kInvalidOid) {
    model = &models_.model_of_relation(item.relation);
  } else {
    fields = embedded_fields(*shape.query, item, name);
    std::vector<const analyze::ResultColumn*> columns;
    for (const analyze::ResultColumn& column : item.columns) columns.push_back(&column);
    model = matching_model(columns, fields);
  }
  if (model != nullptr) field.sql_type = model->type->oid;
  use_struct(field, model, std::move(name), std::move(fields));
  return field;
}

void ShapeBuilder::gather_elements(const QueryShape& shape, std::vector<Field>& fields) {
  std::vector<Field> parts(fields.begin() + 1, fields.end());
  fields.resize(1);
  if (parts.size() == 1) {
    fields.push_back(std::move(parts.front()));
    fields.back().is_repeated = true;
    return;
  }
  const std::vector<analyze::ResultItem>& items = shape.query->items;
  const auto first = std::find_if(parts.begin(), parts.end(), [](const Field& part) { return part.is_embed; });
  Field elements;
  elements.sql_name = kElements;
  elements.is_embed = elements.is_repeated = true;
  elements.span = parts.front().span;
  // Where the first embed is absent there is no element, so in an element it is always there.
  elements.nullable = std::exchange(first->nullable, false);
  elements.marker = first->marker;
  for (auto item = items.begin() + 1; elements.marker >= 0 && item != items.begin() + 1 + (first - parts.begin());
       ++item)
    elements.marker += static_cast<int>(item->columns.size());
  name_fields(*shape.query, parts, "column");
  use_struct(elements, nullptr, Namer::nested_type(struct_stem(namer_, *shape.query), kElements, true),
             std::move(parts));
  fields.push_back(std::move(elements));
}

std::vector<Field> ShapeBuilder::embedded_fields(const AnalyzedQuery& query, const analyze::ResultItem& item,
                                                 const std::string& holder) {
  std::vector<Field> fields;
  for (analyze::ResultColumn column : item.columns) {
    // A directive's word about the column counts as much as what follows from the embed.
    column.not_null = column.not_null || column.not_null_if_present;
    fields.push_back(column_field(query, column, holder));
  }
  name_fields(query, fields, "column");
  return fields;
}

/// The model whose columns, in order and with the same names, types and NULLs, are exactly these.
const Model* ShapeBuilder::matching_model(const std::vector<const analyze::ResultColumn*>& columns,
                                          const std::vector<Field>& fields) {
  if (fields.empty() || columns.size() != fields.size() || !columns[0]->origin) return nullptr;
  const catalog::Oid relation = columns[0]->origin->relation;
  int attribute = 0;
  for (const analyze::ResultColumn* column : columns) {
    if (!column->origin || column->origin->relation != relation || column->origin->attribute <= attribute)
      return nullptr;
    attribute = column->origin->attribute;
  }
  const Model* model = models_.find_model_of_relation(relation, columns.size());
  if (model == nullptr || model->fields.size() != fields.size()) return nullptr;
  const bool same = std::equal(fields.begin(), fields.end(), model->fields.begin(), [](const Field& a, const Field& b) {
    return !a.is_embed && a.sql_name == b.sql_name && a.name == b.name && a.type == b.type && a.nullable == b.nullable;
  });
  return same ? model : nullptr;
}

void ShapeBuilder::shape_parameters(QueryShape& shape) {
  const AnalyzedQuery& query = *shape.query;
  ParameterShape& parameters = shape.parameters;
  for (const analyze::QueryParameter& parameter : query.parameters) {
    Field field;
    field.sql_name = parameter.name;
    field.nullable = !parameter.not_null;
    field.sql_type = parameter.type;
    field.span = parameter.span;
    field.is_patch = field.has_default = parameter.is_patch;
    TypeProblem problem;
    auto mapped = models_.types().map_parameter(parameter, problem);
    if (mapped) {
      field.type = std::move(*mapped);
    } else if (parameter.type != catalog::kErrorType) {
      const std::string number = "$" + std::to_string(parameter.number);
      const std::string name = parameter.name.empty() ? number : "\"" + parameter.name + "\"";
      const std::string cast = (parameter.is_named ? "@" + parameter.name : number) + "::my_type";
      if (parameter.cpp_type.empty()) problem.hint = msg::WriteTheType(cast);
      report(query, parameter.cpp_type.empty() ? parameter.span : parameter.cpp_type_span,
             msg::NoTypeOfParameter(name, problem.message, problem.hint));
    }
    parameters.fields.push_back(std::move(field));
  }
  name_fields(query, parameters.fields, "parameter");
  const bool varies = !query.variants.empty();
  if (varies) {
    shape_variant_members(shape, namer_, diagnostics_);
  } else {
    shape_members(shape);
  }
  const auto count = static_cast<int>(parameters.members.size());
  // The place of a parameter is not its place in each variant, but where there is one.
  const bool is_apart = varies || parameters.has_lists;
  const int limit = options_.query_parameter_limit == 0 || !is_apart ? options_.query_parameter_limit : 1;
  const bool is_lone_value = parameters.has_lists || (parameters.fields.size() == 1 + parameters.singles.size() &&
                                                      parameters.groups[0] < 0 && !parameters.members[0].is_patch);
  const bool is_positional = limit != 0 && (count == 1 ? is_lone_value : count <= limit && !shape.takes_range());
  if (parameters.members.empty()) {
    if (takes_many(query.command)) {
      report(query, query.name_span, msg::NothingToBatch(query.name));
    }
  } else if (is_positional) {
    parameters.kind = ParameterShape::Kind::positional;
    for (std::size_t i = 0; i < parameters.fields.size() && !parameters.has_lists; ++i)
      parameters.fields[i].name = namer_.positional(parameters.fields[i].name);
    for (Field& member : parameters.members) member.name = namer_.positional(member.name);
  } else {
    parameters.kind = ParameterShape::Kind::record;
    parameters.type = shape.stem + "Params";
  }
  for (Field& single : parameters.singles) single.name = namer_.positional(single.name);
}

/// What callers give, besides the single values of a bulk statement: the fields, and each list of keys as one.
void ShapeBuilder::shape_members(QueryShape& shape) {
  const std::vector<analyze::QueryParameter>& known = shape.query->parameters;
  ParameterShape& parameters = shape.parameters;
  parameters.groups.assign(parameters.fields.size(), ParameterShape::kNoGroup);
  for (std::size_t i = 0; i < parameters.fields.size(); ++i) {
    if (known[i].list.empty()) {
      const bool is_single = shape.query->bulk && known[i].row_value == analyze::RowValue::single;
      (is_single ? parameters.singles : parameters.members).push_back(parameters.fields[i]);
      continue;
    }
    parameters.has_lists = true;
    parameters.fields[i].name = namer_.member(known[i].member);
    const auto member = std::find_if(parameters.members.begin(), parameters.members.end(),
                                     [&](const Field& other) { return other.sql_name == known[i].list; });
    parameters.groups[i] = static_cast<int>(member - parameters.members.begin());
    if (member == parameters.members.end()) parameters.members.push_back(list_member(shape, known[i], namer_));
    EmbeddedStruct keys = *parameters.members[static_cast<std::size_t>(parameters.groups[i])].embedded;
    keys.fields.push_back(parameters.fields[i]);
    parameters.members[static_cast<std::size_t>(parameters.groups[i])].embedded =
        std::make_shared<const EmbeddedStruct>(std::move(keys));
  }
  if (!parameters.has_lists) return;
  NameScope scope;
  for (const Field& member : parameters.members) {
    scope.claim(member.name, "parameter", {"parameter \"" + member.sql_name + "\"", shape.query->file, member.span},
                msg::NameParameterOtherwise(), diagnostics_);
  }
}

/// C++ names: columns with the same SQL name are numbered, others that become equal are an error.
void ShapeBuilder::name_fields(const AnalyzedQuery& query, std::vector<Field>& fields, std::string_view what) {
  const bool is_column = what == "column";
  std::set<std::string> bases;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Field& field = fields[i];
    const std::string unnamed = (is_column ? "column_" : "arg_") + std::to_string(i + 1);
    field.name = field.sql_name == "?column?" ? unnamed : namer_.member(field.sql_name);
    if (field.name.empty()) field.name = unnamed;
    bases.insert(field.name);
  }
  NameScope scope;
  std::set<std::pair<std::string, std::string>> seen;  // SQL and C++
  for (Field& field : fields) {
    const std::string base = field.name;
    if (!seen.emplace(field.sql_name, base).second) field.name = numbered_name(base, bases, scope);
    scope.claim(field.name, is_column ? "member" : "parameter",
                {std::string(what) + " \"" + field.sql_name + "\"", query.file, field.span},
                is_column ? msg::NameColumnOtherwise() : msg::NameParameterOtherwise(), diagnostics_);
  }
}

void ShapeBuilder::report(const AnalyzedQuery& query, support::Span span, support::Message message) {
  const support::Span place = span.empty() ? query.name_span : span;
  diagnostics_.add(support::diagnostic_of(std::move(message), query.file, place));
}

std::string first_difference(const std::vector<Field>& fields, const std::vector<Field>& others,
                             const std::string& other_name) {
  for (std::size_t i = 0; i < std::min(fields.size(), others.size()); ++i) {
    const Field& a = fields[i];
    const Field& b = others[i];
    if (a.name != b.name) return msg::ColumnNamesDiffer(i + 1, a.sql_name, b.sql_name, other_name);
    if (owning_type(a) != owning_type(b))
      return msg::ColumnTypesDiffer(i + 1, a.sql_name, owning_type(a), owning_type(b), other_name);
    if (a.embedded != nullptr && b.embedded != nullptr) {
      const std::string inner = first_difference(a.embedded->fields, b.embedded->fields, other_name);
      if (!inner.empty()) return msg::EmbedsDiffer(i + 1, a.sql_name, inner);
    }
  }
  if (fields.size() == others.size()) return "";
  return msg::ColumnCountsDiffer(fields.size(), others.size(), other_name);
}

}  // namespace pgscribe::codegen
