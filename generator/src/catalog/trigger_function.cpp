#include "catalog/trigger_function.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "sql/scanner.hpp"

namespace pgscribe::catalog {
namespace {

class Body {
 public:
  explicit Body(std::string_view text) {
    for (const sql::Token& token : sql::scan(text)) {
      if (token.is_comment()) continue;
      const std::string_view written = text.substr(token.begin, token.end - token.begin);
      const bool is_word = token.kind == sql::TokenKind::identifier;
      words_.push_back(is_word ? sql::fold_identifier(written) : std::string(written));
    }
  }

  [[nodiscard]] bool always_returns_new() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (word(i) == "new" && is_replaced(i)) return false;
      follow_branches(i);
      if (word(i) == "return" && !returns_row(i + 1)) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < words_.size() ? std::string_view(words_[i]) : std::string_view();
  }
  [[nodiscard]] bool reads(std::size_t i, std::initializer_list<std::string_view> expected) const {
    return std::all_of(expected.begin(), expected.end(), [&](std::string_view each) { return word(i++) == each; });
  }

  /// NEW as a whole is the target of an assignment, of INTO or of a loop.
  [[nodiscard]] bool is_replaced(std::size_t i) const {
    if (word(i + 1) == ".") return false;
    const std::string_view before = i == 0 ? std::string_view() : word(i - 1);
    if (before == "into" || before == "strict" || before == "for" || before == ",") return true;
    const bool begins_statement =
        before == ";" || before == "then" || before == "else" || before == "begin" || before == "loop";
    return word(i + 1) == ":=" || (begins_statement && word(i + 1) == "=");
  }

  /// Keeps whether each IF around is one for DELETE alone.
  void follow_branches(std::size_t i) {
    const bool closes = i > 0 && word(i - 1) == "end";
    if (word(i) == "if" && closes) {
      if (!branches_.empty()) branches_.pop_back();
    } else if (word(i) == "if") {
      branches_.push_back(asks_for_delete(i + 1));
    } else if (branches_.empty()) {
      return;
    } else if (word(i) == "elsif" || word(i) == "elseif") {
      branches_.back() = asks_for_delete(i + 1);
    } else if (word(i) == "else") {
      branches_.back() = false;
    }
  }
  [[nodiscard]] bool asks_for_delete(std::size_t i) const {
    return reads(i, {"tg_op", "=", "'DELETE'", "then"}) || reads(i, {"(", "tg_op", "=", "'DELETE'", ")", "then"});
  }

  [[nodiscard]] bool returns_row(std::size_t i) const {
    if (reads(i, {"new", ";"}) || reads(i, {"coalesce", "(", "new", ",", "old", ")", ";"})) return true;
    return std::find(branches_.begin(), branches_.end(), true) != branches_.end();
  }

  std::vector<std::string> words_;
  std::vector<bool> branches_;
};

}  // namespace

bool always_returns_new(std::string_view body) { return Body(body).always_returns_new(); }

}  // namespace pgscribe::catalog
