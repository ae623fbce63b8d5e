#include "catalog/schema_move.hpp"

#include <functional>
#include <vector>

namespace pgscribe::catalog {

namespace {

template <class T, class Predicate>
void move_where(ObjectSet<T>& objects, const std::string& to, const Predicate& is_moved) {
  std::vector<Oid> oids;
  for (const auto& [oid, object] : objects) {
    if (is_moved(*object)) oids.push_back(oid);
  }
  for (const Oid oid : oids) objects.edit(oid).schema = to;
}

}  // namespace

void move_type(Catalog::Data& data, Oid oid, const std::string& schema) {
  Type& type = data.types.edit(oid);
  type.schema = schema;
  const Oid array = type.array;
  const Oid relation = type.relation;
  if (array != kInvalidOid) data.types.edit(array).schema = schema;
  if (relation != kInvalidOid) data.relations.edit(relation).schema = schema;
}

void move_relation(Catalog::Data& data, Oid oid, const std::string& schema) {
  Relation& relation = data.relations.edit(oid);
  relation.schema = schema;
  if (relation.row_type != kInvalidOid) move_type(data, relation.row_type, schema);
  std::vector<Oid> owned;
  for (const Oid other : data.relations.mentioning(oid)) {
    if (data.relations.find(other)->owner() == oid) owned.push_back(other);
  }
  for (const Oid other : owned) move_relation(data, other, schema);
}

void move_all_objects(Catalog::Data& data, const std::string& from, const std::string& to) {
  const auto is_there = [&](const auto& object) { return object.schema == from; };
  move_where(data.types, to, is_there);
  move_where(data.relations, to, is_there);
  move_where(data.functions, to, is_there);
  move_where(data.operators, to, is_there);
  move_where(data.operator_families, to, is_there);
  move_where(data.operator_classes, to, is_there);
  for (Collation& collation : data.names.collations) {
    if (collation.schema == from) collation.schema = to;
  }
  for (InstalledExtension& extension : data.names.extensions) {
    if (extension.schema == from) extension.schema = to;
  }
}

void move_extension(Catalog::Data& data, const std::string& name, const std::string& to) {
  for (InstalledExtension& extension : data.names.extensions) {
    if (extension.name != name) continue;
    const std::string from = extension.schema;
    const auto is_member = [&](const auto& object) { return object.extension == name && object.schema == from; };
    move_where(data.types, to, is_member);
    move_where(data.relations, to, is_member);
    move_where(data.functions, to, is_member);
    move_where(data.operators, to, is_member);
    move_where(data.operator_families, to, is_member);
    move_where(data.operator_classes, to, is_member);
    extension.schema = to;
  }
}

}  // namespace pgscribe::catalog
