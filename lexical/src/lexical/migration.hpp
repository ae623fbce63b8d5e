#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lexical/split.hpp"

// One schema file as the migration tool reads it that it was written for.

namespace pgscribe::lexical {

enum class MigrationPart { up, down, left_out };

/// A run of bytes of a schema file and what it is for.
struct MigrationPiece {
  MigrationPart part = MigrationPart::left_out;
  TextRange range;
  /// Of what is left out: the part with a statement that ends here although it has no semicolon, if any.
  std::optional<MigrationPart> ends_statement_of{};
  /// Of up and down: the data of a COPY ... FROM stdin.
  bool is_copy_data = false;
};

/// What psql or a migration tool makes of a file that cannot be read here.
struct UnreadFile {
  std::string what;  ///< "an undo migration of Flyway"
  TextRange place;
};

/// One schema file as the tool that it was written for reads it: goose, sql-migrate, dbmate, tern, node-pg-migrate,
/// sqlx, golang-migrate, atlas, or psql for a dump. Left out are
/// - the lines that mark a part, which also end a statement, as they do for the tools; `-- +goose Up` and its like
/// count
///   in a comment that starts a line only, and a later Up section counts again;
/// - psql's meta-commands (`\restrict`) and a byte order mark.
struct MigrationText {
  std::vector<MigrationPiece> pieces;  ///< in order, all of the file
  bool up_transactional = true;
  bool down_transactional = true;
  std::vector<TextRange> psql_commands;  ///< lines that would do something in psql (`\i`, `\copy`)
  std::optional<UnreadFile> unread;
};

/// `path` names the file; what stands before the first mark is `down` in a `.down.sql` file and `up` in all others.
[[nodiscard]] MigrationText read_migration(std::string_view path, std::string_view text);

/// One part of the file with every byte where it was: what is left out is spaces and newlines. COPY data are left out,
/// too.
[[nodiscard]] std::string blanked_part(std::string_view text, const MigrationText& migration, MigrationPart part);

/// One part of the file without what is left out.
[[nodiscard]] std::string extracted_part(std::string_view text, const MigrationText& migration, MigrationPart part);

}  // namespace pgscribe::lexical
