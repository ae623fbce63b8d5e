#include "catalog/object_name.hpp"

#include <algorithm>

#include "catalog/data.hpp"

namespace pgscribe::catalog {

namespace {

constexpr std::size_t kMaxNameBytes = 63;  // NAMEDATALEN - 1

/// pg_mbcliplen for UTF-8: never cuts inside a character.
std::size_t clip_length(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text.size();
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  return limit;
}

}  // namespace

std::string truncate_identifier(std::string_view name) {
  return std::string(name.substr(0, clip_length(name, kMaxNameBytes)));
}

std::string make_object_name(std::string_view name1, std::string_view name2, std::string_view label) {
  std::size_t overhead = (name2.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  std::size_t length1 = name1.size();
  std::size_t length2 = name2.size();
  while (length1 + length2 + overhead > kMaxNameBytes) --(length1 > length2 ? length1 : length2);
  std::string name(name1.substr(0, clip_length(name1, length1)));
  if (!name2.empty()) name += "_" + std::string(name2.substr(0, clip_length(name2, length2)));
  if (!label.empty()) name += "_" + std::string(label);
  return name;
}

std::string choose_relation_name(const Catalog& catalog, std::string_view schema, std::string_view name1,
                                 std::string_view name2, std::string_view label, bool is_constraint) {
  for (int pass = 0;; ++pass) {
    const std::string suffix = pass == 0 ? std::string(label) : std::string(label) + std::to_string(pass);
    std::string name = make_object_name(name1, name2, suffix);
    if (catalog.find_relation(schema, name) == nullptr && !(is_constraint && has_constraint(catalog, schema, name)))
      return name;
  }
}

std::string choose_constraint_name(const Catalog& catalog, std::string_view schema, std::string_view name1,
                                   std::string_view name2, std::string_view label,
                                   const std::vector<std::string>& taken) {
  for (int pass = 0;; ++pass) {
    const std::string suffix = pass == 0 ? std::string(label) : std::string(label) + std::to_string(pass);
    std::string name = make_object_name(name1, name2, suffix);
    if (std::find(taken.begin(), taken.end(), name) == taken.end() && !has_constraint(catalog, schema, name))
      return name;
  }
}

std::string join_column_names(const std::vector<std::string>& columns) {
  std::string joined;
  for (const std::string& column : columns) {
    if (!joined.empty()) joined += "_";
    joined += column;
    if (joined.size() >= kMaxNameBytes + 1) break;
  }
  return joined;
}

std::string choose_array_type_name(const Catalog& catalog, std::string_view schema, std::string_view element) {
  std::string name = make_object_name("", element, "");
  for (int pass = 1; catalog.find_type(schema, name) != nullptr; ++pass)
    name = make_object_name("", element, std::to_string(pass));
  return name;
}

std::string multirange_type_name(std::string_view range) {
  const std::size_t place = range.find("range");
  std::string name(range.substr(0, place));
  name += place == std::string_view::npos ? "_multirange" : "multi" + std::string(range.substr(place));
  return truncate_identifier(name);
}

bool has_constraint(const Relation& relation, std::string_view name) {
  const auto is_named = [&](const auto& constraint) { return constraint.name == name; };
  return std::any_of(relation.unique_keys.begin(), relation.unique_keys.end(),
                     [&](const UniqueKey& k) { return k.is_constraint && k.name == name; }) ||
         std::any_of(relation.foreign_keys.begin(), relation.foreign_keys.end(), is_named) ||
         std::any_of(relation.checks.begin(), relation.checks.end(), is_named) ||
         std::find(relation.other_constraints.begin(), relation.other_constraints.end(), name) !=
             relation.other_constraints.end();
}

bool has_constraint(const Catalog& catalog, std::string_view schema, std::string_view name) {
  for (const Oid oid : data_of(catalog).relations.with_part(name)) {
    const Relation* relation = catalog.relation(oid);
    if (relation->schema == schema && has_constraint(*relation, name)) return true;
  }
  for (const Oid oid : data_of(catalog).types.with_part(name)) {
    const Type* type = catalog.type(oid);
    if (type->schema != schema) continue;
    if (std::any_of(type->checks.begin(), type->checks.end(),
                    [&](const CheckRule& check) { return check.name == name; }))
      return true;
  }
  return false;
}

}  // namespace pgscribe::catalog
