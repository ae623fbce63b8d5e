#include "catalog/definition_parameter.hpp"

#include <algorithm>

namespace pgscribe::catalog {

const sql::DefinitionParameter* find_parameter(const DefinitionParameters& parameters,
                                               std::initializer_list<std::string_view> names) {
  const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const sql::DefinitionParameter& parameter) {
    return std::find(names.begin(), names.end(), parameter.name) != names.end();
  });
  return found == parameters.end() ? nullptr : &*found;
}

std::optional<sql::QualifiedName> parameter_name(const sql::DefinitionParameter* parameter) {
  if (parameter == nullptr) return std::nullopt;
  if (const auto* type = std::get_if<sql::TypeName>(&parameter->value)) return type->name;
  if (const auto* name = std::get_if<sql::QualifiedName>(&parameter->value)) return *name;
  if (const auto* text = std::get_if<std::string>(&parameter->value))
    return sql::QualifiedName{{*text}, parameter->span};
  return std::nullopt;
}

std::optional<sql::TypeName> parameter_type(const sql::DefinitionParameter* parameter) {
  if (parameter == nullptr) return std::nullopt;
  if (const auto* type = std::get_if<sql::TypeName>(&parameter->value)) return *type;
  const std::optional<sql::QualifiedName> name = parameter_name(parameter);
  if (!name || name->joined() == "none") return std::nullopt;
  sql::TypeName type;
  type.name = *name;
  type.span = parameter->span;
  return type;
}

std::string parameter_text(const sql::DefinitionParameter* parameter) {
  const std::optional<sql::QualifiedName> name = parameter_name(parameter);
  return name ? name->joined() : std::string();
}

bool parameter_flag(const sql::DefinitionParameter* parameter) {
  if (parameter == nullptr) return false;
  if (std::holds_alternative<std::monostate>(parameter->value)) return true;
  if (const auto* number = std::get_if<double>(&parameter->value)) return *number > 0.5;
  const std::string text = parameter_text(parameter);
  return text == "true" || text == "on";
}

}  // namespace pgscribe::catalog
