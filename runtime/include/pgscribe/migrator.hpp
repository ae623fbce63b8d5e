#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pgscribe/error.hpp"

// Migrations, applied.

namespace pgscribe {

class Pool;

/// One step of a schema's history.
struct Migration {
  std::int64_t version = 0;
  std::string name{};
  std::string up{};
  /// Empty: it cannot be undone.
  std::string down{};
  /// False when the file says that it must not run in a transaction (CREATE INDEX CONCURRENTLY, for example).
  bool transactional = true;
  bool down_transactional = true;
};

/// A file of a migrations folder, for those that are embedded in the program.
struct MigrationFile {
  /// Without its folder.
  std::string_view name;
  std::string_view text;
};

/// The migrations of a folder in numeric order, read as the generator reads its `schema`: golang-migrate's and sqlx's
/// pairs `000001_title.up.sql`/`.down.sql`, single files with both parts of goose, sql-migrate, dbmate, tern and
/// node-pg-migrate, Flyway's `V1__title.sql`, and plain `001_title.sql` (a dump, too). A line `-- no-transaction` keeps
/// what follows it out of a transaction, as the tools' own marks do. Throws std::runtime_error for a folder that cannot
/// be read, a file without a number, a number that occurs twice, and a file that cannot be run: one of a tool that is
/// not read, one that needs psql, or one that is not UTF-8 text.
[[nodiscard]] std::vector<Migration> read_migrations(const std::filesystem::path& folder);

/// The same from files in memory; what is not an .sql file is passed over. See pgscribe_embed_migrations() of CMake.
[[nodiscard]] std::vector<Migration> parse_migrations(std::span<const MigrationFile> files);

/// How a new migration is written.
enum class MigrationFormat : std::uint8_t { golang_migrate, goose, dbmate };

/// Writes the empty files of a new migration with the next number, in the width that the folder uses, and says which.
/// Throws std::runtime_error.
std::vector<std::filesystem::path> create_migration(const std::filesystem::path& folder, std::string_view name,
                                                    MigrationFormat format = MigrationFormat::golang_migrate);

/// A migration failed, or does not fit the database. Everything the server said is in the fields.
class MigrationError : public Error {
 public:
  MigrationError(ErrorFields fields, std::int64_t version) : Error(std::move(fields)), version_(version) {}
  [[nodiscard]] std::int64_t version() const noexcept { return version_; }
  [[noreturn]] void raise() const override;
  [[nodiscard]] std::shared_ptr<const Error> clone() const override;

 private:
  std::int64_t version_;
};

/// One migration as it runs, up or down.
struct MigrationStep {
  std::int64_t version = 0;
  std::string_view name{};
  bool up = true;
  /// What runs: the migration's `up` or `down`.
  std::string_view sql{};
  /// From its first statement to its commit; zero in a dry run.
  std::chrono::nanoseconds duration{0};
};

struct MigratorOptions {
  /// golang-migrate's table, in its form: one row with the current version. What was applied when, and its checksum,
  /// is in `<table>_history`. One that dbmate or goose made is used in theirs.
  std::string table = "schema_migrations";
  /// How long to wait for another program that is migrating the same database.
  std::chrono::milliseconds lock_timeout = std::chrono::minutes{1};
  /// Of each statement of a migration, by the server; zero: as the connection has it.
  std::chrono::milliseconds statement_timeout{0};
  /// Told of each migration after it ran, in the thread that runs it. The texts live until it returns.
  std::function<void(const MigrationStep&)> on_step{};
  /// Tell `on_step` what would run, and leave the database as it is: what is asked and noted there happens in a
  /// transaction that is rolled back. Not for `force`.
  bool dry_run = false;
  /// Do not mind a migration whose text changed after it was applied.
  bool allow_changed = false;
  /// Do not mind a migration that is older than the database but was never applied; it stays unapplied.
  bool allow_missing = false;
};

/// A migration as the database knows it.
struct MigrationStatus {
  std::int64_t version = 0;
  std::string name{};
  bool applied = false;
  /// Its text is not what was applied.
  bool changed = false;

  bool operator==(const MigrationStatus&) const = default;
};

/// Brings a database to a version. Each migration runs in a transaction of its own together with the change of the
/// version, unless it says otherwise or ends its transaction itself (`BEGIN; ...; COMMIT;`); then the version is marked
/// dirty while it runs, and stays so when it fails. A `SET search_path` lasts until `up` or `down` is done, as on one
/// connection, but one that empties it, as pg_dump writes it, ends with its migration.
/// An advisory lock keeps other migrators out. Everything throws Error; nothing but `force` and `status` runs on a
/// dirty database (UsageError).
class Migrator {
 public:
  /// `pool` must outlive it. Throws ConversionError for a migration with a NUL byte, UsageError for one that is not
  /// UTF-8 text. Not through PgBouncer in transaction mode: the lock belongs to the connection.
  Migrator(Pool& pool, std::vector<Migration> migrations, MigratorOptions options = {});

  /// Applies what is newer than the database, at most `count` of it; the number of migrations applied.
  std::size_t up(std::size_t count = std::numeric_limits<std::size_t>::max());
  /// Undoes the latest `count` migrations; the number undone, which is less when there are no more.
  std::size_t down(std::size_t count = 1);
  /// Up or down to a version; 0 is before the first. The number of migrations run.
  std::size_t to(std::int64_t version);
  /// Undoes the latest migration and applies it again; the number of migrations run: 2, or 0 when there is none.
  std::size_t redo();

  /// The version of the database; nothing when no migration was applied. Throws UsageError when it is dirty.
  [[nodiscard]] std::optional<std::int64_t> version();
  /// Says that the database is at a version, without running anything: after a repair by hand, or to begin with a
  /// database that exists. All migrations up to it count as applied as they are now. Nothing: before the first.
  void force(std::optional<std::int64_t> version);
  /// All migrations in order.
  [[nodiscard]] std::vector<MigrationStatus> status();
  /// Throws what `up` would throw before it runs anything: for a dirty database, a migration that was changed after it
  /// was applied, and one that is older than the database but was never applied. The number of migrations not applied
  /// yet.
  std::size_t validate();

 private:
  std::size_t run_up(class MigrationTable& table, std::int64_t last, std::size_t count);
  std::size_t run_down(class MigrationTable& table, std::int64_t last, std::size_t count);
  void check_history(class MigrationTable& table) const;
  [[nodiscard]] std::size_t applied_count(std::optional<std::int64_t> version) const;

  Pool& pool_;
  std::vector<Migration> migrations_;
  MigratorOptions options_;
};

}  // namespace pgscribe
