#include "catalog/function.hpp"

namespace pgscribe::catalog {

std::string_view Function::input_name(std::size_t i) const {
  for (const FunctionArgument& argument : arguments) {
    if (!is_input(argument.mode)) continue;
    if (i == 0) return argument.name;
    --i;
  }
  return {};
}

std::vector<FunctionArgument> Function::output_columns() const {
  std::vector<FunctionArgument> columns;
  for (const FunctionArgument& argument : arguments) {
    if (argument.mode != ArgumentMode::in && argument.mode != ArgumentMode::variadic) columns.push_back(argument);
  }
  return columns;
}

}  // namespace pgscribe::catalog
