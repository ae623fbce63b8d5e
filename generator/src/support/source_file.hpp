#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "support/span.hpp"

// A file's path and text, and its offsets as lines and columns.

namespace pgscribe::support {

/// A place as editors count it: both 1-based, the column in code points.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const LineColumn&, const LineColumn&) = default;
};

/// The text of one input file with its line table. `path` is what messages and generated code print:
/// relative to the configuration file, with forward slashes.
class SourceFile {
 public:
  SourceFile(std::string path, std::string text);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view slice(Span span) const;

  [[nodiscard]] LineColumn line_column(std::uint32_t offset) const;
  /// The line that holds `offset`, without its line end (neither LF nor CRLF).
  [[nodiscard]] std::string_view line_at(std::uint32_t offset) const;
  /// Offset of the first byte of the line that holds `offset`.
  [[nodiscard]] std::uint32_t line_start(std::uint32_t offset) const;
  /// Offset of the first byte of the 1-based line, clamped to the end of the text.
  [[nodiscard]] std::uint32_t offset_of_line(std::uint32_t line) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

/// Owns the files of one run. Addresses stay valid for the container's lifetime.
using SourceFiles = std::deque<SourceFile>;

/// Number of code points in `text`; an invalid UTF-8 byte counts as one.
[[nodiscard]] std::uint32_t code_points(std::string_view text);

}  // namespace pgscribe::support
