#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pgscribe/error.hpp"

namespace pgscribe {

class Pool;

/// One step of a schema's history.
struct Migration {
  std::int64_t version = 0;
  std::string name{};
  std::string up{};
  std::string down{};
  /// False when the file says that it must not run in a transaction (CREATE INDEX CONCURRENTLY, for example).
  bool transactional = true;
};

/// The migrations of a folder in numeric order. Reads golang-migrate's pairs `000001_title.up.sql`/`.down.sql`, goose's
/// single files with `-- +goose Up`/`Down`, dbmate's with `-- migrate:up`/`down`, and plain `001_title.sql`. Throws
/// std::runtime_error for a folder that cannot be read, a file without a number, or a number that occurs twice.
[[nodiscard]] std::vector<Migration> read_migrations(const std::filesystem::path& folder);

/// A migration failed. Everything the server said is in the fields.
class MigrationError : public Error {
 public:
  MigrationError(ErrorFields fields, std::int64_t version) : Error(std::move(fields)), version_(version) {}
  [[nodiscard]] std::int64_t version() const noexcept { return version_; }
  [[noreturn]] void raise() const override { throw *this; }
  [[nodiscard]] std::shared_ptr<const Error> clone() const override {
    return std::make_shared<const MigrationError>(*this);
  }

 private:
  std::int64_t version_;
};

struct MigratorOptions {
  /// golang-migrate's table, in its form: one row with the current version.
  std::string table = "schema_migrations";
  /// How long to wait for another program that is migrating the same database.
  std::chrono::milliseconds lock_timeout = std::chrono::minutes{1};
};

/// Brings a database to a version. Each migration runs in a transaction of its own together with the change of the
/// version, unless it says otherwise; then the version is marked dirty while it runs, and stays so when it fails.
/// An advisory lock keeps other migrators out. Throws Error.
class Migrator {
 public:
  /// `pool` must outlive it. Not through PgBouncer in transaction mode: the lock belongs to the connection.
  Migrator(Pool& pool, std::vector<Migration> migrations, MigratorOptions options = {});

  /// Applies everything that is newer than the database; the number of migrations applied.
  std::size_t up();

  /// The version of the database; nothing when no migration was applied. Throws UsageError when it is dirty.
  [[nodiscard]] std::optional<std::int64_t> version();

 private:
  Pool& pool_;
  std::vector<Migration> migrations_;
  MigratorOptions options_;
};

}  // namespace pgscribe
