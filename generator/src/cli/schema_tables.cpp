#include "cli/schema_tables.hpp"

#include <algorithm>
#include <string>

#include "catalog/migration_tables.hpp"
#include "catalog/relation_word.hpp"
#include "catalog/table_indexes.hpp"
#include "support/joined.hpp"

namespace pgscribe::cli {

namespace {

using catalog::Relation;
using tables::text_or_null;
using tables::Value;
using tables::value_of;

struct Place {
  Value file;
  Value line;
};

Place place_of(const DeclaredPlace* declared) {
  if (declared == nullptr || declared->file == nullptr) return {};
  return {declared->file->path(), std::int64_t{declared->file->line_column(declared->span.begin).line}};
}

std::string names_of(const Relation& relation, const std::vector<int>& attributes) {
  return support::joined(attributes, ", ",
                         [&](int attribute) { return relation.columns[static_cast<std::size_t>(attribute) - 1].name; });
}

class SchemaRows {
 public:
  SchemaRows(const catalog::Catalog& catalog, const DeclarationIndex& declarations, TableSet& tables)
      : catalog_(catalog), declarations_(declarations), tables_(tables) {}

  void add(const Relation& relation) {
    const bool has_primary_key = std::any_of(relation.unique_keys.begin(), relation.unique_keys.end(),
                                             [](const catalog::UniqueKey& key) { return key.is_primary; });
    Place place = place_of(declarations_.relation(relation.oid));
    tables_.add("relation", {relation.schema, relation.name, std::string(catalog::singular(relation.kind)),
                             std::move(place.file), std::move(place.line), text_or_null(relation.comment),
                             value_of(relation.is_partition), value_of(has_primary_key)});
    add_columns(relation);
    add_keys(relation);
    add_indexes(relation);
  }

 private:
  void add_columns(const Relation& relation) {
    std::int64_t position = 0;
    for (std::size_t i = 0; i < relation.columns.size(); ++i) {
      const catalog::Column& column = relation.columns[i];
      if (column.dropped) continue;
      Place place = place_of(declarations_.column(relation.oid, static_cast<int>(i) + 1));
      tables_.add(
          "relation_column",
          {relation.schema, relation.name, ++position, column.name,
           catalog_.format_type(column.type, column.type_modifier), value_of(column.not_null || column.never_null),
           value_of((column.has_default && !column.is_generated) || column.identity != '\0'),
           value_of(column.is_generated), text_or_null(column.comment), std::move(place.file), std::move(place.line)});
    }
  }

  void add_keys(const Relation& relation) {
    for (const catalog::UniqueKey& key : relation.unique_keys) {
      if (key.has_expressions || key.predicate) continue;
      tables_.add("relation_key", {relation.schema,
                                   relation.name,
                                   key.name,
                                   std::string(key.is_primary ? "primary key" : "unique"),
                                   names_of(relation, key.columns),
                                   {},
                                   {},
                                   {}});
    }
    for (const catalog::ForeignKey& key : relation.foreign_keys) {
      const Relation* other = catalog_.relation(key.referenced);
      if (other == nullptr) continue;
      tables_.add("relation_key", {relation.schema, relation.name, key.name, std::string("foreign key"),
                                   names_of(relation, key.columns), other->schema, other->name,
                                   names_of(*other, key.referenced_columns)});
    }
  }

  void add_indexes(const Relation& relation) {
    for (const Relation* index : catalog::indexes_of(catalog_, relation.oid)) {
      const catalog::IndexDefinition& definition = *index->as_index();
      const std::vector<int> leading(definition.leading_column > 0 ? 1 : 0, definition.leading_column);
      tables_.add("relation_index", {relation.schema, relation.name, index->name, definition.method,
                                     text_or_null(names_of(relation, leading)),
                                     names_of(relation, definition.plain_columns), value_of(definition.is_partial)});
    }
  }

  const catalog::Catalog& catalog_;
  const DeclarationIndex& declarations_;
  TableSet& tables_;
};

}  // namespace

void add_schema(const catalog::Catalog& catalog, const DeclarationIndex& declarations, TableSet& tables) {
  SchemaRows rows(catalog, declarations, tables);
  for (const Relation* relation : catalog.user_relations()) {
    if (relation->kind != catalog::RelationKind::sequence && !catalog::is_migration_table(*relation))
      rows.add(*relation);
  }
}

}  // namespace pgscribe::cli
