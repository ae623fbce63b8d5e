#include "catalog/base_type.hpp"

namespace pgscribe::catalog {

ResolvedType base_type_of(const Catalog& catalog, ResolvedType type) {
  for (const Type* found = catalog.type(type.type); found != nullptr && found->kind == TypeKind::domain;
       found = catalog.type(type.type)) {
    type = {found->base, found->base_modifier};
  }
  return type;
}

bool holds_json(const Catalog& catalog, Oid type) {
  type = catalog.base_type(type);
  const Oid element = catalog.element_type(type);
  return element == kInvalidOid ? type == oid::json || type == oid::jsonb : holds_json(catalog, element);
}

}  // namespace pgscribe::catalog
