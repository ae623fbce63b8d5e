#include "lexical/copy_data.hpp"

#include <algorithm>

namespace pgscribe::lexical {
namespace {

std::uint32_t line_end(std::string_view text, std::uint32_t offset) {
  const std::size_t end = text.find('\n', offset);
  return static_cast<std::uint32_t>(end == std::string_view::npos ? text.size() : end);
}

/// What stands behind the last semicolon up to `end`, in text without COPY data.
void add_statements(std::string_view text, std::uint32_t begin, std::uint32_t end,
                    std::vector<ScriptStatement>& statements) {
  for (const TextRange range : split_statements(text.substr(begin, end - begin))) {
    const TextRange in_text{range.begin + begin, range.end + begin};
    if (holds_statement(slice(text, in_text))) statements.push_back({in_text, std::nullopt});
  }
}

}  // namespace

std::optional<TextRange> CopyWatch::token(const Token& token) {
  const std::string_view text = slice(text_, {token.begin, token.end});
  if (token.kind == TokenKind::identifier) words_.push_back(text);
  if (text != ";") return std::nullopt;
  const bool has_data = is_copy_from_stdin();
  words_.clear();
  return has_data ? data_after(token.end) : std::nullopt;
}

bool CopyWatch::is_copy_from_stdin() const {
  if (words_.empty() || !equals_folded(words_.front(), "copy")) return false;
  const auto from =
      std::find_if(words_.begin(), words_.end(), [](std::string_view word) { return equals_folded(word, "from"); });
  return from != words_.end() && from + 1 != words_.end() && equals_folded(*(from + 1), "stdin");
}

std::optional<TextRange> CopyWatch::data_after(std::uint32_t semicolon_end) const {
  std::uint32_t line = line_end(text_, semicolon_end);
  while (line < text_.size()) {
    const std::uint32_t begin = line + 1;
    line = line_end(text_, begin);
    std::string_view content = text_.substr(begin, line - begin);
    if (!content.empty() && content.back() == '\r') content.remove_suffix(1);
    if (content == "\\.") return TextRange{semicolon_end, line};
  }
  return std::nullopt;
}

std::string_view copy_lines(std::string_view text, TextRange data) {
  const std::uint32_t begin = line_end(text, data.begin) + 1;
  const std::size_t last = text.rfind("\\.", data.end);
  return text.substr(begin, last - begin);
}

std::vector<ScriptStatement> split_script(std::string_view text) {
  std::vector<ScriptStatement> statements;
  CopyWatch watch(text);
  std::uint32_t begin = 0;
  std::uint32_t at = 0;
  while (const auto token = scan_token(text, at)) {
    at = token->end;
    if (token->is_comment()) continue;
    const auto data = watch.token(*token);
    if (!data) continue;
    add_statements(text, begin, token->begin, statements);
    statements.back().copy_data = data;
    begin = at = data->end;
  }
  add_statements(text, begin, static_cast<std::uint32_t>(text.size()), statements);
  return statements;
}

}  // namespace pgscribe::lexical
