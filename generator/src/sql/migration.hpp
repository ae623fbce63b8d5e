#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/ast.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

namespace pgscribe::sql {

/// The part of a schema file that a migration tool runs going up, and that psql would send to the server, with every
/// byte where it was; what is left out is spaces and newlines:
/// - sections for going down: goose (`-- +goose Down`), sql-migrate (`-- +migrate Down`), dbmate (`-- migrate:down`),
/// tern
///   (`---- create above / drop below ----`). A later Up section counts again.
/// - psql meta-commands (`\restrict`, `\connect`) and the data lines of COPY ... FROM stdin, as pg_dump writes them.
/// A marker line also ends the statement before it (it becomes a semicolon), as it does for the tools.
[[nodiscard]] std::string migration_text(std::string_view text);

/// The statements of migration_text.
[[nodiscard]] std::vector<Statement> parse_migration(const support::SourceFile& file,
                                                     support::Diagnostics& diagnostics);

/// Order of migrations by file name (folders in front are compared first, as text): those with a leading number first,
/// by that number
/// (`9_` before `10_`, any length), then by the rest of the name.
[[nodiscard]] bool migration_less(std::string_view a, std::string_view b);

/// golang-migrate's and others' `x.down.sql`.
[[nodiscard]] bool is_down_migration(std::string_view path);

}  // namespace pgscribe::sql
