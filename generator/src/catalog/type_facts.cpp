#include <algorithm>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/data.hpp"

// What follows from pg_type, pg_cast and the operator classes (lsyscache.c, typcache.c).

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
  for (const Type& candidate : data_->builtins().types.all()) {
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

enum class Comparison { order, equality };

constexpr int kLess = 1;
constexpr int kEqual = 3;
constexpr int kHashEqual = 1;

/// get_opfamily_member. A class that is built in or of an extension has all that its method asks for.
bool has_strategy(const Catalog& catalog, const OperatorClass& of, int strategy) {
  if (is_builtin(of.oid) || !of.extension.empty()) return true;
  const auto& members = data_of(catalog).family_members;
  return std::any_of(members.begin(), members.end(), [&](const auto& entry) {
    const FamilyMember& member = *entry.second;
    return member.is_operator && member.family == of.family && member.number == strategy && member.left == of.input &&
           member.right == of.input;
  });
}

bool has_comparison(const Catalog& catalog, Oid oid, Comparison wanted, int depth);

/// The classes for all arrays, ranges and rows compare what these consist of.
bool parts_have(const Catalog& catalog, const Type& type, const OperatorClass& by, Comparison wanted, int depth) {
  switch (by.input) {
    case oid::anyarray: return has_comparison(catalog, type.element, wanted, depth + 1);
    case oid::anyrange:
    case oid::anymultirange: return has_comparison(catalog, type.subtype, wanted, depth + 1);
    case oid::record: {
      const std::vector<CompositeAttribute> attributes = catalog.attributes(type.oid);
      return std::all_of(attributes.begin(), attributes.end(), [&](const CompositeAttribute& a) {
        return has_comparison(catalog, a.type, wanted, depth + 1);
      });
    }
    default: return true;
  }
}

/// lookup_type_cache; a composite that contains itself through an array is stopped by `depth`. An equality of the hash
/// class counts only where the btree class has none.
bool has_comparison(const Catalog& catalog, Oid oid, Comparison wanted, int depth) {
  if (oid == kErrorType || depth > 32) return true;
  oid = catalog.base_type(oid);
  const Type* type = catalog.type(oid);
  if (type == nullptr) return false;
  if (type->kind == TypeKind::pseudo && !type->is_true_array && oid != oid::record) return false;
  const OperatorClass* btree = catalog.default_operator_class(oid, "btree");
  if (btree != nullptr && has_strategy(catalog, *btree, wanted == Comparison::order ? kLess : kEqual))
    return parts_have(catalog, *type, *btree, wanted, depth);
  const OperatorClass* hash = catalog.default_operator_class(oid, "hash");
  return wanted == Comparison::equality && hash != nullptr && has_strategy(catalog, *hash, kHashEqual) &&
         parts_have(catalog, *type, *hash, wanted, depth);
}

}  // namespace

bool Catalog::is_orderable(Oid type) const { return has_comparison(*this, type, Comparison::order, 0); }
bool Catalog::has_equality(Oid type) const { return has_comparison(*this, type, Comparison::equality, 0); }

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
