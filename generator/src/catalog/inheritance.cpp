#include "catalog/inheritance.hpp"

#include <algorithm>
#include <unordered_set>

#include "catalog/data.hpp"

namespace pgscribe::catalog {

namespace {

/// `relation` and what is reached from it by `next`, each once.
template <class Next>
std::vector<Oid> reached_from(Oid relation, const Next& next) {
  std::vector<Oid> all{relation};
  std::unordered_set<Oid> known{relation};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const Oid other : next(all[i])) {
      if (known.insert(other).second) all.push_back(other);
    }
  }
  return all;
}

}  // namespace

std::vector<Oid> children_of(const Catalog& catalog, Oid parent) {
  std::vector<Oid> children;
  for (const Oid oid : data_of(catalog).relations.mentioning(parent, MentionedBy::child)) {
    const Relation* relation = catalog.relation(oid);
    if (std::find(relation->parents.begin(), relation->parents.end(), parent) != relation->parents.end())
      children.push_back(oid);
  }
  return children;
}

std::vector<Oid> with_descendants(const Catalog& catalog, Oid relation) {
  return reached_from(relation, [&](Oid oid) { return children_of(catalog, oid); });
}

std::vector<Oid> with_ancestors(const Catalog& catalog, Oid relation) {
  return reached_from(relation, [&](Oid oid) {
    const Relation* found = catalog.relation(oid);
    return found == nullptr ? std::vector<Oid>() : found->parents;
  });
}

}  // namespace pgscribe::catalog
