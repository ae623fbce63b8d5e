#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/builtin_rows.hpp"
#include "catalog/function.hpp"
#include "catalog/relation.hpp"
#include "catalog/type.hpp"

// What rows of builtin/*.inc are made into, and what they may refer to.

namespace pgscribe::catalog {

struct LoadedObjects {
  std::vector<Type> types;
  std::vector<Relation> relations;
  std::vector<Function> functions;
  std::vector<Operator> operators;
  std::vector<AccessMethod> access_methods;
  std::vector<OperatorFamily> operator_families;
  std::vector<OperatorClass> operator_classes;
  std::vector<Cast> casts;
};

/// Where rows go and what they may refer to besides each other.
struct LoadContext {
  std::string schema = "pg_catalog";
  std::string extension;
  int minor = newest_minor();  ///< rows of later minor releases are left out
  /// The facts about functions are those of the default release; another one may not have all of the functions.
  bool may_lack_functions = false;
  std::function<Oid()> allocate_oid;
  std::function<Oid(std::string_view symbolic)> find_type;  ///< kInvalidOid when absent
  std::function<Oid(std::string_view name, const std::vector<Oid>& input_types)> find_function;
  std::function<Oid(std::string_view name, Oid left, Oid right)> find_operator;
  std::function<Oid(std::string_view name, std::string_view method)> find_operator_family;
};

}  // namespace pgscribe::catalog
