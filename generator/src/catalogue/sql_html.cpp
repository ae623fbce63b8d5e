#include "catalogue/sql_html.hpp"

#include <algorithm>
#include <array>

#include "catalog/quote_identifier.hpp"
#include "catalogue/html.hpp"
#include "sql/scanner.hpp"
#include "support/joined.hpp"

namespace pgscribe::catalogue {

namespace {

/// Words that begin or join statements, though they may be names: those that may not, the catalog knows.
constexpr std::array<std::string_view, 44> kStatementWords{
    "action",   "add",      "alter", "begin",   "by",      "cascade",   "comment",   "commit",    "conflict",
    "copy",     "delete",   "drop",  "enum",    "exists",  "extension", "first",     "function",  "generated",
    "identity", "if",       "index", "insert",  "key",     "language",  "last",      "locked",    "materialized",
    "matched",  "merge",    "no",    "nothing", "nulls",   "over",      "partition", "recursive", "restrict",
    "schema",   "sequence", "set",   "skip",    "trigger", "type",      "update",    "view"};

bool is_keyword(std::string_view word) {
  const std::string folded = sql::fold_identifier(word);
  return std::find(kStatementWords.begin(), kStatementWords.end(), folded) != kStatementWords.end() ||
         catalog::quote_identifier(folded) != folded;
}

std::string_view class_of(const sql::Token& token, std::string_view text) {
  switch (token.kind) {
    case sql::TokenKind::identifier: return is_keyword(text) ? "k" : "";
    case sql::TokenKind::string: return "s";
    case sql::TokenKind::number: return "n";
    case sql::TokenKind::parameter: return "p";
    case sql::TokenKind::line_comment:
    case sql::TokenKind::block_comment: return "c";
    default: return "";
  }
}

class Lines {
 public:
  void add(std::string_view text, std::string_view style) {
    while (true) {
      const std::size_t end = text.find('\n');
      const std::string_view part = text.substr(0, end);
      if (!part.empty())
        lines_.back() +=
            style.empty() ? escaped(part) : element("span", escaped(part), {{"class", std::string(style)}});
      if (end == std::string_view::npos) return;
      lines_.emplace_back();
      text.remove_prefix(end + 1);
    }
  }

  std::vector<std::string> take() && { return std::move(lines_); }

 private:
  std::vector<std::string> lines_{""};
};

}  // namespace

std::vector<std::string> highlighted_lines(std::string_view sql) {
  Lines lines;
  std::size_t at = 0;
  const std::vector<sql::Token> tokens = sql::scan(sql);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const sql::Token& token = tokens[i];
    lines.add(sql.substr(at, token.begin - at), "");
    const std::string_view text = sql.substr(token.begin, token.end - token.begin);
    // `@name` and `table.column`: what stands behind these is a name, whatever it is called.
    const std::string_view before = i == 0 || tokens[i - 1].end != token.begin
                                        ? ""
                                        : sql.substr(tokens[i - 1].begin, token.begin - tokens[i - 1].begin);
    const bool is_parameter = before == "@" || before == "@@";
    lines.add(text, is_parameter ? "p" : before == "." ? "" : class_of(token, text));
    at = token.end;
  }
  lines.add(sql.substr(at), "");
  return std::move(lines).take();
}

std::string highlighted(std::string_view sql) {
  return element("pre", support::joined(highlighted_lines(sql), "\n"), {{"class", "sql"}});
}

}  // namespace pgscribe::catalogue
