#include "codegen/method_text.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "codegen/cpp_text.hpp"
#include "codegen/identifier.hpp"
#include "codegen/variant_shape.hpp"
#include "support/joined.hpp"

namespace pgscribe::codegen {

namespace {

using analyze::AnalyzedQuery;
using analyze::Cardinality;
using query::Command;

constexpr std::size_t kIndent = 2;

bool is_in_order(const QueryShape& shape) { return shape.query->bulk && shape.query->bulk->in_order; }

bool is_certain(const QueryShape& shape) { return shape.query->cardinality == Cardinality::exactly_one; }

/// The row type in the call: that of the result, but the column's own integer for :execlastid.
std::string row_call(const std::string& function, const QueryShape& shape) {
  return "pgscribe::" + function + "<" + shape.result.type + ">";
}

std::string runtime_function(const QueryShape& shape) {
  switch (shape.query->command) {
    case Command::one:
    case Command::execlastid: return row_call(is_certain(shape) ? "one" : "one_or_none", shape);
    case Command::many: return row_call(is_in_order(shape) ? "many_in_order" : "many", shape);
    case Command::stream: return row_call("stream", shape);
    case Command::batchone: return row_call(is_certain(shape) ? "batch_one" : "batch_one_or_none", shape);
    case Command::batchmany: return row_call("batch_many", shape);
    case Command::batchexec: return "pgscribe::batch_exec";
    case Command::exec: return "pgscribe::exec";
    case Command::execrows: return "pgscribe::exec_rows";
    case Command::execresult: return "pgscribe::exec_result";
    case Command::copyfrom: break;
  }
  return "pgscribe::copy_from";
}

std::string optional_unless(bool certain, const std::string& type) {
  return certain ? type : "std::optional<" + type + ">";
}

std::string list_name_without_singles(const QueryShape& shape) {
  if (shape.query->command == Command::copyfrom) return "rows";
  if (shape.parameters.kind != ParameterShape::Kind::positional) return shape.query->bulk ? "rows" : "params";
  const std::string& name = shape.parameters.members[0].name;
  const bool has_simple_plural = std::string_view("shxyz_").find(name.back()) == std::string_view::npos;
  return has_simple_plural ? legal_identifier(name + "s") : "values";
}

/// The list of parameters of :batch*, :copyfrom and bulk statements.
std::string list_name(const QueryShape& shape) {
  std::string name = list_name_without_singles(shape);
  const std::vector<Field>& singles = shape.parameters.singles;
  while (std::any_of(singles.begin(), singles.end(), [&](const Field& single) { return single.name == name; }))
    name += '_';
  return name;
}

std::string list_element(const QueryShape& shape) {
  return shape.parameters.kind == ParameterShape::Kind::record ? shape.parameters.type
                                                               : owning_type(shape.parameters.members[0]);
}

std::vector<std::string> declared_parameters(const QueryShape& shape) {
  if (shape.parameters.kind == ParameterShape::Kind::none) return {};
  std::vector<std::string> result;
  if (shape.takes_range()) {
    for (const Field& single : shape.parameters.singles) result.push_back(parameter_type(single) + " " + single.name);
    result.push_back("std::span<const " + list_element(shape) + "> " + list_name(shape));
    return result;
  }
  if (shape.parameters.kind == ParameterShape::Kind::record) return {"const " + shape.parameters.type + "& params"};
  for (const Field& member : shape.parameters.members) result.push_back(parameter_type(member) + " " + member.name);
  return result;
}

/// The parameters by name, to hand them on.
std::vector<std::string> parameter_names(const QueryShape& shape) {
  if (shape.parameters.kind == ParameterShape::Kind::none) return {};
  std::vector<std::string> names;
  if (shape.takes_range()) {
    for (const Field& single : shape.parameters.singles) names.push_back(single.name);
    names.push_back(list_name(shape));
    return names;
  }
  if (shape.parameters.kind == ParameterShape::Kind::record) return {"params"};
  for (const Field& member : shape.parameters.members) names.push_back(member.name);
  return names;
}

/// The rows, and the single values in the places of the parameters that they are.
std::string bulk_arguments(const QueryShape& shape) {
  const ParameterShape& parameters = shape.parameters;
  std::vector<std::string> arguments{list_name(shape)};
  std::vector<std::string> values;
  auto single = parameters.singles.begin();
  for (const analyze::QueryParameter& parameter : shape.query->parameters)
    values.push_back(parameter.row_value == analyze::RowValue::single ? (single++)->name : "pgscribe::of_each_row");
  if (!parameters.singles.empty()) arguments.push_back("pgscribe::positional(" + support::joined(values, ", ") + ")");
  return "pgscribe::bulk(" + support::joined(arguments, ", ") + ")";
}

std::string call_arguments(const QueryShape& shape) {
  if (shape.query->bulk) return bulk_arguments(shape);
  if (is_batch(shape.query->command)) return "pgscribe::batch(" + list_name(shape) + ")";
  switch (shape.parameters.kind) {
    case ParameterShape::Kind::none: return "{}";
    case ParameterShape::Kind::record: return "pgscribe::fields(params)";
    case ParameterShape::Kind::positional: break;
  }
  // The list is what its keys are looked for in.
  if (shape.parameters.has_lists) return "pgscribe::fields(" + shape.parameters.members[0].name + ")";
  return "pgscribe::positional(" + support::joined(parameter_names(shape), ", ") + ")";
}

std::string row_count_text(const QueryShape& shape) {
  const AnalyzedQuery& query = *shape.query;
  const std::string why = query.cardinality_reason.empty() ? "" : " (" + text(query.cardinality_reason) + ")";
  switch (query.cardinality) {
    case Cardinality::exactly_one: return "exactly one row" + why;
    case Cardinality::at_most_one: return "at most one row" + why;
    case Cardinality::many:
    case Cardinality::none: break;
  }
  const bool is_one =
      query.command == Command::one || query.command == Command::batchone || query.command == Command::execlastid;
  return is_one ? "at most one row is expected, a second one is an error" : "zero or more rows";
}

/// Whether the method gives an optional of an optional: no row, or a row whose only value is NULL.
bool is_doubly_optional(const QueryShape& shape) {
  return shape.result.kind == ResultShape::Kind::scalar && shape.result.fields[0].nullable && !is_certain(shape);
}

/// What is in a result where that is more than a row.
std::string group_text(const QueryShape& shape) {
  if (shape.query->group_key.empty()) return "";
  const Field& list = shape.result.fields.back();
  return ", those of one \"" + shape.result.fields.front().sql_name + "\" as one, with " + list.name + " of each";
}

std::string inner_optional_text(const QueryShape& shape) {
  return is_doubly_optional(shape) ? "; the inner optional is empty where the value is NULL" : "";
}

/// What the method promises, in a few words; empty where there is nothing to say.
std::string contract_text(const QueryShape& shape) {
  switch (shape.query->command) {
    case Command::one: return row_count_text(shape) + inner_optional_text(shape);
    case Command::many:
      return is_in_order(shape) ? "a result or none for each row, in order" : row_count_text(shape) + group_text(shape);
    case Command::stream: return row_count_text(shape) + group_text(shape) + ", read one by one";
    case Command::batchone: return row_count_text(shape) + " per element" + inner_optional_text(shape);
    case Command::batchmany: return row_count_text(shape) + " per element";
    case Command::execlastid: return "the key of the new row: " + row_count_text(shape);
    case Command::execrows: return "the number of rows affected";
    case Command::execresult: return "the command tag and the number of rows affected";
    case Command::copyfrom: return "the number of rows copied";
    case Command::batchexec:
    case Command::exec: break;
  }
  return "";
}

/// The method as its overloads call it: a parameter may have the same name.
std::string own_method(const QueryShape& shape) { return "this->" + shape.method; }

/// The overload of a bulk statement for ranges that are no span: it calls the one that takes a span.
std::string range_overload(const QueryShape& shape, const std::string& prefix) {
  const std::string row = list_element(shape);
  const std::string rows = list_name(shape);
  std::vector<std::string> parameters = declared_parameters(shape);
  parameters.back() = "Rows&& " + rows;
  std::vector<std::string> arguments = parameter_names(shape);
  arguments.back() = "std::span<const " + row + ">(pgscribe::as_rows<" + row + ">(" + rows + "))";
  return "  template <std::ranges::input_range Rows>\n  requires "
         "std::convertible_to<std::ranges::range_reference_t<Rows>, " +
         row + ">\n" + function_head("  " + prefix + return_type(shape), shape.method, parameters, kIndent, 8) +
         " const {\n" + function_head("    return", own_method(shape), arguments, 2 * kIndent, 1) + ";\n  }";
}

/// The body of the method that returns errors, in the first layout that fits, as clang-format has it.
std::string attempt_text(const QueryShape& shape, const std::vector<std::string>& arguments) {
  const std::string call = function_head("return", own_method(shape), arguments, 3 * kIndent, 1) + ";";
  const std::string block = "    return pgscribe::attempt([&] {\n" + std::string(3 * kIndent, ' ') + call + "\n    });";
  if (call.find('\n') != std::string::npos) return block;
  const std::string lambda = "[&] { " + call + " });";
  const std::string line = "    return pgscribe::attempt(" + lambda;
  if (line.size() <= kLineWidth) return line;
  const std::string below = std::string(4 * kIndent, ' ') + lambda;
  return below.size() <= kLineWidth ? "    return pgscribe::attempt(\n" + below : block;
}

/// The method that returns errors: it calls the one that throws them, of an interface too.
std::string expected_text(const QueryShape& shape) {
  const bool takes_any_range = shape.query->bulk || shape.query->command == Command::copyfrom;
  std::vector<std::string> parameters = declared_parameters(shape);
  std::vector<std::string> arguments = parameter_names(shape);
  std::string head;
  std::string result = "pgscribe::Result<" + return_type(shape) + ">";
  if (takes_any_range) {
    // The class has the attribute, too; here it tells clang-format where the constraint ends.
    result = "[[nodiscard]] " + result;
    const std::string rows = arguments.back();
    parameters.back() = "Rows&& " + rows;
    arguments.back() = "std::forward<Rows>(" + rows + ")";
    head =
        "  template <std::ranges::input_range Rows>\n  requires "
        "std::convertible_to<std::ranges::range_reference_t<Rows>, " +
        list_element(shape) + ">\n";
  }
  head += "  " + function_head(result, shape.trying_method, parameters, kIndent, 8) + " const {\n";
  return "  /// The same, with errors of the runtime as values.\n" + head + attempt_text(shape, arguments) + "\n  }";
}

/// A name that no parameter has.
std::string token_name(const QueryShape& shape) {
  std::string name = "token";
  const std::vector<std::string> taken = parameter_names(shape);
  while (std::find(taken.begin(), taken.end(), name) != taken.end()) name += '_';
  return name;
}

std::string async_function(const QueryShape& shape) {
  switch (shape.query->command) {
    case Command::one: return row_call(is_certain(shape) ? "aio::one" : "aio::one_or_none", shape);
    case Command::many: return row_call("aio::many", shape);
    case Command::exec: return "pgscribe::aio::exec";
    case Command::execrows: return "pgscribe::aio::exec_rows";
    default: return "";
  }
}

/// The method of AsyncQuerier; nothing where there is none, which is for statements whose text or rows are put together
/// for each call, and for commands that need a connection of their own.
std::vector<std::string> async_text(const QueryShape& shape, const MethodContext& context) {
  const std::string function = async_function(shape);
  if (function.empty() || shape.query->bulk || !shape.query->variants.empty()) return {};
  const std::string token = token_name(shape);
  std::vector<std::string> parameters = declared_parameters(shape);
  parameters.push_back("CompletionToken&& " + token + " = {}");
  const std::vector<std::string> arguments{"executor_", context.statement, call_arguments(shape),
                                           "std::forward<CompletionToken>(" + token + ")"};
  return {"  template <typename CompletionToken = pgscribe::aio::DefaultToken>\n  " +
          function_head("auto", shape.method, parameters, kIndent, 8) + " const {\n    " +
          function_head("return", function, arguments, 2 * kIndent, 1) + ";\n  }"};
}

std::vector<std::string> method_docs(const AnalyzedQuery& query, const std::string& contract) {
  std::vector<std::string> docs = author_docs(query, kIndent);
  const std::string place =
      query.file->path() + ":" + std::to_string(query.file->line_column(query.name_span.begin).line);
  for (std::string& line : comment_lines(place + (contract.empty() ? "" : ", " + contract) + ".", kIndent))
    docs.push_back(std::move(line));
  return docs;
}

/// `head { body; }`, in one line where it fits.
std::string definition_text(const std::string& head, const std::string& body) {
  const std::string line = head + " { " + body + "; }";
  if (line.size() <= kLineWidth && line.find('\n') == std::string::npos) return line;
  return head + " {\n  " + body + ";\n}";
}

/// A method inside of its class, in one line where it fits.
std::string member_definition(const std::string& head, const std::string& body) {
  const std::string line = "  " + head + " { " + body + " }";
  return line.size() <= kLineWidth ? line : "  " + head + " {\n    " + body + "\n  }";
}

/// A method's head outside of its class.
std::string definition_head(const MethodContext& context, const std::string& class_name, const std::string& result,
                            const std::string& name, const std::vector<std::string>& parameters) {
  return function_head((context.is_inline ? "inline " : "") + result, class_name + "::" + name, parameters, 0, 8) +
         " const";
}

/// What Querier does: it hands the call on to the class of the query's file.
std::string forward_text(const MethodContext& context, const std::string& result, const std::string& name,
                         const std::vector<std::string>& parameters, const std::vector<std::string>& names) {
  const std::string return_ = result == "void" ? "" : "return";
  return definition_text(definition_head(context, "Querier", result, name, parameters),
                         function_head(return_, context.class_name + "(executor_)." + name, names, kIndent, 1));
}

std::string range_body(const CopyMethod& copy) {
  return "return pgscribe::with_row_source<" + copy.row_type +
         ">(\n      rows, [this](pgscribe::RowSource source) { return " + copy.source_name + "(source); })";
}

/// What the interface does with rows that come one by one: it calls the method that takes them all.
std::string source_default(const CopyMethod& copy) {
  const std::string head = function_head("  [[nodiscard]] virtual std::int64_t", copy.source_name,
                                         {"pgscribe::RowSource rows"}, kIndent, 8) +
                           " const {\n";
  // As a span, or the overload for ranges would call this one again.
  return head + "    const auto all = pgscribe::collect_rows<" + copy.row_type + ">(rows);\n    " +
         function_head("return", copy.name, {"std::span<const " + copy.row_type + ">(all)"}, 4, 1) + ";\n  }";
}

/// Where some variants have nothing to do.
std::string nothing_to_send(const QueryShape& shape) {
  const analyze::VariantKey needed = shape.query->variants.sent_if_any;
  return needed == 0 ? "" : "if ((variant & " + std::to_string(needed) + "U) == 0) return;\n  ";
}

std::string nothing_to_do(const QueryShape& shape) {
  if (!shape.query->bulk) return "";
  const Command command = shape.query->command;
  const std::string nothing = command == Command::exec ? "" : command == Command::execrows ? " 0" : " {}";
  return "if (" + list_name(shape) + ".empty()) return" + nothing + ";\n  ";
}

/// What is asked for, one switch a line where they do not fit in lines of several.
std::string variant_text(const std::vector<std::string>& switches) {
  constexpr std::size_t kTail = 6;
  const std::string head = "const pgscribe::VariantKey variant =";
  const bool fits = std::all_of(switches.begin(), switches.end(),
                                [](const std::string& on) { return on.size() + kTail + 2 <= kLineWidth; });
  if (fits) return function_head(head, "pgscribe::switches", switches, kIndent, 1);
  return head + " pgscribe::switches(\n      " + support::joined(switches, ",\n      ") + ")";
}

/// The body of a method that is one call.
std::string call_text(const QueryShape& shape, const MethodContext& context) {
  const std::string return_ = shape.query->command == Command::exec ? "" : "return";
  const auto call = [&](const std::string& statement) {
    const std::vector<std::string> arguments{"executor_", statement, call_arguments(shape)};
    if (shape.cursor.empty() || shape.cursor.front().before.empty())
      return function_head(return_, runtime_function(shape), arguments, kIndent, 1);
    const std::string rows = function_head("auto rows =", runtime_function(shape), arguments, kIndent, 1);
    return rows + ";\n  if (params." + shape.cursor.front().before +
           ".has_value()) std::reverse(rows.begin(), rows.end());\n  return rows";
  };
  if (shape.query->variants.empty()) return nothing_to_do(shape) + call(context.statement);
  return variant_text(switch_expressions(shape)) + ";\n  " + nothing_to_send(shape) +
         call(context.statement + ".choose(variant)");
}

CopyMethod copy_text(const QueryShape& shape, const MethodContext& context) {
  CopyMethod copy;
  copy.name = shape.method;
  copy.source_name = copy_source_name(shape.method);
  copy.row_type = list_element(shape);
  const std::string body =
      function_head("return", "pgscribe::copy_from", {"executor_", context.statement, "rows"}, kIndent, 1);
  const std::vector<std::string> parameters{"pgscribe::RowSource rows"};
  copy.source_declaration = function_head("[[nodiscard]] std::int64_t", copy.source_name, parameters, kIndent, 16) +
                            (context.implements_interface ? " const override" : " const");
  copy.source_default = source_default(copy);
  copy.source_definition =
      definition_text(definition_head(context, context.class_name, "std::int64_t", copy.source_name, parameters), body);
  copy.range_forward = function_head("return", context.class_name + "(executor_)." + copy.name,
                                     {"std::forward<Rows>(rows)"}, 2 * kIndent, 1);
  copy.source_forward = forward_text(context, "std::int64_t", copy.source_name, parameters, {"rows"});
  return copy;
}

}  // namespace

std::string return_type(const QueryShape& shape) {
  const std::string& row = shape.result.type;
  switch (shape.query->command) {
    case Command::one: return optional_unless(is_certain(shape), row);
    case Command::many: return "std::vector<" + optional_unless(!is_in_order(shape), row) + ">";
    case Command::stream: return "pgscribe::Stream<" + row + ">";
    case Command::batchone: return "pgscribe::BatchResults<" + optional_unless(is_certain(shape), row) + ">";
    case Command::batchmany: return "pgscribe::BatchResults<std::vector<" + row + ">>";
    case Command::batchexec: return "pgscribe::BatchResults<void>";
    case Command::exec: return "void";
    case Command::execresult: return "pgscribe::CommandResult";
    case Command::execlastid: {
      const bool nullable = !shape.result.fields.empty() && shape.result.fields[0].nullable;
      return optional_unless(is_certain(shape), optional_unless(!nullable, "std::int64_t"));
    }
    case Command::execrows:
    case Command::copyfrom: break;
  }
  return "std::int64_t";
}

std::string copy_source_name(const std::string& method) { return with_suffix(method, "_from_"); }

std::string limited_copy(const std::string& class_name) {
  return member_definition("[[nodiscard]] " + class_name + " with(const pgscribe::CallOptions& options) const",
                           "return " + class_name + "(executor_.with(options));");
}

std::string conversion(const std::string& class_name) {
  return member_definition("operator " + class_name + "() const noexcept", "return " + class_name + "(executor_);");
}

std::vector<std::string> author_docs(const AnalyzedQuery& query, std::size_t indent) {
  std::vector<std::string> docs;
  for (const std::string& line : query.docs) {
    const std::string_view text =
        !line.empty() && line.front() == ' ' ? std::string_view(line).substr(1) : std::string_view(line);
    std::vector<std::string> lines = comment_lines(text, indent);
    if (lines.empty()) lines.emplace_back("///");
    for (std::string& wrapped : lines) docs.push_back(std::move(wrapped));
  }
  return docs;
}

Method method_text(const QueryShape& shape, const MethodContext& context) {
  const Command command = shape.query->command;
  // BatchResults is [[nodiscard]] itself.
  const std::string prefix = command == Command::exec || is_batch(command) ? "" : "[[nodiscard]] ";
  const std::string result = return_type(shape);
  const std::vector<std::string> parameters = declared_parameters(shape);
  Method method;
  std::string contract = contract_text(shape);
  if (shape.query->bulk) {
    contract += (contract.empty() ? "" : "; ") + std::string("one statement for all rows");
    method.range.push_back({shape.method, range_overload(shape, prefix)});
  }
  method.docs = method_docs(*shape.query, contract);
  if (!shape.trying_method.empty()) method.expected.push_back(expected_text(shape));
  if (context.has_async) method.async = async_text(shape, context);
  if (context.implements_interface) {
    method.declaration = function_head(prefix + result, shape.method, parameters, kIndent, 16) + " const override";
    method.interface_declaration =
        function_head(prefix + "virtual " + result, shape.method, parameters, kIndent, 11) + " const";
  } else {
    method.declaration = function_head(prefix + result, shape.method, parameters, kIndent, 7) + " const";
  }
  method.forward = forward_text(context, result, shape.method, parameters, parameter_names(shape));
  const std::string head = definition_head(context, context.class_name, result, shape.method, parameters);
  if (command == Command::copyfrom) {
    method.copy.push_back(copy_text(shape, context));
    method.definition = definition_text(head, range_body(method.copy.back()));
  } else {
    const std::string definition = definition_text(head, call_text(shape, context));
    method.definition = shape.query->variants.empty() ? definition : unformatted(definition);
  }
  return method;
}

}  // namespace pgscribe::codegen
