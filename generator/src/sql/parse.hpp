#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sql/ast.hpp"
#include "sql/offset_map.hpp"
#include "support/diagnostics.hpp"
#include "support/server_version.hpp"
#include "support/source_file.hpp"

// SQL text to statements, within limits, with errors at their token.

namespace pgscribe::sql {

/// Limits that turn hostile input into a diagnostic instead of a stack overflow.
inline constexpr std::size_t kMaxStatementBytes = 4U << 20U;
inline constexpr std::size_t kMaxStatementTokens = 500'000;
inline constexpr std::size_t kMaxFileBytes = 256U << 20U;
inline constexpr int kMaxDepth = 2000;

/// lexical::split_statements, as places of a file.
[[nodiscard]] std::vector<Span> split_statements(std::string_view text);

/// Parses one statement. `text` is what PostgreSQL's grammar sees; `map` turns offsets in it into offsets in `file`.
/// A syntax error (42601) is reported at its token and gives nothing. So does text that holds no statement (not an
/// error). What PostgreSQL `server_version` would not parse (construct.hpp) is reported too, and given. Runs on the
/// large stack (see run_with_large_stack); cheaper when the caller is on it already.
[[nodiscard]] std::optional<Statement> parse_statement(std::string_view text, const OffsetMap& map,
                                                       const support::SourceFile& file,
                                                       support::Diagnostics& diagnostics, int server_version);

/// Splits and parses `text`, which stands at offset 0 of `file` (the same text, or that with parts blanked out),
/// statement by statement: one syntax error costs one statement. Takes care of the large stack.
[[nodiscard]] std::vector<Statement> parse_statements(std::string_view text, const support::SourceFile& file,
                                                      support::Diagnostics& diagnostics,
                                                      int server_version = support::kDefaultServerVersion);

/// All of a file. A schema file goes through parse_migration (migration.hpp) instead.
[[nodiscard]] std::vector<Statement> parse_file(const support::SourceFile& file, support::Diagnostics& diagnostics,
                                                int server_version = support::kDefaultServerVersion);

}  // namespace pgscribe::sql
