#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/loaded_objects.hpp"
#include "catalog/row_reader.hpp"
#include "catalog/type_rows.hpp"

// Rows of functions, and what is known of functions.

namespace pgscribe::catalog {

/// The functions of the rows, and those that rows refer to.
class FunctionRows {
 public:
  FunctionRows(const LoadContext& context, LoadedObjects& objects, TypeRows& types)
      : context_(context), objects_(objects), types_(types) {}

  void reserve(std::size_t count) { by_name_.reserve(count); }
  void add(RowReader& row);
  /// What other rows ask of a function that they name.
  struct NamedFunction {
    Oid oid = kInvalidOid;
    bool is_strict = true;
    bool returns_set = false;
    std::string schema;
  };
  /// "name(type, type)" at the start of what is left of a row: one of these, or of the context.
  [[nodiscard]] NamedFunction find(RowReader& row);
  /// A "facts" row, of one of these functions.
  void add_facts(RowReader& row);

 private:
  void add_argument(Function& function, std::string_view text);
  /// ProcedureCreate: the element type of the array, "any" for "any", the matching element pseudo-type for polymorphic
  /// arrays.
  Oid variadic_element(Oid type, std::string_view symbolic, const RowReader& row);
  /// "name(type, type)". Null: none of these rows.
  Function* find_own(std::string_view name, const std::vector<Oid>& types);
  std::vector<Oid> signature_types(RowReader& row);

  const LoadContext& context_;
  LoadedObjects& objects_;
  TypeRows& types_;
  std::unordered_multimap<std::string_view, std::size_t> by_name_;  // keys point into the rows
};

}  // namespace pgscribe::catalog
