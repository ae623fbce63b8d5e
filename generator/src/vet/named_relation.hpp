#pragma once

#include "catalog/catalog.hpp"
#include "sql/ast_query.hpp"

// Relations as statements name them.

namespace pgscribe::vet {

/// Null where there is none.
[[nodiscard]] const catalog::Relation* named_relation(const catalog::Catalog& catalog, const sql::QualifiedName& name);
[[nodiscard]] inline const catalog::Relation* named_relation(const catalog::Catalog& catalog,
                                                             const sql::RelationRef& relation) {
  return named_relation(catalog, relation.name);
}

}  // namespace pgscribe::vet
