#include "sql/syntax_error.hpp"

#include <string>

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
    {"not yet implemented", "0A000"},
    {"precision for type float must be", "22023"},
    {"role name \"", "42939"},
    {"unsafe use of string constant", "0A000"},
};

std::string_view sqlstate(std::string_view message) {
  if (message == "invalid Unicode escape") return "22025";  // others that begin like this are syntax errors
  for (const MessageCode& row : kMessageCodes) {
    if (message.find(row.part) != std::string_view::npos) return row.code;
  }
  return "42601";
}

std::uint32_t byte_offset(std::string_view text, int characters) {
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && characters-- == 0) break;
  }
  return static_cast<std::uint32_t>(i);
}

}  // namespace

void report_syntax_error(const PgQueryError& error, std::string_view text, const OffsetMap& map,
                         const support::SourceFile& file, support::Diagnostics& diagnostics) {
  const std::string message = error.message != nullptr ? error.message : "syntax error";
  const TokenIndex tokens(text);
  const std::size_t i = error.cursorpos > 0 ? tokens.at(byte_offset(text, error.cursorpos - 1)) : 0;
  TextRange range = tokens.range(i);
  if (i == tokens.size() && i > 0) range.begin = range.end = tokens.range(i - 1).end;  // at end of input
  diagnostics.error(std::string(sqlstate(message)), file, map.to_file(Span{range.begin, range.end}), message);
}

}  // namespace pgscribe::sql
