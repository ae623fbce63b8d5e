#include "catalog/type_rows.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace pgscribe::catalog {

namespace {

TypeKind type_kind(std::string_view word) {
  if (word == "domain") return TypeKind::domain;
  if (word == "enum") return TypeKind::enum_;
  if (word == "pseudo") return TypeKind::pseudo;
  if (word == "range") return TypeKind::range;
  if (word == "multirange") return TypeKind::multirange;
  return TypeKind::base;
}

}  // namespace

SplitName TypeRows::split_name(std::string_view symbolic, std::string_view default_schema) const {
  const std::size_t dot = symbolic.find('.');
  const std::string_view prefix = symbolic.substr(0, dot);
  const bool is_schema = dot != std::string_view::npos && dot != 0 &&
                         (prefix == "information_schema" ||
                          std::find(own_schemas_.begin(), own_schemas_.end(), prefix) != own_schemas_.end());
  return is_schema ? SplitName{prefix, symbolic.substr(dot + 1)} : SplitName{default_schema, symbolic};
}

Oid TypeRows::oid_or_new(std::string_view text) { return text.empty() ? context_.allocate_oid() : to_oid(text); }

void TypeRows::declare(RowReader& row) {
  const std::string_view symbolic = row.word();
  Type type;
  const SplitName name = split_name(symbolic, context_.schema);
  type.schema = name.schema;
  type.name = name.name;
  type.extension = context_.extension;
  type.kind = type_kind(row.word());
  type.category = row.word().front();
  bool has_array = false;
  while (!row.at_end()) {
    const RowAttribute attribute = next_attribute(row);
    if (attribute.key == "oid") type.oid = to_oid(attribute.value);
    if (attribute.key == "array") {
      has_array = true;
      type.array = attribute.value.empty() ? kInvalidOid : to_oid(attribute.value);
    }
  }
  if (type.oid == kInvalidOid) type.oid = context_.allocate_oid();
  if (has_array && type.array == kInvalidOid) type.array = context_.allocate_oid();
  keep(symbolic, std::move(type));
}

void TypeRows::keep(std::string_view symbolic, Type type) {
  type_oids_[symbolic] = {type.oid, type.array};
  type_index_[symbolic] = objects_.types.size();
  objects_.types.push_back(std::move(type));
}

void TypeRows::define(RowReader& row) {
  const std::string_view symbolic = row.word();
  row.word();
  row.word();
  Type& type = objects_.types[type_index_.at(symbolic)];
  while (!row.at_end()) set_attribute(type, next_attribute(row), row);
  if (type.array != kInvalidOid) add_array_type(type_index_.at(symbolic));
}

void TypeRows::set_attribute(Type& type, const RowAttribute& a, const RowReader& row) {
  if (a.key == "base") type.base = oid(a.value, row);
  if (a.key == "element") type.element = oid(a.value, row);
  if (a.key == "subtype") type.subtype = oid(a.value, row);
  if (a.key == "range") type.range = oid(a.value, row);
  if (a.key == "multirange") type.multirange = oid(a.value, row);
  if (a.key == "typmod") type.base_modifier = to_int(a.value);
  if (a.key == "preferred") type.preferred = true;
  if (a.key == "true_array") type.is_true_array = true;
  if (a.key == "subscript") type.is_subscriptable = true;
  if (a.key == "collatable") type.is_collatable = true;
  if (a.key == "modifiers") type.has_typmod_in = true;
  if (a.key == "not_null") type.not_null = true;
}

void TypeRows::set_multirange_subtypes() {
  std::unordered_map<Oid, Oid> subtypes;
  for (const Type& type : objects_.types) {
    if (type.kind == TypeKind::range) subtypes[type.oid] = type.subtype;
  }
  for (Type& type : objects_.types) {
    if (type.kind == TypeKind::multirange) type.subtype = subtypes[type.range];
  }
}

void TypeRows::add_array_type(std::size_t element_index) {
  const Type& element = objects_.types[element_index];
  Type array;
  array.oid = element.array;
  array.schema = element.schema;
  array.name = "_" + element.name;
  array.extension = element.extension;
  const bool is_pseudo = element.name == "record";
  array.kind = is_pseudo ? TypeKind::pseudo : TypeKind::base;
  array.category = is_pseudo ? 'P' : 'A';
  array.element = element.oid;
  array.is_true_array = array.is_subscriptable = true;
  array.is_collatable = element.is_collatable;
  array.has_typmod_in = element.has_typmod_in;
  objects_.types.push_back(std::move(array));
}

Oid TypeRows::oid(std::string_view symbolic, const RowReader& row) {
  const Oid oid = find(symbolic);
  if (oid == kInvalidOid) row.fail("unknown type " + std::string(symbolic));
  return oid;
}

Oid TypeRows::find(std::string_view symbolic) {
  if (const auto found = type_oids_.find(symbolic); found != type_oids_.end()) return found->second.type;
  const auto [schema, name] = split_name(symbolic, {});
  if (name.substr(0, 1) == "_") {
    const std::string element =
        (schema.empty() ? std::string() : std::string(schema) + ".") + std::string(name.substr(1));
    const auto found = type_oids_.find(element);
    if (found != type_oids_.end() && found->second.array != kInvalidOid) return found->second.array;
  }
  return context_.find_type ? context_.find_type(symbolic) : kInvalidOid;
}

}  // namespace pgscribe::catalog
