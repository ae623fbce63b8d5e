#include "analyze/types/coercion.hpp"
#include "analyze/types/row_coercion.hpp"

// Which coercions exist: the part of parse_coerce.c that looks at types and never at expressions.

namespace pgscribe::analyze {

using catalog::Catalog;
using catalog::kInvalidOid;
using catalog::TypeKind;
namespace oid = catalog::oid;

namespace {

constexpr char kStringCategory = 'S';
constexpr char kUnknownCategory = 'X';

CoercionContext required_context(catalog::CastContext context) {
  switch (context) {
    case catalog::CastContext::implicit: return CoercionContext::implicit;
    case catalog::CastContext::assignment: return CoercionContext::assignment;
    case catalog::CastContext::explicit_: break;
  }
  return CoercionContext::explicit_;
}

CoercionPath path_of(const Catalog& catalog, const catalog::Cast& cast, const catalog::Function** function) {
  switch (cast.method) {
    case catalog::CastMethod::in_out: return CoercionPath::in_out;
    case catalog::CastMethod::binary: return CoercionPath::relabel;
    case catalog::CastMethod::function: break;
  }
  if (function != nullptr) *function = catalog.function(cast.function);
  return CoercionPath::function;
}

/// Without a row in pg_cast: element by element, or through text where PostgreSQL allows it.
CoercionPath find_uncataloged_path(const Catalog& catalog, Oid target, Oid source, CoercionContext context) {
  // oidvector and int2vector are arrays to most rules but not to this one: they would capture coercions meant for real
  // arrays.
  if (target != oid::oidvector && target != oid::int2vector) {
    const Oid target_element = catalog.element_type(target);
    const Oid source_element = catalog.element_type(source);
    if (target_element != kInvalidOid && source_element != kInvalidOid &&
        find_coercion_path(catalog, target_element, source_element, context, nullptr) != CoercionPath::none) {
      return CoercionPath::array;
    }
  }
  if (context >= CoercionContext::assignment && type_category(catalog, target) == kStringCategory) {
    return CoercionPath::in_out;
  }
  if (context >= CoercionContext::explicit_ && type_category(catalog, source) == kStringCategory) {
    return CoercionPath::in_out;
  }
  return CoercionPath::none;
}

bool can_coerce_one(const Catalog& catalog, Oid from, Oid to, CoercionContext context) {
  // No literal and no parameter is a pointer inside the server.
  if (from == oid::unknown && to == oid::internal) return false;
  // What becomes of a type that could not be found out is coerce_type's business.
  if (from == to || to == oid::any || from == oid::unknown || to == catalog::kErrorType) return true;
  if (find_coercion_path(catalog, to, from, context, nullptr) != CoercionPath::none) return true;
  if (from == oid::record && catalog.is_complex(to)) return true;
  if (to == oid::record && catalog.is_complex(from)) return true;
  if (to == oid::record_array && catalog.is_complex_array(from)) return true;
  return is_row_of(catalog, from, to);
}

}  // namespace

CoercionPath find_coercion_path(const Catalog& catalog, Oid target, Oid source, CoercionContext context,
                                const catalog::Function** function) {
  if (function != nullptr) *function = nullptr;
  source = catalog.base_type(source);
  target = catalog.base_type(target);
  if (source == target) return CoercionPath::relabel;

  CoercionPath path = CoercionPath::none;
  if (const catalog::Cast* cast = catalog.find_cast(source, target)) {
    if (context >= required_context(cast->context)) path = path_of(catalog, *cast, function);
  } else {
    path = find_uncataloged_path(catalog, target, source, context);
  }
  return path;
}

CoercionPath find_typmod_coercion(const Catalog& catalog, Oid type, const catalog::Function** function) {
  *function = nullptr;
  CoercionPath path = CoercionPath::function;
  if (const Oid element = catalog.element_type(type); element != kInvalidOid) {
    type = element;
    path = CoercionPath::array;
  }
  const catalog::Cast* cast = catalog.find_cast(type, type);
  if (cast != nullptr && cast->function != kInvalidOid) *function = catalog.function(cast->function);
  return *function == nullptr ? CoercionPath::none : path;
}

bool can_coerce(const Catalog& catalog, std::span<const Oid> from, std::span<const Oid> to, CoercionContext context) {
  bool polymorphic = false;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (is_polymorphic(to[i])) {
      polymorphic = true;
    } else if (!can_coerce_one(catalog, from[i], to[i], context)) {
      return false;
    }
  }
  return !polymorphic || is_polymorphic_consistent(catalog, from, to.first(from.size()));
}

char type_category(const Catalog& catalog, Oid type) {
  const catalog::Type* found = catalog.type(type);
  return found == nullptr ? kUnknownCategory : found->category;
}

bool is_preferred_type(const Catalog& catalog, char category, Oid type) {
  const catalog::Type* found = catalog.type(type);
  return found != nullptr && found->preferred && found->category == category;
}

}  // namespace pgscribe::analyze
