#include "migrate/version_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "pool/access.hpp"
#include "session/quoting.hpp"

namespace pgscribe {

namespace {

std::int64_t parse_version(const std::string& text) {
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (error != std::errc{} || end != text.data() + text.size())
    throw UsageError("the table of migrations has the version \"" + text + "\", which is no number");
  return version;
}

/// Tables of tools whose rows only they can write, and of goose, whose table has to be named.
struct OtherTool {
  const char* table;
  const char* name;
};
constexpr std::array kOtherTools{
    OtherTool{"goose_db_version", "goose"},       OtherTool{"_sqlx_migrations", "sqlx"},
    OtherTool{"flyway_schema_history", "Flyway"}, OtherTool{"refinery_schema_history", "refinery"},
    OtherTool{"databasechangelog", "Liquibase"},  OtherTool{"gorp_migrations", "sql-migrate"},
    OtherTool{"schema_version", "tern"},          OtherTool{"atlas_schema_revisions", "atlas"},
};

std::string refusal(const OtherTool& tool) {
  const std::string is_goose = std::string{tool.name} == "goose" ? ", or name its table in MigratorOptions::table" : "";
  return std::string{"this database is migrated by "} + tool.name + " (it has the table \"" + tool.table +
         "\"): go on with that tool" + is_goose + ", or call force() with the version that it has reached";
}

/// Names and types of the columns of a table; empty when there is no such table.
std::map<std::string, std::string> columns_of(Connection& connection, const std::string& name) {
  const detail::Result rows =
      query_rows(connection,
                 "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = to_regclass(" +
                     detail::quote_literal(name) + ") AND attnum > 0 AND NOT attisdropped",
                 2);
  std::map<std::string, std::string> columns;
  for (int row = 0; row < PQntuples(rows.get()); ++row)
    columns.emplace(PQgetvalue(rows.get(), row, 0), PQgetvalue(rows.get(), row, 1));
  return columns;
}

std::optional<VersionTable::Form> form_of(const std::map<std::string, std::string>& columns) {
  if (columns.contains("version") && columns.contains("dirty")) return VersionTable::Form::golang_migrate;
  if (columns.contains("version_id") && columns.contains("is_applied")) return VersionTable::Form::goose;
  const auto version = columns.find("version");
  const bool is_text =
      version != columns.end() && (version->second == "character varying" || version->second == "text");
  if (is_text && columns.size() == 1) return VersionTable::Form::dbmate;
  return std::nullopt;
}

std::string names_of(const std::map<std::string, std::string>& columns) {
  std::string names;
  for (const auto& [name, type] : columns) names += (names.empty() ? "" : ", ") + name;
  return names;
}

}  // namespace

void run_sql(Connection& connection, const std::string& sql) {
  (void)ConnectionAccess::session(connection).run_script(sql, detail::Deadline::never());
}

detail::Result query_rows(Connection& connection, const std::string& sql, int columns) {
  detail::Session& session = ConnectionAccess::session(connection);
  detail::Result result = session.run_script(sql, detail::Deadline::never());
  session.require_rows(result, columns, "");
  return result;
}

std::optional<std::string> query_value(Connection& connection, const std::string& sql) {
  const detail::Result result = query_rows(connection, sql, 1);
  if (PQntuples(result.get()) == 0 || PQgetisnull(result.get(), 0, 0) != 0) return std::nullopt;
  return PQgetvalue(result.get(), 0, 0);
}

VersionTable::VersionTable(Connection& connection, const std::string& table)
    : schema_(detail::quote_identifier(query_value(connection, "SELECT current_schema()").value_or("public"))),
      name_(schema_ + '.' + detail::quote_identifier(table)) {
  const auto columns = columns_of(connection, name_);
  if (columns.empty()) return;
  exists_ = true;
  const auto form = form_of(columns);
  if (!form) {
    throw UsageError("the table " + name_ + " (" + names_of(columns) +
                     ") is none of migrations that can be used: name another one in MigratorOptions::table");
  }
  form_ = *form;
}

void VersionTable::create(Connection& connection) const {
  for (const OtherTool& tool : kOtherTools) {
    if (!exists_ && !columns_of(connection, schema_ + '.' + detail::quote_identifier(tool.table)).empty())
      throw UsageError(refusal(tool));
  }
  create_beside_others(connection);
}

void VersionTable::create_beside_others(Connection& connection) const {
  if (exists_) return;
  connection.execute("CREATE TABLE IF NOT EXISTS " + name_ +
                     " (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL)");
}

std::string VersionTable::versions_query() const {
  if (form_ != Form::goose) return "SELECT version FROM " + name_;
  // Older versions of goose add a row for going down.
  return "SELECT version_id FROM (SELECT DISTINCT ON (version_id) version_id, is_applied FROM " + name_ +
         " ORDER BY version_id, id DESC) latest WHERE is_applied AND version_id > 0";
}

DatabaseVersion VersionTable::read(Connection& connection) const {
  const detail::Result rows = query_rows(connection, versions_query(), 1);
  DatabaseVersion version;
  for (int row = 0; row < PQntuples(rows.get()); ++row) {
    version.number = std::max(version.number.value_or(0), parse_version(PQgetvalue(rows.get(), row, 0)));
  }
  version.dirty = keeps_dirty() && query_value(connection, "SELECT 1 FROM " + name_ + " WHERE dirty").has_value();
  return version;
}

std::optional<std::set<std::int64_t>> VersionTable::read_applied(Connection& connection) const {
  if (form_ == Form::golang_migrate) return std::nullopt;
  const detail::Result rows = query_rows(connection, versions_query(), 1);
  std::set<std::int64_t> applied;
  for (int row = 0; row < PQntuples(rows.get()); ++row) applied.insert(parse_version(PQgetvalue(rows.get(), row, 0)));
  return applied;
}

std::string VersionTable::insert(std::int64_t version) const {
  const std::string number = std::to_string(version);
  switch (form_) {
    case Form::golang_migrate: return "INSERT INTO " + name_ + " (version, dirty) VALUES (" + number + ", false)";
    case Form::dbmate: return "INSERT INTO " + name_ + " VALUES ('" + number + "') ON CONFLICT DO NOTHING";
    case Form::goose: return "INSERT INTO " + name_ + " (version_id, is_applied) VALUES (" + number + ", true)";
  }
  return {};
}

std::string VersionTable::set_version(std::optional<std::int64_t> version, std::int64_t migrated) const {
  if (form_ == Form::golang_migrate) return "DELETE FROM " + name_ + (version ? "; " + insert(*version) : "");
  if (version && *version >= migrated) return insert(migrated);
  const std::string column = form_ == Form::goose ? "version_id" : "version";
  return "DELETE FROM " + name_ + " WHERE " + column + " = '" + std::to_string(migrated) + "'";
}

std::string VersionTable::set_dirty(std::int64_t version) const {
  return "DELETE FROM " + name_ + "; INSERT INTO " + name_ + " (version, dirty) VALUES (" + std::to_string(version) +
         ", true)";
}

std::string VersionTable::force(std::optional<std::int64_t> version, const std::vector<Migration>& known) const {
  if (form_ == Form::golang_migrate) return set_version(version, 0);
  // The row 0 is goose's own.
  std::string sql = "DELETE FROM " + name_ + (form_ == Form::goose ? " WHERE version_id > 0" : "");
  for (const Migration& migration : known) {
    if (version && migration.version <= *version) sql += "; " + insert(migration.version);
  }
  return sql;
}

const char* VersionTable::tool() const noexcept {
  switch (form_) {
    case Form::golang_migrate: return "golang-migrate";
    case Form::dbmate: return "dbmate";
    case Form::goose: return "goose";
  }
  return "";
}

}  // namespace pgscribe
