#include "pgscribe/migrator.hpp"

#include <charconv>

#include "migrate/split_statements.hpp"
#include "pgscribe/pool.hpp"
#include "pool/access.hpp"

namespace pgscribe {

namespace {

std::string quoted(const std::string& identifier) {
  std::string out = "\"";
  for (const char c : identifier) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// A connection that holds the lock, and the table on it.
class LockedTable {
 public:
  LockedTable(Pool& pool, const MigratorOptions& options) : connection_(pool.acquire()) {
    const std::string timeout = std::to_string(options.lock_timeout.count());
    // Of the session and without a transaction around it: CREATE INDEX CONCURRENTLY waits for transactions.
    // The constant says whose lock it is; the table and the database are hashed in.
    connection_.execute("SET lock_timeout = " + timeout +
                        "; SELECT pg_advisory_lock(1346851699, hashtext(current_database() || '" +
                        literal(options.table) + "')); RESET lock_timeout");
    connection_.discard();  // and the lock goes with it
    // Qualified, because a migration may change the search_path (pg_dump's output does).
    table_ = quoted(value("SELECT current_schema()").value_or("public")) + '.' + quoted(options.table);
    connection_.execute("SET client_min_messages = warning; CREATE TABLE IF NOT EXISTS " + table_ +
                        " (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL); RESET client_min_messages");
  }

  [[nodiscard]] std::optional<std::int64_t> version() {
    const auto text = value("SELECT version FROM " + table_ + " ORDER BY version DESC LIMIT 1");
    if (!text) return std::nullopt;
    if (value("SELECT 1 FROM " + table_ + " WHERE dirty")) {
      throw UsageError("the database is dirty at version " + *text +
                       ": a migration failed half-way; repair it by hand and set dirty to false");
    }
    std::int64_t version = 0;
    std::from_chars(text->data(), text->data() + text->size(), version);
    return version;
  }

  void apply(const Migration& migration) {
    if (migration.transactional) {
      connection_.transaction([&](Transaction& transaction) {
        transaction.execute(migration.up);
        transaction.execute(set_version(migration.version, false));
        transaction.execute("RESET search_path");  // the next migration expects it as it was
      });
    } else {
      connection_.execute(set_version(migration.version, true));
      // One by one: several statements in one message are a transaction.
      for (const std::string& statement : detail::split_statements(migration.up)) connection_.execute(statement);
      connection_.execute("RESET search_path; " + set_version(migration.version, false));
    }
  }

 private:
  // The first column of the first row.
  [[nodiscard]] std::optional<std::string> value(const std::string& sql) {
    const detail::Result result =
        ConnectionAccess::session(connection_).run_script(sql.c_str(), detail::Deadline::never());
    if (PQntuples(result.get()) == 0 || PQgetisnull(result.get(), 0, 0) != 0) return std::nullopt;
    return PQgetvalue(result.get(), 0, 0);
  }

  static std::string literal(const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (c == '\'') out += '\'';
      out += c;
    }
    return out;
  }

  [[nodiscard]] std::string set_version(std::int64_t version, bool dirty) const {
    return "DELETE FROM " + table_ + "; INSERT INTO " + table_ + " VALUES (" + std::to_string(version) +
           (dirty ? ", true)" : ", false)");
  }

  Connection connection_;
  std::string table_;
};

}  // namespace

Migrator::Migrator(Pool& pool, std::vector<Migration> migrations, MigratorOptions options)
    : pool_(pool), migrations_(std::move(migrations)), options_(std::move(options)) {}

std::size_t Migrator::up() {
  LockedTable table{pool_, options_};
  const auto current = table.version();
  std::size_t applied = 0;
  for (const Migration& migration : migrations_) {
    if (current && migration.version <= *current) continue;
    try {
      table.apply(migration);
    } catch (const Error& error) {
      ErrorFields fields = error.fields();
      fields.message =
          "migration " + std::to_string(migration.version) + " (" + migration.name + "): " + fields.message;
      throw MigrationError(std::move(fields), migration.version);
    }
    ++applied;
  }
  return applied;
}

std::optional<std::int64_t> Migrator::version() { return LockedTable{pool_, options_}.version(); }

}  // namespace pgscribe
