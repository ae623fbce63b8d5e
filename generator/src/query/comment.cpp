#include "query/comment.hpp"

#include <algorithm>

namespace pgscribe::query {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

std::uint32_t line_begin(std::string_view text, std::uint32_t at) {
  while (at > 0 && text[at - 1] != '\n') --at;
  return at;
}

/// Past the line end.
std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  const std::size_t end = text.find('\n', at);
  return static_cast<std::uint32_t>(end == std::string_view::npos ? text.size() : end + 1);
}

bool all_blank(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  return std::all_of(text.begin() + begin, text.begin() + end, [](char c) { return is_blank(c) || c == '\n'; });
}

CommentLine trimmed(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  while (begin < end && (is_blank(text[begin]) || text[begin] == '\n')) ++begin;
  while (end > begin && (is_blank(text[end - 1]) || text[end - 1] == '\n')) --end;
  return {text.substr(begin, end - begin), {begin, end}};
}

}  // namespace

bool is_whole_line(std::string_view text, const sql::Token& comment) {
  return all_blank(text, line_begin(text, comment.begin), comment.begin) &&
         all_blank(text, comment.end, line_end(text, comment.end));
}

WholeLineComment whole_line_comment(std::string_view text, const sql::Token& comment) {
  WholeLineComment result;
  result.span = {comment.begin, comment.end};
  result.lines = {line_begin(text, comment.begin), line_end(text, comment.end)};
  const bool block = comment.kind == sql::TokenKind::block_comment;
  std::uint32_t at = comment.begin + 2;
  const std::uint32_t end = block && comment.terminated ? comment.end - 2 : comment.end;
  result.single_line = text.substr(comment.begin, comment.end - comment.begin).find('\n') == std::string_view::npos;
  while (at < end || result.content.empty()) {
    const std::uint32_t next = std::min(end, line_end(text, at));
    CommentLine line = trimmed(text, at, next);
    if (block && !result.single_line && !line.text.empty() && line.text.front() == '*') {
      line =
          trimmed(text, line.span.begin + 1, line.span.end);  // the column of stars in front of a block comment's lines
    }
    result.content.push_back(line);
    if (next <= at) break;
    at = next;
  }
  if (block && !result.single_line) {  // the lines of the marks
    while (!result.content.empty() && result.content.front().text.empty()) result.content.erase(result.content.begin());
    while (!result.content.empty() && result.content.back().text.empty()) result.content.pop_back();
  }
  return result;
}

}  // namespace pgscribe::query
