#include "query/comment.hpp"

#include <doctest/doctest.h>

#include <string>

namespace pgscribe::query {
namespace {

/// Of each comment: `-` when it shares a line with SQL, else its lines in brackets and what it would remove.
std::string comments(std::string_view text) {
  std::string result;
  for (const sql::Token& token : sql::scan(text)) {
    if (!token.is_comment()) continue;
    if (!is_whole_line(text, token)) {
      result += "-";
      continue;
    }
    const WholeLineComment comment = whole_line_comment(text, token);
    for (const CommentLine& line : comment.content) {
      CHECK(text.substr(line.span.begin, line.span.size()) == line.text);
      result += "[" + std::string(line.text) + "]";
    }
    result += "{" + std::string(text.substr(comment.lines.begin, comment.lines.size())) + "}";
  }
  return result;
}

}  // namespace

TEST_CASE("comments on lines of their own") {
  CHECK(comments("-- a\nb") == "[a]{-- a\n}");
  CHECK(comments("  --   a b  \r\nb") == "[a b]{  --   a b  \r\n}");
  CHECK(comments("--\nb") == "[]{--\n}");
  CHECK(comments("-- a") == "[a]{-- a}");
  CHECK(comments("/* a */\nb") == "[a]{/* a */\n}");
}

TEST_CASE("comments beside SQL") {
  CHECK(comments("a -- b\n") == "-");
  CHECK(comments("/* a */ b\n") == "-");
  CHECK(comments("a /* b\n */\n") == "-");
  CHECK(comments("/* a */ /* b */\n") == "--");
}

TEST_CASE("comments of several lines") {
  CHECK(comments("/*\n * a\n *  b\n */\nc") == "[a][b]{/*\n * a\n *  b\n */\n}");
  CHECK(comments("/* a\n\n   b */\nc") == "[a][][b]{/* a\n\n   b */\n}");
  CHECK(comments("/* a") == "[a]{/* a}");
}

}  // namespace pgscribe::query
