#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/function_rows.hpp"
#include "catalog/loaded_objects.hpp"
#include "catalog/row_reader.hpp"
#include "catalog/type_rows.hpp"

// Rows of operators, access methods, operator families and classes.

namespace pgscribe::catalog {

/// The operators of the rows, and how they are sorted by.
class OperatorRows {
 public:
  OperatorRows(const LoadContext& context, LoadedObjects& objects, TypeRows& types, FunctionRows& functions)
      : context_(context), objects_(objects), types_(types), functions_(functions) {}

  void reserve(std::size_t count) { by_name_.reserve(count); }
  void add(RowReader& row);
  void link();
  void add_access_method(RowReader& row);
  void add_family(RowReader& row);
  void add_class(RowReader& row);

 private:
  Oid find(std::string_view name, Oid left, Oid right);
  Oid find_family(std::string_view name, std::string_view method);

  struct Links {
    std::string_view commutator;
    std::string_view negator;
  };

  const LoadContext& context_;
  LoadedObjects& objects_;
  TypeRows& types_;
  FunctionRows& functions_;
  std::unordered_multimap<std::string_view, std::size_t> by_name_;  // keys point into the rows
  std::vector<Links> links_;
};

}  // namespace pgscribe::catalog
