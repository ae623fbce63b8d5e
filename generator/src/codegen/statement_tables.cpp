#include "codegen/statement_tables.hpp"

#include <utility>

#include "codegen/cpp_text.hpp"
#include "codegen/identifier.hpp"
#include "codegen/variant_shape.hpp"
#include "support/joined.hpp"

namespace pgscribe::codegen {

namespace {

using analyze::AnalyzedQuery;
using query::Command;

/// What C++ asks compilers to support ([implimits]); clang warns beyond it.
constexpr std::size_t kLongestLiteral = 65536;

/// A parameter under the name that messages give it.
struct NamedParameter {
  std::string name;
  const Field* field = nullptr;
};

std::string positional_parameter(const NamedParameter& parameter, const std::string& type) {
  const MappedType& mapped = parameter.field->type;
  return "parameter<" + type + ">(" + string_literal(parameter.name) + ", 0, " + mapped.codec + ")" +
         (mapped.is_inferred ? ".inferred()" : "");
}

/// Of a value that is in a member of the parameters' struct.
std::string inside(const std::string& struct_name, const std::string& member) {
  return ".inside<decltype(" + struct_name + "::" + member + ")>(offsetof(" + struct_name + ", " + member + "))";
}

/// What `of_each_row` of the runtime is told.
std::string row_form(const analyze::QueryParameter& parameter) {
  switch (parameter.row_value) {
    case analyze::RowValue::each: return ".of_each_row()";
    case analyze::RowValue::text: return ".of_each_row(pgscribe::RowForm::texts)";
    case analyze::RowValue::single: break;
  }
  return "";
}

/// Of a value that is in each of the keys that a member of the parameters, or the parameter itself, lists.
std::string key_parameter(const ParameterShape& parameters, const Field& list, const NamedParameter& parameter) {
  const std::string row = member_parameter(list.embedded->name, parameter.name, *parameter.field);
  if (parameters.kind != ParameterShape::Kind::record) return row + ".in_list<" + parameter_source_type(list) + ">(0)";
  return row + ".in_list<decltype(" + parameters.type + "::" + list.name + ")>(offsetof(" + parameters.type + ", " +
         list.name + "))";
}

std::string quoted_identifier(const std::string& name) {
  std::string result = "\"";
  for (const char c : name) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + "\"";
}

std::string copied_table(const analyze::CopyTarget& target) {
  const std::string schema = target.schema.empty() ? "" : quoted_identifier(target.schema) + ".";
  return schema + quoted_identifier(target.relation);
}

/// Parameters in the order of the table: by number, or as the copied columns, which name them then.
std::vector<NamedParameter> parameters_in_order(const QueryShape& shape) {
  std::vector<NamedParameter> result;
  const std::vector<Field>& fields = shape.parameters.fields;
  if (shape.query->command != Command::copyfrom || !shape.query->copy) {
    for (const Field& field : fields) result.push_back({field.sql_name.empty() ? field.name : field.sql_name, &field});
    return result;
  }
  const analyze::CopyTarget& copy = *shape.query->copy;
  for (std::size_t column = 0; column < copy.columns.size(); ++column) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (shape.query->parameters[i].number == copy.parameters[column])
        result.push_back({copy.columns[column], &fields[i]});
    }
  }
  return result;
}

}  // namespace

void StatementTables::add_codecs(const std::vector<QueryShape>& shapes) {
  for (const QueryShape& shape : shapes) {
    add_codecs(shape.result.fields);
    add_codecs(shape.parameters.fields);
  }
}

void StatementTables::add_codecs(const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    needs_.model_tables = needs_.model_tables || !field.type.codec_constants.empty();
    model_tables_.add_codecs(field);
    if (field.embedded != nullptr) add_codec(field);
  }
}

/// Of a struct that is no model.
void StatementTables::add_codec(const Field& field) {
  const auto& [name, fields] = *field.embedded;
  const std::string table = "k" + name + "Fields";
  if (!names_.insert(table).second) return;
  add_codecs(fields);
  needs_.rows.add_members(fields);
  needs_.rows.composed_codecs = true;
  CodecConstant constant;
  constant.fields.push_back(column_table(table, name, fields));
  constant.has_codec = true;
  constant.type = "pgscribe::CodecOf<" + name + ">";
  constant.name = "k" + name + "Record";
  names_.insert(constant.name);
  // The name of an embed is in no catalog, and is said in errors only.
  constant.expression =
      field.is_embed ? "codec::composite<" + name + ">({\"\", " + string_literal(field.sql_name) + "}, " + table + ")"
                     : "codec::record<" + name + ">(" + table + ")";
  file_.codecs.push_back(std::move(constant));
}

std::string StatementTables::comment(const AnalyzedQuery& query) const {
  return options_.statement_comments == config::StatementComments::name ? " /* name: " + query.name + " */" : "";
}

std::string StatementTables::add_cursor(const QueryShape& shape) {
  const CursorShape& cursor = shape.cursor.front();
  CodecConstant constant;
  needs_.rows.add_members(cursor.fields);
  constant.fields.push_back(column_table(unique("k" + cursor.type + "Fields"), cursor.type, cursor.fields));
  file_.codecs.push_back(constant);
  return constant.fields.front().name;
}

std::string StatementTables::add_statement(const QueryShape& shape) {
  const AnalyzedQuery& query = *shape.query;
  const bool is_copy = query.command == Command::copyfrom;
  const std::string prefix = "k" + shape.stem;
  StatementConstant statement;
  statement.type = is_copy ? "pgscribe::CopyStatement" : "pgscribe::Statement";
  statement.title = string_literal(query.name);
  statement.text_name = is_copy ? "table" : "sql";
  statement.text =
      is_copy && query.copy ? string_literal(copied_table(*query.copy)) : sql_literal(query.sent_sql + comment(query));
  if (statement.text.size() > kLongestLiteral) file_.has_overlong_sql = true;
  add_columns(shape, statement, prefix);
  add_parameters(shape, statement, prefix);
  if (is_copy && !comment(query).empty()) statement.options.push_back(".comment = " + string_literal(comment(query)));
  if (query.timeout_ms > 0)
    statement.options.push_back(".timeout = std::chrono::milliseconds{" + std::to_string(query.timeout_ms) + "}");
  if (query.readonly && !is_copy) statement.options.emplace_back(".read_only = true");
  if (query.may_change_data && shape.result.kind != ResultShape::Kind::none)
    statement.options.emplace_back(".writes = true");
  if (options_.statement_comments == config::StatementComments::sqlcommenter)
    statement.options.emplace_back(".tagged = true");
  if (is_batch(query.command) && query.batch_each.value_or(options_.batch == config::Batch::each))
    statement.options.emplace_back(".batch_each = true");
  statement.name = unique(prefix);
  if (!query.variants.empty()) add_variants(shape, statement, prefix);
  file_.statements.push_back(statement);
  return statement.variants.empty() ? statement.name : statement.variants.front().name;
}

void StatementTables::add_variants(const QueryShape& shape, StatementConstant& statement, const std::string& prefix) {
  VariantsConstant variants;
  variants.pieces = {unique(prefix + "Pieces"), piece_rows(shape.query->variants, comment(*shape.query))};
  variants.switches_name = unique(prefix + "Switches");
  variants.switches = "{" +
                      support::joined(shape.query->variants.switches, ", ",
                                      [](const analyze::Switch& own) { return string_literal(own.name); }) +
                      "}";
  variants.name = unique(prefix + "Variants");
  variants.initializer = "{" + statement.name + ", " + variants.pieces.name + ", " + variants.switches_name + "}";
  statement.variants.push_back(std::move(variants));
}

void StatementTables::add_columns(const QueryShape& shape, StatementConstant& statement, const std::string& prefix) {
  const ResultShape& result = shape.result;
  if (result.kind == ResultShape::Kind::none) return;
  const bool is_numbered = shape.query->bulk && shape.query->bulk->in_order;
  if (result.kind == ResultShape::Kind::model && !is_numbered) {
    needs_.model_tables = true;
    statement.options.push_back(".columns = " + model_tables_.add_columns(*result.model));
    return;
  }
  const std::string name = unique(prefix + "Columns");
  RowTable table;
  if (result.kind == ResultShape::Kind::scalar) {
    const Field& field = result.fields[0];
    needs_.rows.add_codec(field);
    table.name = name;
    table.rows.push_back("column<" + owning_type(field) + ">(" + string_literal(field.sql_name) + ", 0, " +
                         field.type.codec + ")");
  } else {
    needs_.rows.add_members(result.fields);
    table = column_table(name, result.type, result.fields);
  }
  if (is_numbered) table.rows.push_back("pgscribe::row_number<" + result.type + ">(codec::int8)");
  if (table.rows.empty()) return;
  statement.options.push_back(".columns = " + table.name);
  statement.columns.push_back(std::move(table));
  if (shape.query->group_key.empty()) return;
  RowTable key{unique(prefix + "GroupKey"), {}};
  for (const int column : shape.query->group_key) key.rows.push_back(std::to_string(column));
  statement.options.push_back(".group_key = " + key.name);
  statement.group_key.push_back(std::move(key));
}

void StatementTables::add_parameters(const QueryShape& shape, StatementConstant& statement, const std::string& prefix) {
  const ParameterShape& parameters = shape.parameters;
  if (parameters.fields.empty()) return;  // what callers give may be flags and orders only
  RowTable table;
  table.name = unique(prefix + "Parameters");
  for (const NamedParameter& parameter : parameters_in_order(shape)) {
    const Field& field = *parameter.field;
    const auto index = static_cast<std::size_t>(&field - parameters.fields.data());
    const int group = parameters.groups[index];
    const std::string form = row_form(shape.query->parameters[index]);
    const bool is_single = shape.query->bulk && form.empty();
    if (!shape.query->parameters[index].list.empty()) {
      table.rows.push_back(key_parameter(parameters, parameters.members[static_cast<std::size_t>(group)], parameter) +
                           form);
    } else if (group >= 0) {
      const Field& member = parameters.members[static_cast<std::size_t>(group)];
      table.rows.push_back(member_parameter(member.type.spelling.stored, parameter.name, field) +
                           inside(parameters.type, member.name));
    } else if (field.is_patch) {
      table.rows.push_back(positional_parameter(parameter, value_type(field)) + inside(parameters.type, field.name));
    } else if (parameters.kind == ParameterShape::Kind::record && !is_single) {
      table.rows.push_back(member_parameter(parameters.type, parameter.name, field) + form);
    } else {
      const std::string type = shape.takes_range() && !is_single ? owning_type(field) : parameter_source_type(field);
      table.rows.push_back(positional_parameter(parameter, type) + form);
    }
    needs_.rows.offsets =
        needs_.rows.offsets || parameters.kind == ParameterShape::Kind::record || parameters.has_lists;
    needs_.rows.add_codec(field);
  }
  statement.options.push_back(".parameters = " + table.name);
  statement.parameters.push_back(std::move(table));
}

std::string StatementTables::unique(std::string name) {
  while (!names_.insert(name).second) name += '_';
  return name;
}

}  // namespace pgscribe::codegen
