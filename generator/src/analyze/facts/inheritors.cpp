#include "analyze/facts/inheritors.hpp"

#include <algorithm>

namespace pgscribe::analyze {

std::vector<const catalog::Relation*> inheritors(const RangeEntry& entry, const catalog::Catalog& catalog) {
  std::vector<const catalog::Relation*> found;
  if (entry.relation == nullptr || entry.only) return found;
  if (entry.relation->kind != catalog::RelationKind::table &&
      entry.relation->kind != catalog::RelationKind::foreign_table)
    return found;
  const auto relations = catalog.user_relations();
  std::vector<catalog::Oid> parents{entry.relation->oid};
  for (std::size_t i = 0; i < parents.size(); ++i) {
    for (const catalog::Relation* relation : relations) {
      const bool inherits =
          std::find(relation->parents.begin(), relation->parents.end(), parents[i]) != relation->parents.end();
      if (!inherits || std::find(parents.begin(), parents.end(), relation->oid) != parents.end()) continue;
      parents.push_back(relation->oid);
      found.push_back(relation);
    }
  }
  return found;
}

}  // namespace pgscribe::analyze
