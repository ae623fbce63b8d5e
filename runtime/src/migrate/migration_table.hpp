#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "pgscribe/connection.hpp"
#include "pgscribe/migrator.hpp"

namespace pgscribe {

/// The tables of a migrator on a connection that holds its lock, and the migrations that run on it.
class MigrationTable {
 public:
  /// Waits for the lock and makes the tables where they are missing.
  MigrationTable(Pool& pool, const MigratorOptions& options);

  struct Version {
    std::optional<std::int64_t> number;
    bool dirty = false;
  };
  [[nodiscard]] Version read_version();
  /// The version; throws UsageError when it is dirty.
  [[nodiscard]] std::optional<std::int64_t> clean_version();

  /// Checksums by version.
  [[nodiscard]] std::map<std::int64_t, std::string> read_history();
  /// Forgets what is beyond `version`.
  void cut_history(std::optional<std::int64_t> version);
  /// Takes `migration` for applied as it is.
  void adopt(const Migration& migration);

  /// Throws MigrationError.
  void apply(const Migration& migration);
  /// Throws MigrationError. `before` is the version that is left.
  void undo(const Migration& migration, std::optional<std::int64_t> before);
  void force(std::optional<std::int64_t> version);

 private:
  struct Step {
    const Migration& migration;
    const std::string& script;
    bool transactional;
    std::optional<std::int64_t> version;  // after it
    std::string history;                  // what it does to the history
  };
  void run(const Step& step);
  void run_at_once(const Step& step);
  void run_one_by_one(const Step& step);

  [[nodiscard]] std::string set_version(std::optional<std::int64_t> version, bool dirty) const;
  [[nodiscard]] std::string insert_history(const Migration& migration) const;
  /// The first column of the first row.
  [[nodiscard]] std::optional<std::string> value(const std::string& sql);

  Connection connection_;
  std::string table_;
  std::string history_;
};

/// SHA-256 of what a migration does, whatever ends its lines.
[[nodiscard]] std::string checksum_of(const Migration& migration);

}  // namespace pgscribe
