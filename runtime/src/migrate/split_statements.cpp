#include "migrate/split_statements.hpp"

#include <cctype>

namespace pgscribe::detail {

namespace {

bool is_word(char c) noexcept {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

class Splitter {
 public:
  explicit Splitter(std::string_view script) noexcept : script_(script) {}

  std::vector<std::string> run() {
    while (at_ < script_.size()) {
      const std::string_view rest = script_.substr(at_);
      if (rest.starts_with("--"))
        skip_to("\n");
      else if (rest.starts_with("/*"))
        skip_block_comment();
      else if (rest[0] == '\'')
        skip_quoted('\'', is_escape_string());
      else if (rest[0] == '"')
        skip_quoted('"', false);
      else if (rest[0] == '$' && (at_ == 0 || !is_word(script_[at_ - 1])))
        skip_dollar_quoted();
      else if (rest[0] == ';' && parentheses_ == 0 && blocks_ == 0)
        finish();
      else if (is_word(rest[0]) && (at_ == 0 || !is_word(script_[at_ - 1])))
        take_word();
      else
        take();
    }
    finish();
    return std::move(statements_);
  }

 private:
  void take() {
    const char c = script_[at_++];
    if (std::isspace(static_cast<unsigned char>(c)) == 0) has_text_ = true;
    if (c == '(') ++parentheses_;
    if (c == ')' && parentheses_ > 0) --parentheses_;
  }

  // As psql does it (psqlscan.l): only routines have bodies from BEGIN to END, and in those CASE has an END too.
  void take_word() {
    has_text_ = true;
    std::string word;
    for (; at_ < script_.size() && is_word(script_[at_]); ++at_) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(script_[at_])));
    }
    if (words_.size() < 4) words_.push_back(word);
    if (parentheses_ != 0 || !creates_routine()) return;
    if (word == "begin" || (word == "case" && blocks_ > 0)) ++blocks_;
    if (word == "end" && blocks_ > 0) --blocks_;
  }

  // CREATE [OR REPLACE] FUNCTION or PROCEDURE.
  [[nodiscard]] bool creates_routine() const {
    if (words_.size() < 2 || words_[0] != "create") return false;
    const bool replaces = words_.size() == 4 && words_[1] == "or" && words_[2] == "replace";
    const std::string& object = words_[replaces ? 3 : 1];
    return object == "function" || object == "procedure";
  }

  // E'...', not the end of a name.
  [[nodiscard]] bool is_escape_string() const noexcept {
    return at_ > 0 && (script_[at_ - 1] == 'E' || script_[at_ - 1] == 'e') && (at_ == 1 || !is_word(script_[at_ - 2]));
  }

  void finish() {
    if (has_text_) statements_.emplace_back(script_.substr(start_, at_ - start_));
    if (at_ < script_.size()) ++at_;
    start_ = at_;
    has_text_ = false;
    words_.clear();
    parentheses_ = 0;
    blocks_ = 0;
  }

  // Behind the next `end`, or to the end of the script.
  void skip_to(std::string_view end) {
    const std::size_t found = script_.find(end, at_);
    at_ = found == script_.npos ? script_.size() : found + end.size();
  }

  // They nest.
  void skip_block_comment() {
    int depth = 0;
    while (at_ < script_.size()) {
      const std::string_view rest = script_.substr(at_);
      if (rest.starts_with("/*"))
        ++depth, at_ += 2;
      else if (rest.starts_with("*/"))
        --depth, at_ += 2;
      else
        ++at_;
      if (depth == 0) return;
    }
  }

  void skip_quoted(char quote, bool backslashes) {
    has_text_ = true;
    for (++at_; at_ < script_.size(); ++at_) {
      if (backslashes && script_[at_] == '\\')
        ++at_;
      else if (script_[at_] == quote) {
        ++at_;  // a doubled quote opens again at once
        return;
      }
    }
  }

  // $tag$ ... $tag$; a lone $ (of $1) is a character like any other.
  void skip_dollar_quoted() {
    std::size_t end = at_ + 1;
    while (end < script_.size() && is_word(script_[end])) ++end;
    const bool is_tag =
        end < script_.size() && script_[end] == '$' && std::isdigit(static_cast<unsigned char>(script_[at_ + 1])) == 0;
    if (!is_tag) return take();
    has_text_ = true;
    const std::string_view tag = script_.substr(at_, end + 1 - at_);
    at_ = end + 1;
    skip_to(tag);
  }

  std::string_view script_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  bool has_text_ = false;
  int parentheses_ = 0;
  int blocks_ = 0;                  // BEGIN and CASE without their END
  std::vector<std::string> words_;  // the first ones of the statement
  std::vector<std::string> statements_;
};

}  // namespace

std::vector<std::string> split_statements(std::string_view script) { return Splitter{script}.run(); }

}  // namespace pgscribe::detail
