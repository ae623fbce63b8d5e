#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lexical/copy_data.hpp"
#include "migrate/version_table.hpp"
#include "pgscribe/connection.hpp"
#include "pgscribe/migrator.hpp"

// One step with its bookkeeping.

namespace pgscribe {

/// The tables of a migrator on a connection that holds its lock, and the migrations that run on it.
class MigrationTable {
 public:
  /// What to do about another tool's table: refuse, as long as there is none of ours.
  enum class Others : std::uint8_t { refused, ignored };

  /// Waits for the lock and makes the tables where they are missing. `options` must outlive it.
  MigrationTable(Pool& pool, const MigratorOptions& options, Others others = Others::refused);

  [[nodiscard]] DatabaseVersion read_version();
  /// The version; throws UsageError when it is dirty.
  [[nodiscard]] std::optional<std::int64_t> clean_version();
  /// The applied versions, where the table has a row for each.
  [[nodiscard]] std::optional<std::set<std::int64_t>> read_applied();

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
  void force(std::optional<std::int64_t> version, const std::vector<Migration>& known);

 private:
  struct Step {
    const Migration& migration;
    const std::string& script;
    bool up;
    bool transactional;
    std::optional<std::int64_t> version;  // after it
    std::string history;                  // what it does to the history
  };
  void run(const Step& step);
  void run_now(const Step& step);
  void run_at_once(const Step& step);
  void run_one_by_one(const Step& step);
  /// COPY ... FROM stdin with its data is sent as psql does it.
  void run_statement(const Step& step, const lexical::ScriptStatement& statement);
  void run_script(const Step& step);
  /// What a migration must not leave to the next: a role, and a search_path that it emptied, as pg_dump's output does.
  void restore_settings(const std::string& path_before);
  /// After a script that failed: when the transaction that it ran in has ended all the same (`ended` is the session's
  /// count before), the database is dirty.
  void mark_what_was_committed(const Step& step, unsigned ended);

  [[nodiscard]] std::string insert_history(const Migration& migration) const;

  const MigratorOptions& options_;
  Connection connection_;
  std::optional<VersionTable> versions_;
  std::string history_;
};

/// SHA-256 of what a migration does, whatever ends its lines.
[[nodiscard]] std::string checksum_of(const Migration& migration);

}  // namespace pgscribe
