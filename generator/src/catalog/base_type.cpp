#include "catalog/base_type.hpp"

namespace pgscribe::catalog {

ResolvedType base_type_of(const Catalog& catalog, ResolvedType type) {
  for (const Type* found = catalog.type(type.type); found != nullptr && found->kind == TypeKind::domain;
       found = catalog.type(type.type)) {
    type = {found->base, found->base_modifier};
  }
  return type;
}

}  // namespace pgscribe::catalog
