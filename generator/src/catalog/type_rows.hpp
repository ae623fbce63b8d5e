#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/loaded_objects.hpp"
#include "catalog/row_reader.hpp"

// Rows of types: declared first, as rows refer to each other in any order.

namespace pgscribe::catalog {

/// A name of a row in its parts; they point into the row, or into the context.
struct SplitName {
  std::string_view schema;
  std::string_view name;
};

/// The types of the rows, by the names that rows give them.
class TypeRows {
 public:
  TypeRows(const LoadContext& context, LoadedObjects& objects) : context_(context), objects_(objects) {}

  /// A schema of the extension's own.
  void add_schema(RowReader& row) { own_schemas_.push_back(row.word()); }
  /// "information_schema.x", or a schema of the extension's own, to its parts; else the context's schema.
  [[nodiscard]] SplitName split_name(std::string_view symbolic, std::string_view default_schema) const;
  /// The OID that a row gives, or one of its own.
  [[nodiscard]] Oid oid_or_new(std::string_view text);
  /// Of a "type" row its name and OIDs; then, once all are declared, what it says of other types.
  void declare(RowReader& row);
  void define(RowReader& row);
  /// A type that rows name `symbolic`.
  void keep(std::string_view symbolic, Type type);
  void set_multirange_subtypes();
  /// genbki.pl's rule for array types. pg_type.dat itself says that record[] is a pseudo-type; cstring[] is not.
  void add_array_type(std::size_t element_index);
  /// The type that `row` names; there must be one.
  [[nodiscard]] Oid oid(std::string_view symbolic, const RowReader& row);

 private:
  void set_attribute(Type& type, const RowAttribute& a, const RowReader& row);
  Oid find(std::string_view symbolic);

  struct TypeOids {
    Oid type = kInvalidOid;
    Oid array = kInvalidOid;
  };

  const LoadContext& context_;
  LoadedObjects& objects_;
  std::vector<std::string_view> own_schemas_;
  std::unordered_map<std::string_view, TypeOids> type_oids_;  // keys point into the rows
  std::unordered_map<std::string_view, std::size_t> type_index_;
};

}  // namespace pgscribe::catalog
