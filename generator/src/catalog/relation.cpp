#include "catalog/relation.hpp"

#include <algorithm>
#include <iterator>

namespace pgscribe::catalog {

namespace {

// catalog/heap.c, SysAtt.
constexpr SystemColumn kSystemColumns[] = {
    {"ctid", -1, oid::tid}, {"xmin", -2, oid::xid}, {"cmin", -3, oid::cid},
    {"xmax", -4, oid::xid}, {"cmax", -5, oid::cid}, {"tableoid", -6, oid::oid},
};

}  // namespace

std::string_view plural(RelationKind kind) {
  switch (kind) {
    case RelationKind::table: return "tables";
    case RelationKind::partitioned_table: return "partitioned tables";
    case RelationKind::foreign_table: return "foreign tables";
    case RelationKind::view: return "views";
    case RelationKind::materialized_view: return "materialized views";
    case RelationKind::sequence: return "sequences";
    case RelationKind::composite: return "composite types";
    case RelationKind::index: return "indexes";
  }
  return {};
}

namespace {

RelationDefinition definition_of(RelationKind kind) {
  switch (kind) {
    case RelationKind::partitioned_table: return PartitionKey{};
    case RelationKind::view:
    case RelationKind::materialized_view: return ViewDefinition{};
    case RelationKind::index: return IndexDefinition{};
    case RelationKind::sequence: return SequenceOwner{};
    case RelationKind::table:
    case RelationKind::foreign_table:
    case RelationKind::composite: return {};
  }
  return {};
}

}  // namespace

Relation::Relation(RelationKind of) : kind(of), definition(definition_of(of)) {}

Oid Relation::owner() const {
  if (const IndexDefinition* index = as_index()) return index->table;
  if (const SequenceOwner* sequence = as_sequence()) return sequence->table;
  return kInvalidOid;
}

const Column* Relation::find_column(std::string_view column) const {
  const int number = attribute_number(column);
  return number == 0 ? nullptr : &columns[static_cast<std::size_t>(number - 1)];
}

int Relation::attribute_number(std::string_view column) const {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return !c.dropped && c.name == column; });
  return found == columns.end() ? 0 : static_cast<int>(std::distance(columns.begin(), found)) + 1;
}

const SystemColumn* find_system_column(std::string_view name) {
  const auto* found = std::find_if(std::begin(kSystemColumns), std::end(kSystemColumns),
                                   [&](const SystemColumn& c) { return c.name == name; });
  return found == std::end(kSystemColumns) ? nullptr : found;
}

const SystemColumn* find_system_column(int attribute_number) {
  const auto* found = std::find_if(std::begin(kSystemColumns), std::end(kSystemColumns),
                                   [&](const SystemColumn& c) { return c.attribute_number == attribute_number; });
  return found == std::end(kSystemColumns) ? nullptr : found;
}

}  // namespace pgscribe::catalog
