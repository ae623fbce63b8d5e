#include <string_view>
#include <utility>

#include "sql/lowering.hpp"

// CREATE FUNCTION, PROCEDURE, AGGREGATE and TRIGGER, and DO.

namespace pgscribe::sql {
namespace {

ParameterMode parameter_mode(std::string_view mode) {
  if (mode == "FUNC_PARAM_OUT") return ParameterMode::out;
  if (mode == "FUNC_PARAM_INOUT") return ParameterMode::inout;
  if (mode == "FUNC_PARAM_VARIADIC") return ParameterMode::variadic;
  if (mode == "FUNC_PARAM_TABLE") return ParameterMode::table;
  return ParameterMode::in;
}

char volatility_of(NodeView arg) {
  const std::string_view written = arg.string_value();
  return written == "immutable" ? 'i' : written == "stable" ? 's' : 'v';
}

void lower_option(CreateFunction& function, NodeView option) {
  option.pass_over();
  const std::string_view name = option.text("defname");
  const NodeView arg = option["arg"];
  if (name == "language") {
    function.language = arg.string_value();
  } else if (name == "strict") {
    function.strict = arg.boolean_value();
  } else if (name == "window") {
    function.window = arg.boolean_value();
  } else if (name == "volatility") {
    function.volatility = volatility_of(arg);
  } else if (name == "as") {
    for (const NodeView text : arg.items()) {
      if (function.body.empty()) function.body = text.string_value();
    }
  }
}

}  // namespace

std::vector<FunctionParameter> lower_parameters(Lowering& l, NodeView list) {
  std::vector<FunctionParameter> result;
  for (const NodeView item : list) {
    const NodeView n = item.body();
    FunctionParameter parameter;
    parameter.name = n.text("name");
    parameter.type = lower_type(l, n["argType"]);
    parameter.mode = parameter_mode(n.text("mode"));
    parameter.default_value = lower_expr(l, n["defexpr"]);
    result.push_back(std::move(parameter));
  }
  return result;
}

CreateFunction lower_create_function(Lowering& l, NodeView n) {
  CreateFunction function;
  function.name = lower_name(l, n["funcname"]);
  function.parameters = lower_parameters(l, n["parameters"]);
  if (const NodeView result = n["returnType"]) function.result = lower_type(l, result);
  function.procedure = n.flag("is_procedure");
  function.replace = n.flag("replace");
  for (const NodeView option : n["options"]) lower_option(function, option.body());
  if (function.language.empty()) function.language = "sql";
  return function;
}

AlterFunction lower_alter_function(Lowering& l, NodeView n) {
  AlterFunction alter;
  alter.function = lower_object_with_args(l, object_kind(n.text("objtype")), n["func"]);
  for (const NodeView item : n["actions"]) {
    const NodeView option = item.body();
    option.pass_over();
    if (option.text("defname") == "strict") alter.strict = option["arg"].boolean_value();
    if (option.text("defname") == "volatility") alter.volatility = volatility_of(option["arg"]);
  }
  return alter;
}

}  // namespace pgscribe::sql
