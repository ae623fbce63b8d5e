#include "sql/syntax_error.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "sql/grammar_version.hpp"
#include "sql/later_keyword.hpp"
#include "sql/messages.hpp"
#include "sql/token_index.hpp"

namespace pgscribe::sql {
namespace {

struct MessageCode {
  std::string_view part;
  std::string_view code;
};

/// libpg_query hands on the message without its SQLSTATE. What gram.y and scan.l raise is 42601 but for these.
constexpr MessageCode kMessageCodes[] = {
    {"an ordered-set aggregate with a VARIADIC direct argument must", "0A000"},
    {"aggregates cannot have output arguments", "0A000"},
    {"cannot be marked", "0A000"},
    {"cannot be used as a role name here", "42939"},
    {"cannot include schema elements", "0A000"},
    {"current database cannot be changed", "0A000"},
    {"frame end cannot be", "42P20"},
    {"frame start cannot be", "42P20"},
    {"frame starting from", "42P20"},
    {"invalid byte sequence for encoding", "22021"},
    {"not supported on recursive views", "0A000"},
    {"only string constants are supported in", "0A000"},
    {"not yet implemented", "0A000"},
    {"precision for type float must be", "22023"},
    {"role name \"", "42939"},
    {"unrecognized JSON encoding", "22023"},
    {"unsafe use of string constant", "0A000"},
};

struct MessageHint {
  std::string_view message;
  std::string_view hint;
};

/// Nor does it hand on PostgreSQL's hints.
constexpr MessageHint kMessageHints[] = {
    {"LIMIT #,# syntax is not supported", "Use separate LIMIT and OFFSET clauses."},
    {"VALUES in FROM must have an alias", "For example, FROM (VALUES ...) [AS] foo."},
    {"missing argument", "Use NONE to denote the missing argument of a unary operator."},
    {"subquery in FROM must have an alias", "For example, FROM (SELECT ...) [AS] foo."},
};

std::string_view sqlstate(const PgQueryError& error, std::string_view message) {
  // scan.l raises it for E'', with a code of its own, parser.c for U&''
  const std::string_view source = error.filename != nullptr ? error.filename : "";
  if (message == "invalid Unicode escape") return source.find("scan") != std::string_view::npos ? "22025" : "42601";
  for (const MessageCode& row : kMessageCodes) {
    if (message.find(row.part) != std::string_view::npos) return row.code;
  }
  return "42601";
}

std::string hint_for(std::string_view message) {
  for (const MessageHint& row : kMessageHints) {
    if (message == row.message) return std::string(row.hint);
  }
  return {};
}

/// 0-based byte offset of a character counted from 0.
std::uint32_t byte_offset(std::string_view text, int characters) {
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && characters-- == 0) break;
  }
  return static_cast<std::uint32_t>(i);
}

/// From the cursor to the end of its token: the cursor may stand inside a string. At the end of input, or where
/// libpg_query knows no place, an empty range behind the last token or the first token.
TextRange error_range(std::string_view text, int cursor) {
  const std::vector<Token> tokens = scan(text);
  if (tokens.empty()) return {};
  if (cursor <= 0) {
    const TokenIndex index(text);
    return index.range(0);
  }
  const std::uint32_t offset = byte_offset(text, cursor - 1);
  const auto token =
      std::partition_point(tokens.begin(), tokens.end(), [&](const Token& t) { return t.end <= offset; });
  if (token == tokens.end()) return {tokens.back().end, tokens.back().end};
  return {std::max(offset, token->begin), token->end};
}

/// Other interfaces' spellings of a parameter, `?` and `:name`: what PostgreSQL stumbles over right there or behind it.
std::string placeholder_hint(std::string_view text, std::uint32_t offset) {
  const std::vector<Token> tokens = scan(text);
  const auto at = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& t) { return t.end <= offset; });
  const auto token_text = [&](const Token& t) { return text.substr(t.begin, t.end - t.begin); };
  if (at != tokens.end() && token_text(*at) == ":" && std::next(at) != tokens.end()) {
    const Token& name = *std::next(at);
    if (name.kind == TokenKind::identifier && name.begin == at->end) return msg::WriteParameterAsName(token_text(name));
    if (name.kind == TokenKind::number && name.begin == at->end) return msg::WriteParameterAsNumber(token_text(name));
  }
  const bool is_question_mark =
      at != tokens.begin() && std::prev(at)->kind == TokenKind::operator_ && token_text(*std::prev(at)).back() == '?';
  return is_question_mark ? msg::QuestionMarkIsAnOperator() : std::string();
}

/// The word at or before `offset`, or before the bracket around it, that was a name in the project's release and is a
/// keyword in the grammar's.
std::optional<LaterKeyword> later_keyword_near(const TokenIndex& tokens, std::uint32_t offset, int server_version) {
  const std::size_t at = tokens.at(offset);
  const auto later = [&](std::size_t i) { return later_keyword(tokens.slice(i), server_version, grammar_version()); };
  if (at < tokens.size()) {
    if (const auto found = later(at)) return found;
  }
  if (at == 0) return std::nullopt;
  if (const auto found = later(at - 1)) return found;
  for (std::size_t open = at; open-- > 1;) {
    if (tokens.is(open, "(")) return later(open - 1);
    if (tokens.is(open, ")")) open = tokens.match(open);  // a group beside the error, not around it
    if (open == tokens.size()) break;
  }
  return std::nullopt;
}

/// What the difference between the grammar's release and the project's may have to do with it.
std::string release_hint(std::string_view text, std::uint32_t offset, int server_version) {
  if (server_version > grammar_version()) return msg::GrammarIsOlder(grammar_version(), server_version);
  const auto keyword = later_keyword_near(TokenIndex(text), offset, server_version);
  return keyword ? msg::WordIsKeywordSince(keyword->word, keyword->since) : std::string();
}

/// Releases before 15.2 stop at the first letter: `trailing junk after numeric literal at or near "1a"` for 1abc.
std::string complete_junk(std::string message, std::string_view text, std::uint32_t offset) {
  const std::size_t near = message.find(" at or near \"");
  if (message.rfind("trailing junk after", 0) != 0 || near == std::string::npos) return message;
  std::size_t end = offset + 1;  // past the digit or the dollar
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  if (end < text.size() && text[end] == '.' && text[offset] != '$') ++end;
  while (end < text.size() && is_identifier_part(text[end])) ++end;
  return message.substr(0, near) + " at or near \"" + std::string(text.substr(offset, end - offset)) + "\"";
}

}  // namespace

void report_syntax_error(const PgQueryError& error, const StatementText& statement, int server_version,
                         support::Diagnostics& diagnostics) {
  const std::string_view text = statement.text;
  const std::string message = error.message != nullptr ? error.message : "syntax error";
  const TextRange range = error_range(text, error.cursorpos);
  std::string hint = hint_for(message);
  if (hint.empty()) hint = placeholder_hint(text, range.begin);
  if (hint.empty()) hint = release_hint(text, range.begin, server_version);
  diagnostics.add(statement.file, statement.map.to_file(Span{range.begin, range.end}),
                  {support::Severity::error,
                   std::string(sqlstate(error, message)),
                   complete_junk(message, text, range.begin),
                   {},
                   std::move(hint)});
}

}  // namespace pgscribe::sql
