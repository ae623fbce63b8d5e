#pragma once

#include <optional>
#include <string>

#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

namespace pgscribe::sql {

/// The file's text, fit for the parser and with every byte where it was: a UTF-8 byte order mark becomes spaces.
/// Nothing, and one error, for text that PostgreSQL would not take: NUL bytes or another encoding (bad-file), invalid
/// UTF-8 (22021, at the byte).
[[nodiscard]] std::optional<std::string> source_text(const support::SourceFile& file,
                                                     support::Diagnostics& diagnostics);

/// Offset of the first byte that does not belong to valid UTF-8 as PostgreSQL's pg_utf8_islegal has it; npos when all
/// does.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

}  // namespace pgscribe::sql
