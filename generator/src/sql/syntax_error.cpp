#include "sql/syntax_error.hpp"

#include <string>

#include "sql/token_index.hpp"

namespace pgscribe::sql {
namespace {

/// libpg_query hands on the message without its SQLSTATE. What gram.y and scan.l raise is 42601 but for these.
std::string_view sqlstate(std::string_view message) {
  struct Row {
    std::string_view part;
    std::string_view code;
  };
  static constexpr Row kRows[] = {
      {"invalid byte sequence for encoding", "22021"},
      {"unsafe use of \\' in a string literal", "22P06"},
      {"frame start cannot be", "42P20"},
      {"frame end cannot be", "42P20"},
      {"frame starting from", "42P20"},
      {"precision for type float must be", "22023"},
      {"not yet implemented", "0A000"},
      {"is not supported", "0A000"},
      {"are not supported", "0A000"},
      {"cannot be marked", "0A000"},
      {"statement too long", "54000"},
      {"stack depth limit", "54001"},
  };
  for (const Row& row : kRows) {
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
