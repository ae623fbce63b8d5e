#include "catalog/catalog.hpp"

// IsBinaryCoercible of parse_coerce.c: types whose values are of another type as they are.

namespace pgscribe::catalog {

bool Catalog::is_complex(Oid oid) const {
  const Type* found = type(base_type(oid));
  return found != nullptr && found->kind == TypeKind::composite;
}

bool Catalog::is_complex_array(Oid array) const {
  const Oid element = element_type(array);
  return element != kInvalidOid && is_complex(element);
}

bool Catalog::is_binary_coercible(Oid source, Oid target) const {
  if (source == target) return true;
  if (target == oid::any || target == oid::anyelement || target == oid::anycompatible) return true;
  source = base_type(source);
  if (source == target) return true;

  const bool is_array = element_type(source) != kInvalidOid;
  const Type* found = type(source);
  const TypeKind kind = found == nullptr ? TypeKind::base : found->kind;
  switch (target) {
    case oid::anyarray:
    case oid::anycompatiblearray:
      if (is_array) return true;
      break;
    case oid::anynonarray:
    case oid::anycompatiblenonarray:
      if (!is_array) return true;
      break;
    case oid::anyenum:
      if (kind == TypeKind::enum_) return true;
      break;
    case oid::anyrange:
    case oid::anycompatiblerange:
      if (kind == TypeKind::range) return true;
      break;
    case oid::anymultirange:
    case oid::anycompatiblemultirange:
      if (kind == TypeKind::multirange) return true;
      break;
    case oid::record:
      if (is_complex(source)) return true;
      break;
    case oid::record_array:
      if (is_complex_array(source)) return true;
      break;
    default: break;
  }
  const Cast* cast = find_cast(source, target);
  return cast != nullptr && cast->method == CastMethod::binary && cast->context == CastContext::implicit;
}

}  // namespace pgscribe::catalog
