#include "vet/serving_index.hpp"

#include <algorithm>

#include "catalog/table_indexes.hpp"

namespace pgscribe::vet {

using catalog::Relation;

const Relation* index_beginning_with(const catalog::Catalog& catalog, catalog::Oid table, int column) {
  for (const Relation* index : catalog::indexes_of(catalog, table)) {
    if (index->leading_column == column) return index;
  }
  return nullptr;
}

bool has_index_of_expression(const catalog::Catalog& catalog, catalog::Oid table, int column) {
  const std::vector<const Relation*> indexes = catalog::indexes_of(catalog, table);
  return std::any_of(indexes.begin(), indexes.end(), [&](const Relation* index) {
    const catalog::ColumnUse use{table, column};
    return index->leading_column == 0 && std::find(index->uses.begin(), index->uses.end(), use) != index->uses.end();
  });
}

}  // namespace pgscribe::vet
