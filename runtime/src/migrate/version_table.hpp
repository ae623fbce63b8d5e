#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pgscribe/connection.hpp"
#include "pgscribe/migrator.hpp"
#include "session/result.hpp"

// The table that holds the version, in the form of the tool that made it.

namespace pgscribe {

/// The version of the database as far as the table knows it.
struct DatabaseVersion {
  std::optional<std::int64_t> number;
  bool dirty = false;
};

/// The table that holds the version of a database, in the form of the tool that made it: golang-migrate's, which is
/// also ours, dbmate's (and Rails') or goose's. Tables of others are not written to, because they hold what only those
/// tools can compute.
class VersionTable {
 public:
  enum class Form : std::uint8_t {
    golang_migrate,  ///< (version, dirty), one row
    dbmate,          ///< (version), a row for each applied migration
    goose,           ///< (id, version_id, is_applied, tstamp), a row for each
  };

  /// Finds `table` in the current schema and its form. Throws UsageError for a form that is not known.
  VersionTable(Connection& connection, const std::string& table);

  /// Makes it where it is missing. Throws UsageError when another tool's table says that it migrates this database.
  void create(Connection& connection) const;
  /// Makes it where it is missing, whatever others say.
  void create_beside_others(Connection& connection) const;

  [[nodiscard]] DatabaseVersion read(Connection& connection) const;
  /// The applied versions, where the table has a row for each.
  [[nodiscard]] std::optional<std::set<std::int64_t>> read_applied(Connection& connection) const;

  /// SQL that says: this is the version now; `migrated` is the migration that was applied or undone.
  [[nodiscard]] std::string set_version(std::optional<std::int64_t> version, std::int64_t migrated) const;
  /// SQL that says: `version` is being applied or undone, by statements of which some may fail. Only with
  /// `keeps_dirty`.
  [[nodiscard]] std::string set_dirty(std::int64_t version) const;
  /// SQL that says: of `known`, these up to `version` are applied and no others.
  [[nodiscard]] std::string force(std::optional<std::int64_t> version, const std::vector<Migration>& known) const;

  /// Whether the table can say that a migration stopped half-way.
  [[nodiscard]] bool keeps_dirty() const noexcept { return form_ == Form::golang_migrate; }
  /// The tool's name.
  [[nodiscard]] const char* tool() const noexcept;
  /// The current schema, as an identifier in SQL.
  [[nodiscard]] const std::string& schema() const noexcept { return schema_; }

 private:
  [[nodiscard]] std::string insert(std::int64_t version) const;
  [[nodiscard]] std::string versions_query() const;

  std::string schema_;
  std::string name_;  ///< qualified and quoted
  bool exists_ = false;
  Form form_ = Form::golang_migrate;
};

/// Statements of the library's own, without observers.
void run_sql(Connection& connection, const std::string& sql);
/// The rows of a query without parameters that has so many columns.
[[nodiscard]] detail::Result query_rows(Connection& connection, const std::string& sql, int columns);
/// The first row of a query with one column.
[[nodiscard]] std::optional<std::string> query_value(Connection& connection, const std::string& sql);

}  // namespace pgscribe
