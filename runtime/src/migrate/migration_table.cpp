#include "migrate/migration_table.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "lexical/transaction_control.hpp"
#include "migrate/migration_lock.hpp"
#include "migrate/sha256.hpp"
#include "pgscribe/pool.hpp"
#include "pool/access.hpp"
#include "run/script.hpp"
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

MigrationTable::MigrationTable(Pool& pool, const MigratorOptions& options, Others others)
    : options_(options), connection_(pool.acquire()) {
  const std::string timeout = std::to_string(options.lock_timeout.count());
  const std::string schema_name = query_value(connection_, "SELECT current_schema()").value_or("public");
  const std::uint32_t key = detail::migration_lock_key(query_value(connection_, "SELECT current_database()").value(),
                                                       schema_name, options.table);
  // Of the session and without a transaction around it: CREATE INDEX CONCURRENTLY waits for transactions.
  connection_.execute("SET lock_timeout = " + timeout);
  connection_.discard();  // and the lock goes with it
  connection_.execute("SELECT pg_advisory_lock(" + std::to_string(key) + ")");
  connection_.execute("RESET lock_timeout; SET client_min_messages = warning");
  if (options.dry_run) run_sql(connection_, "BEGIN");  // ends with the connection
  versions_.emplace(connection_, options.table);
  if (others == Others::refused)
    versions_->create(connection_);
  else
    versions_->create_beside_others(connection_);
  // Qualified, because a migration may change the search_path.
  history_ = versions_->schema() + '.' + detail::quote_identifier(options.table + "_history");
  connection_.execute("CREATE TABLE IF NOT EXISTS " + history_ +
                      " (version bigint NOT NULL PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, "
                      "applied_at timestamptz NOT NULL DEFAULT now())");
  connection_.execute("RESET client_min_messages");
  if (options.statement_timeout.count() > 0)
    connection_.execute("SET statement_timeout = " + std::to_string(options.statement_timeout.count()));
}

DatabaseVersion MigrationTable::read_version() { return versions_->read(connection_); }

std::optional<std::set<std::int64_t>> MigrationTable::read_applied() { return versions_->read_applied(connection_); }

std::optional<std::int64_t> MigrationTable::clean_version() {
  const DatabaseVersion version = read_version();
  if (version.dirty) {
    throw UsageError("the database is dirty at version " + std::to_string(*version.number) +
                     ": a migration failed half-way; repair it by hand and force the version it has then");
  }
  return version.number;
}

std::map<std::int64_t, std::string> MigrationTable::read_history() {
  const detail::Result result = query_rows(connection_, "SELECT version, checksum FROM " + history_, 2);
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
  run({migration, migration.up, true, migration.transactional, migration.version, insert_history(migration)});
}

void MigrationTable::undo(const Migration& migration, std::optional<std::int64_t> before) {
  if (migration.down.empty()) {
    throw MigrationError(ErrorFields{.message = "migration " + std::to_string(migration.version) + " (" +
                                                migration.name + ") cannot be undone: it has no down part"},
                         migration.version);
  }
  run({migration, migration.down, false, migration.down_transactional, before,
       "DELETE FROM " + history_ + " WHERE version = " + std::to_string(migration.version)});
}

void MigrationTable::force(std::optional<std::int64_t> version, const std::vector<Migration>& known) {
  connection_.execute(versions_->force(version, known));
}

void MigrationTable::run(const Step& step) {
  const auto begin = std::chrono::steady_clock::now();
  if (!options_.dry_run) run_now(step);
  if (!options_.on_step) return;
  options_.on_step(
      {.version = step.migration.version,
       .name = step.migration.name,
       .up = step.up,
       .sql = step.script,
       .duration = options_.dry_run ? std::chrono::nanoseconds{0} : std::chrono::steady_clock::now() - begin});
}

void MigrationTable::run_now(const Step& step) {
  try {
    if (step.transactional && !lexical::find_transaction_end(step.script))
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
  const std::string path = query_value(connection_, "SHOW search_path").value_or("");
  connection_.transaction([&](Transaction& transaction) {
    const unsigned ended = ConnectionAccess::session(connection_).transactions_ended();
    try {
      run_script(step);
    } catch (const Error&) {
      mark_what_was_committed(step, ended);
      throw;
    }
    restore_settings(path);
    transaction.execute(versions_->set_version(step.version, step.migration.version) + "; " + step.history);
  });
}

void MigrationTable::run_script(const Step& step) {
  const std::vector<lexical::ScriptStatement> statements = lexical::split_script(step.script);
  const bool copies = std::any_of(statements.begin(), statements.end(),
                                  [](const lexical::ScriptStatement& one) { return one.copy_data.has_value(); });
  if (!copies) return void(detail::run_script(ConnectionAccess::session(connection_), step.script));
  for (const lexical::ScriptStatement& statement : statements) run_statement(step, statement);
}

void MigrationTable::mark_what_was_committed(const Step& step, unsigned ended) {
  detail::Session& session = ConnectionAccess::session(connection_);
  if (session.broken() || session.transactions_ended() == ended) return;
  if (session.in_transaction()) run_sql(connection_, "ROLLBACK");
  if (versions_->keeps_dirty()) run_sql(connection_, versions_->set_dirty(step.migration.version));
}

void MigrationTable::run_one_by_one(const Step& step) {
  if (!versions_->keeps_dirty()) {
    throw UsageError(std::string{"it does not run in one transaction, and the table of "} + versions_->tool() +
                     " cannot say when such a migration stops half-way: run it with " + versions_->tool() +
                     ", or name another table in MigratorOptions::table and call force()");
  }
  const std::string path = query_value(connection_, "SHOW search_path").value_or("");
  connection_.execute(versions_->set_dirty(step.migration.version));
  // Several statements in one message would be a transaction.
  for (const lexical::ScriptStatement& statement : lexical::split_script(step.script)) run_statement(step, statement);
  if (ConnectionAccess::session(connection_).in_transaction()) {
    connection_.execute("ROLLBACK");
    throw UsageError("it did not end the transaction that it began, so the database is dirty: part of it may be lost");
  }
  restore_settings(path);
  connection_.execute(versions_->set_version(step.version, step.migration.version) + "; " + step.history);
}

void MigrationTable::run_statement(const Step& step, const lexical::ScriptStatement& statement) {
  const std::string sql{lexical::slice(step.script, statement.range)};
  if (statement.copy_data)
    detail::run_copy_script(ConnectionAccess::session(connection_), sql,
                            lexical::copy_lines(step.script, *statement.copy_data));
  else
    detail::run_script(ConnectionAccess::session(connection_), sql);
}

void MigrationTable::restore_settings(const std::string& path_before) {
  run_sql(connection_, "RESET SESSION AUTHORIZATION; RESET ROLE");
  const std::string path = query_value(connection_, "SHOW search_path").value_or("");
  if (path.empty() || path == "\"\"") {
    run_sql(connection_,
            "SELECT pg_catalog.set_config('search_path', " + detail::quote_literal(path_before) + ", false)");
  }
}

std::string MigrationTable::insert_history(const Migration& migration) const {
  return "INSERT INTO " + history_ + " (version, name, checksum) VALUES (" + std::to_string(migration.version) + ", " +
         detail::quote_literal(migration.name) + ", " + detail::quote_literal(checksum_of(migration)) +
         ") ON CONFLICT (version) DO UPDATE SET name = excluded.name, checksum = excluded.checksum, applied_at = now()";
}

}  // namespace pgscribe
