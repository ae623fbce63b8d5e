#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/span.hpp"

// Places in a text as editors send them: lines, and units of the encoding that was agreed upon.

namespace pgscribe::lsp {

/// What a character of a position counts.
enum class PositionEncoding { utf8, utf16 };

/// Both from 0.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t character = 0;
  friend bool operator==(const Position&, const Position&) = default;
};
struct Range {
  Position start;
  Position end;
  friend bool operator==(const Range&, const Range&) = default;
};

/// Offsets of a text as positions and back. Lines end with LF, CRLF or CR. The text must outlive it.
class TextPositions {
 public:
  TextPositions(std::string_view text, PositionEncoding encoding);

  [[nodiscard]] Position position(std::uint32_t offset) const;
  [[nodiscard]] Range range(support::Span span) const { return {position(span.begin), position(span.end)}; }
  /// Behind the end of its line a position is at the end of it, inside of a character at its start.
  [[nodiscard]] std::uint32_t offset(Position position) const;
  [[nodiscard]] support::Span span(const Range& range) const;

 private:
  [[nodiscard]] std::uint32_t units(std::string_view code_point) const;

  std::string_view text_;
  PositionEncoding encoding_;
  std::vector<std::uint32_t> line_starts_;
};

}  // namespace pgscribe::lsp
