#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/ast.hpp"
#include "support/diagnostics.hpp"
#include "support/server_version.hpp"
#include "support/source_file.hpp"

// A schema file parsed: the statements that going up runs, as the tool reads it that the file was written for.

namespace pgscribe::sql {

/// The part of a schema file that a migration tool runs going up, and that psql would send to the server, with every
/// byte where it was. lexical::read_migration, with which the runtime's migrator reads the same files, says which.
[[nodiscard]] std::string migration_text(std::string_view path, std::string_view text);

/// The statements of migration_text. A file of a tool that is not read is an error (unread-migration), a psql
/// meta-command that would do something a warning (not-seen).
[[nodiscard]] std::vector<Statement> parse_migration(const support::SourceFile& file, support::Diagnostics& diagnostics,
                                                     int server_version = support::kDefaultServerVersion);

}  // namespace pgscribe::sql
