#include "codegen/field.hpp"

namespace pgscribe::codegen {

namespace {

std::string optional_if(bool nullable, const std::string& type) {
  return nullable ? "std::optional<" + type + ">" : type;
}

}  // namespace

std::string value_type(const Field& field) {
  return optional_if(field.nullable && !field.type.is_optional, field.type.name);
}

std::string owning_type(const Field& field) {
  return field.is_patch ? "pgscribe::Patch<" + value_type(field) + ">" : value_type(field);
}

std::string parameter_source_type(const Field& field) {
  return field.type.view.empty() ? owning_type(field) : optional_if(field.nullable, field.type.view);
}

std::string parameter_type(const Field& field) {
  const std::string source = parameter_source_type(field);
  return field.type.by_value || !field.type.view.empty() ? source : "const " + source + "&";
}

}  // namespace pgscribe::codegen
