#pragma once

#include <string_view>
#include <vector>

// What the name of a migration's file says.

namespace pgscribe::lexical {

/// What the name of a migration's file says; views into the path.
struct MigrationName {
  enum class Kind {
    ordinary,    ///< going up, numbered or not
    down,        ///< golang-migrate's and sqlx's `x.down.sql`
    undo,        ///< Flyway's `U1__x.sql`
    repeatable,  ///< Flyway's `R__x.sql`
  };
  Kind kind = Kind::ordinary;
  std::string_view folder;
  std::string_view file;
  /// Without leading zeros. One number, but Flyway's `V1.2__x.sql` has several; none when the name has no number.
  std::vector<std::string_view> version;
  std::string_view title;
};

/// Reads golang-migrate's and sqlx's `000001_title.up.sql`, Flyway's and refinery's `V1__title.sql`, and everything
/// that starts with a number.
[[nodiscard]] MigrationName migration_name(std::string_view path);

/// The order in which migrations run (folders in front are compared first, as text): those with a number first, by that
/// number (`9_` before `10_`, any length), then by the rest of the name.
[[nodiscard]] bool migration_less(std::string_view a, std::string_view b);

/// Whether a file of a folder is one of its migrations: an .sql file that is not hidden.
[[nodiscard]] bool is_migration_file(std::string_view name);

}  // namespace pgscribe::lexical
