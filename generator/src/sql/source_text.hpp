#pragma once

#include <optional>
#include <string>

#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// A file's text made fit for the parser, with every byte where it was.

namespace pgscribe::sql {

/// The file's text, fit for the parser and with every byte where it was: a UTF-8 byte order mark becomes spaces.
/// Nothing, and one error, for text that PostgreSQL would not take: NUL bytes or another encoding (bad-file), invalid
/// UTF-8 (22021, at the byte).
[[nodiscard]] std::optional<std::string> source_text(const support::SourceFile& file,
                                                     support::Diagnostics& diagnostics);

}  // namespace pgscribe::sql
