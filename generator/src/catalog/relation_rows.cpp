#include "catalog/relation_rows.hpp"

#include <optional>
#include <utility>

namespace pgscribe::catalog {

namespace {

std::optional<RelationKind> relation_kind(std::string_view word) {
  if (word == "table") return RelationKind::table;
  if (word == "view") return RelationKind::view;
  if (word == "composite") return RelationKind::composite;
  if (word == "materialized_view") return RelationKind::materialized_view;
  if (word == "foreign_table") return RelationKind::foreign_table;
  return std::nullopt;
}

}  // namespace

void RelationRows::declare(const Rows& rows) {
  for (const std::string_view text : rows) {
    RowReader row(text);
    if (const std::optional<RelationKind> kind = relation_kind(row.word())) declare_one(*kind, row);
  }
}

void RelationRows::declare_one(RelationKind kind, RowReader& row) {
  const std::string_view symbolic = row.word();
  std::string_view oid, row_type, array;
  while (!row.at_end()) {
    const RowAttribute attribute = next_attribute(row);
    (attribute.key == "oid" ? oid : attribute.key == "row_type" ? row_type : array) = attribute.value;
  }
  Relation relation(kind);
  const SplitName name = types_.split_name(symbolic, context_.schema);
  relation.schema = name.schema;
  relation.name = name.name;
  relation.extension = context_.extension;
  relation.oid = types_.oid_or_new(oid);
  relation.row_type = types_.oid_or_new(row_type);
  Type type;
  type.oid = relation.row_type;
  type.schema = relation.schema;
  type.name = relation.name;
  type.extension = context_.extension;
  type.kind = TypeKind::composite;
  type.category = 'C';
  type.relation = relation.oid;
  type.array = types_.oid_or_new(array);
  types_.keep(symbolic, std::move(type));
  types_.add_array_type(objects_.types.size() - 1);
  objects_.relations.push_back(std::move(relation));
}

void RelationRows::define_columns(const Rows& rows) {
  for (const std::string_view text : rows) {
    RowReader row(text);
    const std::string_view kind = row.word();
    if (relation_kind(kind)) {
      ++relation_;
    } else if (kind == "column") {
      add_column(row);
    } else if (kind == "primary_key" || kind == "unique_key") {
      add_key(row, kind == "primary_key");
    }
  }
}

void RelationRows::add_column(RowReader& row) {
  Relation& relation = objects_.relations[relation_ - 1];
  Column column;
  column.name = row.word();
  column.type = types_.oid(row.word(), row);
  while (!row.at_end()) {
    const RowAttribute attribute = next_attribute(row);
    if (attribute.key == "typmod") column.type_modifier = to_int(attribute.value);
    if (attribute.key == "not_null") column.not_null = true;
  }
  if (relation.kind == RelationKind::composite) {
    objects_.types[type_index_by_oid(relation.row_type)].attributes.push_back(
        {column.name, column.type, column.type_modifier, false});
  }
  relation.columns.push_back(std::move(column));
}

std::size_t RelationRows::type_index_by_oid(Oid oid) const {
  std::size_t index = 0;
  while (objects_.types[index].oid != oid) ++index;
  return index;
}

void RelationRows::add_key(RowReader& row, bool is_primary) {
  Relation& relation = objects_.relations[relation_ - 1];
  UniqueKey key;
  key.name = row.word();
  key.is_primary = key.is_constraint = is_primary;
  while (!row.at_end()) key.columns.push_back(relation.attribute_number(row.word()));
  relation.unique_keys.push_back(std::move(key));
}

}  // namespace pgscribe::catalog
