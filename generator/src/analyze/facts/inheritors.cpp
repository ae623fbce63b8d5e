#include "analyze/facts/inheritors.hpp"

#include "catalog/inheritance.hpp"

namespace pgscribe::analyze {

std::vector<const catalog::Relation*> inheritors(const RangeEntry& entry, const catalog::Catalog& catalog) {
  std::vector<const catalog::Relation*> found;
  if (entry.relation == nullptr || entry.only) return found;
  if (entry.relation->kind != catalog::RelationKind::table &&
      entry.relation->kind != catalog::RelationKind::foreign_table)
    return found;
  for (const catalog::Oid oid : with_descendants(catalog, entry.relation->oid)) {
    if (oid != entry.relation->oid) found.push_back(catalog.relation(oid));
  }
  return found;
}

}  // namespace pgscribe::analyze
