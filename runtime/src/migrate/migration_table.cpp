#include "migrate/migration_table.hpp"

#include <charconv>

#include "migrate/migration_lock.hpp"
#include "migrate/sha256.hpp"
#include "migrate/split_statements.hpp"
#include "pgscribe/pool.hpp"
#include "pool/access.hpp"
#include "session/quoting.hpp"

namespace pgscribe {

namespace {

std::int64_t parse_version(const std::string& text) {
  std::int64_t version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

}  // namespace

std::string checksum_of(const Migration& migration) {
  std::string text;
  for (const char c : migration.up) {
    if (c != '\r') text += c;
  }
  return detail::sha256(text);
}

MigrationTable::MigrationTable(Pool& pool, const MigratorOptions& options) : connection_(pool.acquire()) {
  const std::string timeout = std::to_string(options.lock_timeout.count());
  const std::string schema_name = value("SELECT current_schema()").value_or("public");
  const std::uint32_t key =
      detail::migration_lock_key(value("SELECT current_database()").value(), schema_name, options.table);
  // Of the session and without a transaction around it: CREATE INDEX CONCURRENTLY waits for transactions.
  connection_.execute("SET lock_timeout = " + timeout);
  connection_.discard();  // and the lock goes with it
  connection_.execute("SELECT pg_advisory_lock(" + std::to_string(key) + ")");
  connection_.execute("RESET lock_timeout; SET client_min_messages = warning");
  // Qualified, because a migration may change the search_path (pg_dump's output does).
  const std::string schema = detail::quote_identifier(schema_name) + '.';
  table_ = schema + detail::quote_identifier(options.table);
  history_ = schema + detail::quote_identifier(options.table + "_history");
  connection_.execute("CREATE TABLE IF NOT EXISTS " + table_ +
                      " (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL); CREATE TABLE IF NOT EXISTS " +
                      history_ +
                      " (version bigint NOT NULL PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, "
                      "applied_at timestamptz NOT NULL DEFAULT now())");
  connection_.execute("RESET client_min_messages");
}

std::optional<std::string> MigrationTable::value(const std::string& sql) {
  const detail::Result result = ConnectionAccess::session(connection_).run_script(sql, detail::Deadline::never());
  if (PQntuples(result.get()) == 0 || PQgetisnull(result.get(), 0, 0) != 0) return std::nullopt;
  return PQgetvalue(result.get(), 0, 0);
}

MigrationTable::Version MigrationTable::read_version() {
  const auto text = value("SELECT version FROM " + table_ + " ORDER BY version DESC LIMIT 1");
  if (!text) return {};
  return {parse_version(*text), value("SELECT 1 FROM " + table_ + " WHERE dirty").has_value()};
}

std::optional<std::int64_t> MigrationTable::clean_version() {
  const Version version = read_version();
  if (version.dirty) {
    throw UsageError("the database is dirty at version " + std::to_string(*version.number) +
                     ": a migration failed half-way; repair it by hand and force the version it has then");
  }
  return version.number;
}

std::map<std::int64_t, std::string> MigrationTable::read_history() {
  const detail::Result result = ConnectionAccess::session(connection_)
                                    .run_script("SELECT version, checksum FROM " + history_, detail::Deadline::never());
  std::map<std::int64_t, std::string> history;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    history.emplace(parse_version(PQgetvalue(result.get(), row, 0)), PQgetvalue(result.get(), row, 1));
  }
  return history;
}

void MigrationTable::cut_history(std::optional<std::int64_t> version) {
  connection_.execute("DELETE FROM " + history_ +
                      (version ? " WHERE version > " + std::to_string(*version) : std::string{}));
}

void MigrationTable::adopt(const Migration& migration) { connection_.execute(insert_history(migration)); }

void MigrationTable::apply(const Migration& migration) {
  run({migration, migration.up, migration.transactional, migration.version, insert_history(migration)});
}

void MigrationTable::undo(const Migration& migration, std::optional<std::int64_t> before) {
  if (migration.down.empty()) {
    throw MigrationError(ErrorFields{.message = "migration " + std::to_string(migration.version) + " (" +
                                                migration.name + ") cannot be undone: it has no down part"},
                         migration.version);
  }
  run({migration, migration.down, migration.down_transactional, before,
       "DELETE FROM " + history_ + " WHERE version = " + std::to_string(migration.version)});
}

void MigrationTable::force(std::optional<std::int64_t> version) { connection_.execute(set_version(version, false)); }

void MigrationTable::run(const Step& step) {
  try {
    if (step.transactional)
      run_at_once(step);
    else
      run_one_by_one(step);
  } catch (const Error& error) {
    ErrorFields fields = error.fields();
    fields.message =
        "migration " + std::to_string(step.migration.version) + " (" + step.migration.name + "): " + fields.message;
    throw MigrationError(std::move(fields), step.migration.version);
  }
}

void MigrationTable::run_at_once(const Step& step) {
  connection_.transaction([&](Transaction& transaction) {
    transaction.execute(step.script);
    transaction.execute("RESET search_path");  // the next migration expects it as it was
    transaction.execute(set_version(step.version, false) + "; " + step.history);
  });
}

void MigrationTable::run_one_by_one(const Step& step) {
  connection_.execute(set_version(step.migration.version, true));
  // Several statements in one message would be a transaction.
  for (const std::string& statement : detail::split_statements(step.script)) connection_.execute(statement);
  connection_.execute("RESET search_path");
  connection_.execute(set_version(step.version, false) + "; " + step.history);
}

std::string MigrationTable::set_version(std::optional<std::int64_t> version, bool dirty) const {
  std::string sql = "DELETE FROM " + table_;
  if (version) {
    sql += "; INSERT INTO " + table_ + " VALUES (" + std::to_string(*version) + (dirty ? ", true)" : ", false)");
  }
  return sql;
}

std::string MigrationTable::insert_history(const Migration& migration) const {
  return "INSERT INTO " + history_ + " (version, name, checksum) VALUES (" + std::to_string(migration.version) + ", " +
         detail::quote_literal(migration.name) + ", " + detail::quote_literal(checksum_of(migration)) +
         ") ON CONFLICT (version) DO UPDATE SET name = excluded.name, checksum = excluded.checksum, applied_at = now()";
}

}  // namespace pgscribe
