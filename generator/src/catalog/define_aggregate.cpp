#include <algorithm>
#include <utility>

#include "catalog/define.hpp"
#include "catalog/definition_parameter.hpp"
#include "catalog/messages.hpp"
#include "catalog/support_function.hpp"
#include "catalog/type_name.hpp"

// aggregatecmds.c, DefineAggregate; pg_aggregate.c, AggregateCreate.

namespace pgscribe::catalog {

namespace {

bool read_inputs(DdlContext& context, const sql::Define& statement, Function& aggregate) {
  bool has_names = false;
  for (const sql::FunctionParameter& parameter : statement.aggregate_parameters) {
    const std::optional<ResolvedType> type =
        resolve_type(context.catalog, parameter.type, context.file, context.diagnostics);
    if (!type) return false;
    FunctionArgument argument{parameter.name, type->type, ArgumentMode::in};
    if (parameter.mode == sql::ParameterMode::variadic) {
      argument.mode = ArgumentMode::variadic;
      aggregate.variadic = type->type == oid::any ? oid::any : context.catalog.element_type(type->type);
      if (type->type == oid::anyarray) aggregate.variadic = oid::anyelement;
    }
    has_names = has_names || !argument.name.empty() || argument.mode != ArgumentMode::in;
    aggregate.input_types.push_back(type->type);
    aggregate.arguments.push_back(std::move(argument));
  }
  if (!has_names) aggregate.arguments.clear();
  return true;
}

/// The old syntax gives its one input as BASETYPE; "ANY" stands for none.
bool read_base_type(DdlContext& context, const sql::Define& statement, Function& aggregate) {
  const sql::DefinitionParameter* parameter = find_parameter(statement.parameters, {"basetype"});
  const std::optional<sql::TypeName> name = parameter_type(parameter);
  if (!name) return context.fail(statement.name.span, msg::AggregateInputTypeMustBeSpecified());
  const std::string text = parameter_text(parameter);
  if (text == "ANY" || text == "any" || text == "pg_catalog.any") return true;
  const std::optional<ResolvedType> type = resolve_type(context.catalog, *name, context.file, context.diagnostics);
  if (!type) return false;
  aggregate.input_types.push_back(type->type);
  return true;
}

void set_kind(const sql::Define& statement, Function& aggregate) {
  aggregate.aggregate_kind = AggregateKind::normal;
  if (statement.direct_argument_count < 0) return;
  const bool is_hypothetical = parameter_flag(find_parameter(statement.parameters, {"hypothetical"}));
  aggregate.aggregate_kind = is_hypothetical ? AggregateKind::hypothetical_set : AggregateKind::ordered_set;
  aggregate.direct_argument_count = statement.direct_argument_count;
}

/// The aggregated arguments: of an ordered-set aggregate not the direct ones.
std::vector<Oid> transition_inputs(const Function& aggregate, Oid state) {
  std::vector<Oid> types{state};
  const auto first = aggregate.input_types.begin() +
                     std::min<std::ptrdiff_t>(aggregate.direct_argument_count,
                                              static_cast<std::ptrdiff_t>(aggregate.input_types.size()));
  types.insert(types.end(), first, aggregate.input_types.end());
  return types;
}

std::vector<Oid> final_inputs(const Function& aggregate, Oid state, bool extra) {
  std::vector<Oid> types{state};
  const std::size_t count =
      extra ? aggregate.input_types.size() : static_cast<std::size_t>(aggregate.direct_argument_count);
  for (std::size_t i = 0; i < count && i < aggregate.input_types.size(); ++i) types.push_back(aggregate.input_types[i]);
  return types;
}

bool read_functions(DdlContext& context, const sql::Define& statement, Function& aggregate) {
  const DefinitionParameters& parameters = statement.parameters;
  const std::optional<sql::TypeName> state_name = parameter_type(find_parameter(parameters, {"stype", "stype1"}));
  if (!state_name) return context.fail(statement.name.span, msg::AggregateStypeMustBeSpecified());
  const sql::DefinitionParameter* transition = find_parameter(parameters, {"sfunc", "sfunc1"});
  const std::optional<sql::QualifiedName> transition_name = parameter_name(transition);
  if (!transition_name) return context.fail(statement.name.span, msg::AggregateSfuncMustBeSpecified());
  const std::optional<ResolvedType> state =
      resolve_type(context.catalog, *state_name, context.file, context.diagnostics);
  if (!state) return false;
  const SupportFunction sfunc =
      require_support_function(context, *transition_name, transition_inputs(aggregate, state->type), transition->span);
  if (sfunc.function == nullptr) return false;
  aggregate.support_functions.push_back(sfunc.function->oid);
  aggregate.result = state->type;
  const sql::DefinitionParameter* final_parameter = find_parameter(parameters, {"finalfunc"});
  const std::optional<sql::QualifiedName> final_name = parameter_name(final_parameter);
  if (!final_name) return true;
  const bool extra = parameter_flag(find_parameter(parameters, {"finalfunc_extra"}));
  const SupportFunction final_function = require_support_function(
      context, *final_name, final_inputs(aggregate, state->type, extra), final_parameter->span);
  if (final_function.function == nullptr) return false;
  aggregate.support_functions.push_back(final_function.function->oid);
  // What a polymorphic final function gives follows from each call; the aggregate then is polymorphic itself.
  const bool is_open = final_function.result == kInvalidOid;
  aggregate.result = is_open ? final_function.function->result : final_function.result;
  return true;
}

}  // namespace

void define_aggregate(DdlContext& context, const sql::Define& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  if (!name) return;
  Function aggregate;
  aggregate.schema = name->schema;
  aggregate.name = name->name;
  aggregate.kind = FunctionKind::aggregate;
  aggregate.volatility = 'i';
  set_kind(statement, aggregate);
  const bool has_inputs =
      statement.old_style ? read_base_type(context, statement, aggregate) : read_inputs(context, statement, aggregate);
  if (!has_inputs || !read_functions(context, statement, aggregate)) return;
  for (const Function* existing : context.catalog.find_functions(aggregate.schema, aggregate.name)) {
    if (existing->input_types != aggregate.input_types) continue;
    if (statement.replace && existing->kind == FunctionKind::aggregate && !is_builtin(existing->oid)) {
      aggregate.oid = existing->oid;
      context.data.functions.edit(aggregate.oid) = aggregate;
      return;
    }
    context.fail(statement.name.span, msg::FunctionAlreadyExists(aggregate.name));
    return;
  }
  aggregate.oid = context.data.allocate_oid();
  context.data.functions.insert(std::move(aggregate));
}

}  // namespace pgscribe::catalog
