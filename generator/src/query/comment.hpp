#pragma once

#include <string_view>
#include <vector>

#include "sql/scanner.hpp"
#include "support/span.hpp"

// Comments line by line, without their marks.

namespace pgscribe::query {

using support::Span;

/// One line of a comment without its marks, trimmed, and where that text stands.
struct CommentLine {
  std::string_view text;
  Span span;
};

/// A comment that shares no line with SQL.
struct WholeLineComment {
  Span span;   ///< the comment itself
  Span lines;  ///< with its indentation and the line end after it
  std::vector<CommentLine> content;
  bool single_line = true;
};

/// True when only white space stands on the comment's lines beside it.
[[nodiscard]] bool is_whole_line(std::string_view text, const sql::Token& comment);
[[nodiscard]] WholeLineComment whole_line_comment(std::string_view text, const sql::Token& comment);

}  // namespace pgscribe::query
