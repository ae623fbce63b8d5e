#include "codegen/build_queries_file.hpp"

#include <algorithm>
#include <utility>

#include "codegen/cpp_text.hpp"
#include "codegen/enum_text.hpp"
#include "codegen/identifier.hpp"
#include "codegen/method_text.hpp"
#include "codegen/statement_tables.hpp"
#include "codegen/struct_text.hpp"
#include "codegen/variant_shape.hpp"
#include "support/joined.hpp"

namespace pgscribe::codegen {

namespace {

using query::Command;

std::vector<std::string> row_docs(const analyze::AnalyzedQuery& query) {
  std::vector<std::string> docs = author_docs(query, 0);
  for (std::string& line : comment_lines("A row of " + query.name + ".", 0)) docs.push_back(std::move(line));
  return docs;
}

/// Structs in the order of the methods that use them; a shared row stands before its first user.
std::vector<Struct> file_structs(const ShapedFile& file) {
  std::vector<Struct> structs;
  for (const QueryShape& shape : file.shapes) {
    if (!shape.cursor.empty()) structs.push_back(cursor_struct(shape));
    for (const Field& member : shape.parameters.members) {
      if (member.embedded != nullptr)
        structs.push_back(parameters_text(member.embedded->name, member.embedded->fields));
    }
    if (shape.parameters.kind == ParameterShape::Kind::record) {
      structs.push_back(parameters_text(shape.parameters.type, shape.parameters.members));
    }
    if (shape.result.kind == ResultShape::Kind::row && !shape.result.is_shared) {
      add_structs(structs, shape.result.type, shape.result.fields, row_docs(*shape.query));
    }
    if (shape.result.kind == ResultShape::Kind::scalar) add_nested_structs(structs, shape.result.fields);
    for (const SharedRow& row : file.shared_rows) {
      if (row.queries.front() == shape.query->name) add_structs(structs, row.name, row.fields, shared_row_docs(row));
    }
  }
  return structs;
}

/// The ways to sort of each query.
std::vector<Enum> file_enums(const ShapedFile& file, const std::string& name_space) {
  std::vector<Enum> enums;
  for (const QueryShape& shape : file.shapes) {
    for (const OrderEnum& order : shape.parameters.orders) {
      Enum ways = enum_text(order.type, name_space, order.labels, order.enumerators);
      ways.docs = comment_lines("How the rows of " + shape.query->name + " are sorted.", 0);
      ways.sql_name = "{\"\", " + string_literal(order.type) + "}";
      enums.push_back(std::move(ways));
    }
  }
  return enums;
}

bool is_declared_in_models(const ShapedFile& file, const ResultShape& result) {
  if (result.kind == ResultShape::Kind::model) return true;
  return result.is_shared && std::none_of(file.shared_rows.begin(), file.shared_rows.end(),
                                          [&](const SharedRow& row) { return row.name == result.type; });
}

void add_command_includes(Includes& includes, const analyze::AnalyzedQuery& query) {
  const Command command = query.command;
  if (command == Command::stream) includes.add("\"pgscribe/stream.hpp\"");
  if (command == Command::execresult) includes.add("\"pgscribe/result.hpp\"");
  if (is_batch(command)) includes.add("\"pgscribe/batch.hpp\"");
  if (command == Command::copyfrom || query.bulk) {
    includes.add("\"pgscribe/row_source.hpp\"");
    includes.add_std("std::convertible_to std::ranges");
  }
}

void add_header_includes(Includes& includes, const ShapedFile& file, const QueriesModel& model) {
  includes.add("\"pgscribe/executor_handle.hpp\"");
  for (const QueryShape& shape : file.shapes) {
    if (is_declared_in_models(file, shape.result)) {
      includes.add("\"models.hpp\"");
    } else {
      add_includes(includes, shape.result.fields, false);
    }
    add_includes(includes, shape.parameters.members, false);
    add_includes(includes, shape.parameters.singles, false);
    for (const CursorShape& cursor : shape.cursor) {
      add_includes(includes, cursor.fields, false);
      includes.add_std("std::optional std::string std::string_view");
    }
    const std::vector<Field>& members = shape.parameters.members;
    if (std::any_of(members.begin(), members.end(), [](const Field& member) { return member.is_patch; }))
      includes.add("\"pgscribe/patch.hpp\"");
    add_command_includes(includes, *shape.query);
    if (!shape.trying_method.empty()) includes.add("\"pgscribe/expected.hpp\"");
  }
  if (!model.async_statements.empty()) includes.add("\"pgscribe/statement.hpp\"");
  for (const Method& method : model.methods) {
    includes.add_std(method.declaration);
    for (const std::string& expected : method.expected) includes.add_std(expected);
  }
  if (model.enums.empty()) return;
  includes.add("<array>");
  includes.add("<cstdint>");
  includes.add("<string_view>");
  includes.add("\"pgscribe/enums.hpp\"");
}

bool has_rows(const QueriesModel& model) {
  return !model.codecs.empty() ||
         std::any_of(model.statements.begin(), model.statements.end(), [](const StatementConstant& statement) {
           return !statement.columns.empty() || !statement.parameters.empty();
         });
}

void add_source_includes(Includes& includes, const QueriesModel& model, const StatementTables::Needs& needs) {
  includes.add("\"pgscribe/abi.hpp\"");
  includes.add("\"pgscribe/query.hpp\"");
  if (model.has_rows) {
    includes.add("<cstddef>");
    includes.add("\"pgscribe/codecs.hpp\"");
  }
  if (needs.rows.composed_codecs) includes.add("\"pgscribe/composed_codecs.hpp\"");
  if (needs.rows.json_codecs) includes.add("\"pgscribe/json_codecs.hpp\"");
  includes.add_all(needs.rows.headers);
  if (needs.model_tables) includes.add("\"model_tables.hpp\"");
  const auto varies = [](const StatementConstant& statement) { return !statement.variants.empty(); };
  if (std::any_of(model.statements.begin(), model.statements.end(), varies)) includes.add("\"pgscribe/variants.hpp\"");
  const auto reverses = [](const Method& method) {
    return method.definition.find("std::reverse(") != std::string::npos;
  };
  if (std::any_of(model.methods.begin(), model.methods.end(), reverses)) includes.add("<algorithm>");
  for (const StatementConstant& statement : model.statements) {
    for (const std::string& option : statement.options) includes.add_std(option);
  }
}

}  // namespace

QueriesModel build_queries_file(const ShapedFile& file, ModelTables& model_tables, const config::CppOptions& options) {
  QueriesModel model;
  model.source = comment_text(support::joined(file.sources, ", "));
  model.stem = Namer::file_stem(file.name);
  model.class_name = Namer::querier_class(file.name);
  model.interface_name = "I" + model.class_name;
  model.constructor = constructor(model.class_name, {"executor_(executor)"});
  model.limited_copy = limited_copy(model.class_name);
  model.conversion = conversion(model.class_name);
  model.tables_namespace = legal_identifier(snake_case(model.stem) + "_sql");
  model.structs = file_structs(file);
  model.enums = file_enums(file, options.namespace_);
  const bool header_only = options.layout == config::Layout::header_only;
  StatementTables tables(model_tables, options, model);
  tables.add_codecs(file.shapes);
  for (const QueryShape& shape : file.shapes) {
    if (!shape.cursor.empty()) {
      for (std::string& definition :
           cursor_definitions(shape, model.tables_namespace + "::" + tables.add_cursor(shape), header_only))
        model.functions.push_back(std::move(definition));
    }
    const std::string statement = model.tables_namespace + "::" + tables.add_statement(shape);
    model.has_copies = model.has_copies || shape.query->command == Command::copyfrom;
    const bool has_async = options.emit_async != config::AsyncLibrary::none;
    model.methods.push_back(
        method_text(shape, {model.class_name, statement, options.emit_interface, has_async, header_only}));
    if (!model.methods.back().async.empty()) model.async_statements.push_back(model.statements.back().name);
  }
  model.has_rows = has_rows(model);
  model.has_offsets = tables.needs().rows.offsets;
  Includes header;
  Includes source;
  add_header_includes(header, file, model);
  model.has_printing = options.emit_ostream && !model.structs.empty();
  if (model.has_printing) add_printing_includes(header, tables.needs().rows.headers);
  add_source_includes(header_only ? header : source, model, tables.needs());
  model.header_includes = include_blocks(header);
  model.source_includes = include_blocks(source);
  model.adapters.assign(tables.needs().rows.headers.begin(), tables.needs().rows.headers.end());
  return model;
}

}  // namespace pgscribe::codegen
