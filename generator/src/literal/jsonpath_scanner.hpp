#pragma once

#include <string>
#include <string_view>

#include "literal/literal_types.hpp"
#include "literal/messages.hpp"

// The tokens of a jsonpath.

namespace pgscribe::literal {

enum class PathToken {
  end,
  string,
  integer,
  numeric,
  variable,
  identifier,
  keyword,
  and_,
  or_,
  not_,
  any,
  less,
  less_equal,
  equal,
  not_equal,
  greater_equal,
  greater,
  character
};

/// jsonpath_scan.l: the tokens of a jsonpath, one at a time. After an error there are no more.
class PathScanner {
 public:
  /// Since PostgreSQL 16 numbers are as in SQL, with 0x, 0o, 0b and underscores.
  PathScanner(std::string_view text, int server_version) : text_(text), has_new_numbers_(server_version >= 16) {}

  /// False after an error.
  bool next();
  [[nodiscard]] PathToken token() const { return token_; }
  [[nodiscard]] char character() const { return character_; }
  [[nodiscard]] const std::string& value() const { return value_; }
  [[nodiscard]] std::string_view keyword() const { return keyword_; }
  bool fail_here(std::string_view message);
  bool fail(LiteralError error) {
    if (!error_) error_ = std::move(error);
    return false;
  }
  [[nodiscard]] LiteralResult& error() { return error_; }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }
  [[nodiscard]] bool at_end() const { return position_ >= text_.size(); }
  bool fail_at_end(std::string_view message) { return fail(msg::JsonpathFaultAtEnd(message)); }
  bool skip_blanks();
  bool take(PathToken token, std::size_t length) {
    token_ = token;
    character_ = peek();
    position_ += length;
    return true;
  }
  bool scan_operator();
  bool scan_number();
  [[nodiscard]] int base_at() const;
  bool scan_quoted(PathToken token);
  bool scan_escape();
  bool scan_word();

  std::string_view text_;
  bool has_new_numbers_;
  std::size_t position_ = 0;
  std::size_t start_ = 0;
  PathToken token_ = PathToken::end;
  char character_ = '\0';
  std::string value_;
  std::string_view keyword_;
  LiteralResult error_;
};

}  // namespace pgscribe::literal
