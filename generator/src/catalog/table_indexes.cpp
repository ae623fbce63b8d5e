#include "catalog/table_indexes.hpp"

#include "catalog/data.hpp"

namespace pgscribe::catalog {

std::vector<const Relation*> indexes_of(const Catalog& catalog, Oid table) {
  std::vector<const Relation*> indexes;
  for (const Oid oid : data_of(catalog).relations.mentioning(table, MentionedBy::index)) {
    const Relation* index = catalog.relation(oid);
    if (index->kind == RelationKind::index && index->owner() == table) indexes.push_back(index);
  }
  return indexes;
}

}  // namespace pgscribe::catalog
