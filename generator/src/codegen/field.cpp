#include "codegen/field.hpp"

namespace pgscribe::codegen {

namespace {

TypeSpelling optional_if(bool nullable, const TypeSpelling& type) {
  return nullable && !type.is(TypeWrapper::optional) ? type.in(TypeWrapper::optional) : type;
}

}  // namespace

std::string value_type(const Field& field) {
  if (field.is_repeated) return field.type.spelling.in(TypeWrapper::vector).text();
  return optional_if(field.nullable, field.type.spelling).text();
}

std::string owning_type(const Field& field) {
  return field.is_patch ? "pgscribe::Patch<" + value_type(field) + ">" : value_type(field);
}

std::string parameter_source_type(const Field& field) {
  const MappedType& type = field.type;
  return optional_if(field.nullable, type.view.empty() ? type.spelling : type.view).text();
}

std::string parameter_type(const Field& field) {
  const std::string source = parameter_source_type(field);
  return field.type.by_value || !field.type.view.empty() ? source : "const " + source + "&";
}

}  // namespace pgscribe::codegen
