#pragma once

#include <cstddef>

#include "catalog/loaded_objects.hpp"
#include "catalog/row_reader.hpp"
#include "catalog/type_rows.hpp"

// Rows of tables, views and composite types, with the columns and keys that follow each.

namespace pgscribe::catalog {

/// The relations of the rows. Their row types are declared as other types are.
class RelationRows {
 public:
  RelationRows(const LoadContext& context, LoadedObjects& objects, TypeRows& types)
      : context_(context), objects_(objects), types_(types) {}

  void declare(const Rows& rows);
  void define_columns(const Rows& rows);

 private:
  void declare_one(RelationKind kind, RowReader& row);
  void add_column(RowReader& row);
  [[nodiscard]] std::size_t type_index_by_oid(Oid oid) const;
  void add_key(RowReader& row, bool is_primary);

  const LoadContext& context_;
  LoadedObjects& objects_;
  TypeRows& types_;
  std::size_t relation_ = 0;  // 1-based index of the relation whose columns are read
};

}  // namespace pgscribe::catalog
