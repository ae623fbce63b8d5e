#include <utility>

#include "catalog/define.hpp"
#include "catalog/definition_parameter.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/support_function.hpp"
#include "catalog/type_name.hpp"

// CREATE TYPE name (INPUT = ...) (typecmds.c, DefineType).

namespace pgscribe::catalog {

namespace {

void define_shell(DdlContext& context, const CreationName& name, Span span) {
  Type shell;
  shell.schema = name.schema;
  shell.name = name.name;
  shell.kind = TypeKind::pseudo;
  shell.category = 'P';
  shell.is_defined = false;
  add_type(context, std::move(shell), span);
}

bool read_element(DdlContext& context, const DefinitionParameters& parameters, Type& type) {
  const std::optional<sql::TypeName> element = parameter_type(find_parameter(parameters, {"element"}));
  if (!element) return true;
  const std::optional<ResolvedType> resolved =
      resolve_type(context.catalog, *element, context.file, context.diagnostics);
  if (!resolved) return false;
  type.element = resolved->type;
  type.is_subscriptable = true;
  return true;
}

/// Remembers the I/O functions, so that DROP sees them; those that are missing are reported.
bool read_functions(DdlContext& context, const DefinitionParameters& parameters, Oid shell, Type& type) {
  struct Role {
    std::string_view key;
    std::vector<std::vector<Oid>> signatures;  ///< tried in turn
  };
  const Role roles[] = {
      {"input", {{oid::cstring}, {oid::cstring, oid::oid, oid::int4}}},
      {"output", {{shell}}},
  };
  for (const Role& role : roles) {
    const sql::DefinitionParameter* parameter = find_parameter(parameters, {role.key});
    const std::optional<sql::QualifiedName> name = parameter_name(parameter);
    if (!name) continue;
    const Function* function = nullptr;
    for (const std::vector<Oid>& signature : role.signatures) {
      if (function == nullptr) function = find_support_function(context.catalog, *name, signature).function;
    }
    if (function == nullptr) {
      return require_support_function(context, *name, role.signatures.front(), parameter->span).function != nullptr;
    }
    type.support_functions.push_back(function->oid);
  }
  return true;
}

}  // namespace

void define_base_type(DdlContext& context, const sql::Define& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  if (!name) return;
  if (statement.parameters.empty()) return define_shell(context, *name, statement.name.span);
  const Type* existing = context.catalog.find_type(name->schema, name->name);
  if (existing == nullptr) {
    context.fail(statement.name.span, msg::ShellTypeDoesNotExist(name->name));
    return;
  }
  const DefinitionParameters& parameters = statement.parameters;
  const Span span = statement.name.span;
  Type type;
  type.schema = name->schema;
  type.name = name->name;
  const std::string category = parameter_text(find_parameter(parameters, {"category"}));
  if (!category.empty()) type.category = category.front();
  type.preferred = parameter_flag(find_parameter(parameters, {"preferred"}));
  type.is_collatable = parameter_flag(find_parameter(parameters, {"collatable"}));
  type.has_typmod_in = find_parameter(parameters, {"typmod_in"}) != nullptr;
  type.is_subscriptable = find_parameter(parameters, {"subscript"}) != nullptr;
  if (find_parameter(parameters, {"input"}) == nullptr) {
    context.fail(span, msg::TypeInputFunctionMustBeSpecified());
  } else if (find_parameter(parameters, {"output"}) == nullptr) {
    context.fail(span, msg::TypeOutputFunctionMustBeSpecified());
  } else if (read_element(context, parameters, type) && read_functions(context, parameters, existing->oid, type)) {
    add_type(context, std::move(type), span);
  }
}

}  // namespace pgscribe::catalog
