#include <algorithm>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/data.hpp"

// What follows from pg_type, pg_cast and the operator classes: lsyscache.c, typcache.c.

namespace pgscribe::catalog {

Oid Catalog::base_type(Oid oid) const {
  const Type* found = type(oid);
  while (found != nullptr && found->kind == TypeKind::domain) {
    oid = found->base;
    found = type(oid);
  }
  return oid;
}

Oid Catalog::array_type(Oid element) const {
  if (element == kErrorType) return kErrorType;
  const Type* found = type(element);
  return found == nullptr ? kInvalidOid : found->array;
}

Oid Catalog::element_type(Oid array) const {
  if (array == kErrorType) return kErrorType;
  const Type* found = type(array);
  return found != nullptr && found->is_true_array ? found->element : kInvalidOid;
}

Oid Catalog::base_element_type(Oid array) const { return element_type(base_type(array)); }

const Type* Catalog::range_of_subtype(Oid subtype) const {
  const auto is_match = [&](const Type& candidate) {
    return candidate.kind == TypeKind::range && candidate.subtype == subtype;
  };
  for (const Type& candidate : data_->builtins->types.all()) {
    if (is_match(candidate)) return &candidate;
  }
  for (const auto& [oid, candidate] : data_->types) {
    if (is_match(*candidate)) return candidate.get();
  }
  return nullptr;
}

std::vector<CompositeAttribute> Catalog::attributes(Oid composite) const {
  std::vector<CompositeAttribute> attributes;
  const Type* found = type(base_type(composite));
  const Relation* source = found == nullptr ? nullptr : relation(found->relation);
  if (source == nullptr) return attributes;
  for (const Column& column : source->columns) {
    if (!column.dropped) attributes.push_back({column.name, column.type, column.type_modifier, column.not_null});
  }
  return attributes;
}

namespace {

enum class OperatorClass { btree, hash };

bool has_own_class(const Type& type, OperatorClass method) {
  return method == OperatorClass::btree ? type.is_orderable : type.is_hashable;
}

/// GetDefaultOpClass: one for a type that this one is binary coercible to by an implicit cast.
bool has_class_by_cast(const Catalog& catalog, Oid source, OperatorClass method) {
  const auto fits = [&](const Cast& cast) {
    if (cast.source != source || cast.method != CastMethod::binary || cast.context != CastContext::implicit)
      return false;
    const Type* target = catalog.type(cast.target);
    return target != nullptr && has_own_class(*target, method);
  };
  const auto& builtin = data_of(catalog).builtins->casts;
  const auto& user = *data_of(catalog).names.casts;
  return std::any_of(builtin.begin(), builtin.end(), [&](const auto& entry) { return fits(entry.second); }) ||
         std::any_of(user.begin(), user.end(), [&](const auto& entry) { return fits(entry.second); });
}

/// lookup_type_cache; a composite that contains itself through an array is stopped by `depth`.
bool has_class(const Catalog& catalog, Oid oid, OperatorClass method, int depth = 0) {
  if (oid == kErrorType || depth > 32) return true;
  oid = catalog.base_type(oid);
  const Type* type = catalog.type(oid);
  if (type == nullptr) return false;
  if (oid == oid::record) return true;
  if (has_own_class(*type, method) && type->kind != TypeKind::pseudo) return true;
  if (type->is_true_array) return has_class(catalog, type->element, method, depth + 1);
  switch (type->kind) {
    case TypeKind::enum_: return true;
    case TypeKind::range:
    case TypeKind::multirange: return has_class(catalog, type->subtype, method, depth + 1);
    case TypeKind::composite: {
      const std::vector<CompositeAttribute> attributes = catalog.attributes(oid);
      return std::all_of(attributes.begin(), attributes.end(),
                         [&](const CompositeAttribute& a) { return has_class(catalog, a.type, method, depth + 1); });
    }
    case TypeKind::base: return has_class_by_cast(catalog, oid, method);
    case TypeKind::domain:
    case TypeKind::pseudo: return false;
  }
  return false;
}

}  // namespace

bool Catalog::is_orderable(Oid type) const { return has_class(*this, type, OperatorClass::btree); }
bool Catalog::is_hashable(Oid type) const { return has_class(*this, type, OperatorClass::hash); }
bool Catalog::has_equality(Oid type) const { return is_orderable(type) || is_hashable(type); }

bool Catalog::inherits_from(Oid child_row_type, Oid ancestor_row_type) const {
  if (child_row_type == ancestor_row_type) return true;
  const Type* child = type(child_row_type);
  const Relation* child_relation = child == nullptr ? nullptr : relation(child->relation);
  if (child_relation == nullptr) return false;
  return std::any_of(child_relation->parents.begin(), child_relation->parents.end(), [&](Oid parent) {
    const Relation* found = relation(parent);
    return found != nullptr && inherits_from(found->row_type, ancestor_row_type);
  });
}

}  // namespace pgscribe::catalog
