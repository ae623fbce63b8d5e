#include "vet/serving_index.hpp"

#include <algorithm>

#include "catalog/table_indexes.hpp"

namespace pgscribe::vet {

using catalog::Relation;

const Relation* index_beginning_with(const catalog::Catalog& catalog, catalog::Oid table, int column) {
  for (const Relation* index : catalog::indexes_of(catalog, table)) {
    if (index->as_index()->leading_column == column) return index;
  }
  return nullptr;
}

bool has_index_of_expression(const catalog::Catalog& catalog, catalog::Oid table, int column) {
  const std::vector<const Relation*> indexes = catalog::indexes_of(catalog, table);
  const catalog::ColumnUse use{table, column};
  return std::any_of(indexes.begin(), indexes.end(), [&](const Relation* relation) {
    const catalog::IndexDefinition& index = *relation->as_index();
    const std::vector<catalog::ColumnUse>& read = index.uses.columns;
    return index.leading_column == 0 && std::find(read.begin(), read.end(), use) != read.end();
  });
}

}  // namespace pgscribe::vet
