#include "vet/named_relation.hpp"

namespace pgscribe::vet {

const catalog::Relation* named_relation(const catalog::Catalog& catalog, const sql::QualifiedName& name) {
  if (name.parts.empty()) return nullptr;
  const std::string schema = name.parts.size() > 1 ? name.parts[name.parts.size() - 2] : std::string();
  return catalog.find_relation(schema, name.last());
}

}  // namespace pgscribe::vet
