#pragma once

#include <string_view>

namespace pgscribe::lexical {

/// What a comment line tells a migration tool.
struct MigrationMark {
  enum class Kind {
    none,
    up,
    down,
    separator,       ///< ends a statement
    no_transaction,  ///< what follows runs outside a transaction
    unread,          ///< of a tool, or of an option of one, that pgscribe does not read
  };
  Kind kind = Kind::none;
  /// With up and down: the same line says that the part runs outside a transaction.
  bool outside_transaction = false;
  /// Of `unread`: what it is, "a file of Liquibase".
  std::string_view unread{};
};

/// Reads the marks of goose, sql-migrate, dbmate, tern, sqlx, atlas and node-pg-migrate. `comment` starts with `--`.
[[nodiscard]] MigrationMark migration_mark(std::string_view comment);

}  // namespace pgscribe::lexical
