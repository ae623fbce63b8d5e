#include "catalog/migration_tables.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "catalog/new_object.hpp"
#include "sql/scanner.hpp"

namespace pgscribe::catalog {

namespace {

struct ToolColumn {
  std::string_view name;
  Oid type;
  bool not_null = true;
};
/// The first column is the key.
struct ToolTable {
  std::string_view name;
  std::vector<ToolColumn> columns{};
};

/// As the tools' current versions make them. Those without columns differ from version to version: they are known where
/// a schema file makes them.
const std::vector<ToolTable>& tool_tables() {
  static const std::vector<ToolTable> kTables{
      // golang-migrate
      {"schema_migrations", {{"version", oid::int8}, {"dirty", oid::bool_}}},
      // pgscribe's Migrator
      {"schema_migrations_history",
       {{"version", oid::int8}, {"name", oid::text}, {"checksum", oid::text}, {"applied_at", oid::timestamptz}}},
      {"goose_db_version",
       {{"id", oid::int4}, {"version_id", oid::int8}, {"is_applied", oid::bool_}, {"tstamp", oid::timestamp}}},
      {"_sqlx_migrations",
       {{"version", oid::int8},
        {"description", oid::text},
        {"installed_on", oid::timestamptz},
        {"success", oid::bool_},
        {"checksum", oid::bytea},
        {"execution_time", oid::int8}}},
      {"flyway_schema_history",
       {{"installed_rank", oid::int4},
        {"version", oid::varchar, false},
        {"description", oid::varchar},
        {"type", oid::varchar},
        {"script", oid::varchar},
        {"checksum", oid::int4, false},
        {"installed_by", oid::varchar},
        {"installed_on", oid::timestamp},
        {"execution_time", oid::int4},
        {"success", oid::bool_}}},
      {"refinery_schema_history",
       {{"version", oid::int4},
        {"name", oid::varchar, false},
        {"applied_on", oid::varchar, false},
        {"checksum", oid::varchar, false}}},
      {"gorp_migrations", {{"id", oid::text}, {"applied_at", oid::timestamptz, false}}},
      {"pgmigrations", {{"id", oid::int4}, {"name", oid::varchar}, {"run_on", oid::timestamp}}},
      {"atlas_schema_revisions",
       {{"version", oid::varchar},
        {"description", oid::varchar},
        {"type", oid::int8},
        {"applied", oid::int8},
        {"total", oid::int8},
        {"executed_at", oid::timestamptz},
        {"execution_time", oid::int8},
        {"error", oid::text, false},
        {"error_stmt", oid::text, false},
        {"hash", oid::varchar},
        {"partial_hashes", oid::jsonb, false},
        {"operator_version", oid::varchar}}},
      {"databasechangelog"},
      {"databasechangeloglock"},
      {"ar_internal_metadata"},
      {"_prisma_migrations"},
      {"__diesel_schema_migrations"},
      {"alembic_version"},
      {"django_migrations"},
      {"knex_migrations"},
      {"knex_migrations_lock"},
  };
  return kTables;
}

const ToolTable* find_tool_table(std::string_view name) {
  const auto& tables = tool_tables();
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const ToolTable& t) { return t.name == name; });
  return found == tables.end() ? nullptr : &*found;
}

/// The last part of a name as written: `public.t` is t.
std::string last_name(std::string_view written) {
  std::string name;
  for (const sql::Token& token : sql::scan(written)) {
    if (token.kind == sql::TokenKind::identifier || token.kind == sql::TokenKind::quoted_identifier)
      name = sql::fold_identifier(written.substr(token.begin, token.end - token.begin));
  }
  return name;
}

std::optional<std::string> target_of(const sql::Statement& statement) {
  return std::visit(
      []<class Node>(const Node& node) -> std::optional<std::string> {
        if constexpr (std::is_same_v<Node, sql::Insert> || std::is_same_v<Node, sql::Update> ||
                      std::is_same_v<Node, sql::Delete>) {
          return node.relation.name.last();
        }
        return std::nullopt;
      },
      statement.node);
}

}  // namespace

bool is_migration_table(std::string_view name) { return find_tool_table(name) != nullptr; }

bool is_migration_table(const Relation& relation) {
  const bool is_stored = relation.kind == RelationKind::table || relation.kind == RelationKind::partitioned_table;
  return is_stored && is_migration_table(relation.name);
}

std::vector<std::string> missing_migration_tables(const Catalog& catalog, const sql::Statement& statement,
                                                  const support::Diagnostics& said) {
  std::vector<std::string> names;
  const auto add = [&](std::string name) {
    const ToolTable* table = find_tool_table(name);
    const bool is_missing = table != nullptr && !table->columns.empty() && catalog.find_relation({}, name) == nullptr;
    if (is_missing && !catalog.creation_schema().empty()) names.push_back(std::move(name));
  };
  if (auto target = target_of(statement)) add(*std::move(target));
  for (const support::Diagnostic& diagnostic : said.all()) {
    if (diagnostic.code == "42P01" && diagnostic.file != nullptr)
      add(last_name(diagnostic.file->slice(diagnostic.span)));
  }
  return names;
}

void add_migration_table(DdlContext& context, const std::string& name) {
  const std::vector<ToolColumn>& columns = find_tool_table(name)->columns;
  Relation relation;
  relation.schema = context.catalog.creation_schema();
  relation.name = name;
  for (const ToolColumn& tool : columns) {
    Column column;
    column.name = tool.name;
    column.type = tool.type;
    column.not_null = tool.not_null;
    relation.columns.push_back(std::move(column));
  }
  UniqueKey key;
  key.name = name + "_pkey";
  key.columns = {1};
  key.is_primary = true;
  relation.unique_keys.push_back(key);
  const Oid oid = add_relation(context, std::move(relation), {});
  if (oid == kInvalidOid) return;
  add_index(context,
            {.name = key.name,
             .columns = {std::string(columns.front().name)},
             .definition = {.table = oid, .leading_column = 1, .plain_columns = {1}, .is_behind_constraint = true}});
}

}  // namespace pgscribe::catalog
