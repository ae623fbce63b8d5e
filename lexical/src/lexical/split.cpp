#include "lexical/split.hpp"

#include <array>
#include <utility>

#include "lexical/scanner.hpp"

namespace pgscribe::lexical {
namespace {

/// Tells a top-level semicolon from one inside a statement: the actions of CREATE RULE stand in parentheses, an
/// SQL-standard function body between BEGIN ATOMIC and END, with CASE ... END inside (psqlscan.l counts them much the
/// same way). Parentheses do not count elsewhere, so that a forgotten one costs one statement only.
class StatementState {
 public:
  void word(std::string_view token) {
    if (word_count_ < first_.size()) first_[word_count_] = token;
    ++word_count_;
    const bool after_begin = std::exchange(after_begin_, equals_folded(token, "begin"));
    if (blocks_ > 0) {
      if (equals_folded(token, "case")) ++blocks_;
      if (equals_folded(token, "end")) --blocks_;
    } else if (after_begin && equals_folded(token, "atomic") && is_routine()) {
      blocks_ = 1;
    }
  }
  void open() { ++parentheses_; }
  void close() {
    if (parentheses_ > 0) --parentheses_;
  }
  [[nodiscard]] bool splits() const { return blocks_ == 0 && (parentheses_ == 0 || !is_rule()); }

 private:
  /// The word after CREATE [OR REPLACE].
  [[nodiscard]] std::string_view created() const {
    if (!equals_folded(first_[0], "create")) return {};
    const bool replace = equals_folded(first_[1], "or") && equals_folded(first_[2], "replace");
    return replace ? first_[3] : first_[1];
  }
  [[nodiscard]] bool is_routine() const {
    return equals_folded(created(), "function") || equals_folded(created(), "procedure");
  }
  [[nodiscard]] bool is_rule() const { return equals_folded(created(), "rule"); }

  std::array<std::string_view, 4> first_;
  std::size_t word_count_ = 0;
  int parentheses_ = 0;
  int blocks_ = 0;
  bool after_begin_ = false;
};

}  // namespace

std::vector<TextRange> split_statements(std::string_view text) {
  std::vector<TextRange> result;
  StatementState state;
  std::uint32_t begin = 0;
  for (const Token& token : scan(text)) {
    const std::string_view slice = text.substr(token.begin, token.end - token.begin);
    if (token.kind == TokenKind::identifier) {
      state.word(slice);
    } else if (token.kind == TokenKind::punctuation) {
      if (slice == "(") {
        state.open();
      } else if (slice == ")") {
        state.close();
      } else if (slice == ";" && state.splits()) {
        result.push_back({begin, token.begin});
        begin = token.end;
        state = {};
      }
    }
  }
  if (begin < text.size()) result.push_back({begin, static_cast<std::uint32_t>(text.size())});
  return result;
}

bool holds_statement(std::string_view text) {
  std::size_t at = 0;
  while (const auto token = scan_token(text, at)) {
    if (!token->is_comment()) return true;
    at = token->end;
  }
  return false;
}

}  // namespace pgscribe::lexical
