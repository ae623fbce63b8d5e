#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

// Where one statement of a script ends and the next begins.

namespace pgscribe::lexical {

/// Half-open range of bytes of a text.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const TextRange&) const = default;
};
[[nodiscard]] inline std::string_view slice(std::string_view text, TextRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

/// The statements of `text`, each without its semicolon, split at top-level semicolons with PostgreSQL's scanner rules
/// (strings, dollar quotes, nested comments, BEGIN ATOMIC bodies). A range starts after the previous semicolon, so it
/// includes the comments before the statement.
[[nodiscard]] std::vector<TextRange> split_statements(std::string_view text);

/// Whether there is anything but comments and space.
[[nodiscard]] bool holds_statement(std::string_view text);

}  // namespace pgscribe::lexical
