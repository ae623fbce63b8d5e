#include "literal/jsonpath_scanner.hpp"

#include <algorithm>
#include <array>

#include "literal/messages.hpp"

namespace pgscribe::literal {

namespace {

constexpr std::string_view kSpecial = "?%$.[]{}()|&!=<>@#,*:-+/";

bool is_path_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
/// What identifiers and junk after numbers are made of.
bool is_other(char c) {
  return kSpecial.find(c) == std::string_view::npos && c != '\\' && c != '"' && c != '\'' && !is_path_space(c);
}

constexpr auto kKeywords = std::to_array<std::string_view>(
    {"is",     "to",      "abs",      "lax",      "flag",    "last",      "null",   "size",
     "true",   "type",    "with",     "false",    "floor",   "double",    "exists", "starts",
     "strict", "ceiling", "keyvalue", "datetime", "unknown", "like_regex"});

/// Keywords come in any case, but for the JSON literals.
std::string_view find_keyword(const std::string& word) {
  const std::string lower = to_lower(word);
  const auto found = std::find(kKeywords.begin(), kKeywords.end(), lower);
  if (found == kKeywords.end()) return {};
  const bool lower_only = *found == "null" || *found == "true" || *found == "false";
  return lower_only && word != lower ? std::string_view{} : *found;
}

}  // namespace

bool PathScanner::fail_here(std::string_view message) {
  if (token_ == PathToken::end) return fail_at_end(message);
  std::string near(text_.substr(start_, position_ - start_));
  // The server's scanner has gone past a word when it knows the word's end, and shows what it has read last.
  if (token_ == PathToken::identifier || token_ == PathToken::keyword) {
    std::size_t blanks = position_;
    while (blanks < text_.size() && is_path_space(text_[blanks])) ++blanks;
    if (blanks == position_) return fail_at_end(message);
    near = text_.substr(position_, blanks - position_);
  } else if (token_ == PathToken::string && near.back() == '"') {
    near = "\"";
  }
  return fail(msg::JsonpathFaultNear(message, near));
}

bool PathScanner::skip_blanks() {
  while (true) {
    while (!at_end() && is_path_space(peek())) ++position_;
    if (peek() != '/' || peek(1) != '*') return true;
    const std::size_t close = text_.find("*/", position_ + 2);
    if (close == std::string_view::npos) return fail_at_end(msg::UnexpectedEndOfComment());
    position_ = close + 2;
  }
}

bool PathScanner::next() {
  if (!skip_blanks()) return false;
  start_ = position_;
  value_.clear();
  keyword_ = {};
  if (at_end()) {
    token_ = PathToken::end;
    return true;
  }
  const char c = peek();
  if (c == '"') {
    ++position_;
    return scan_quoted(PathToken::string);
  }
  if (c == '$' && peek(1) == '"') {
    position_ += 2;
    return scan_quoted(PathToken::variable);
  }
  if (c == '$' && position_ + 1 < text_.size() && is_other(peek(1))) {
    ++position_;
    while (!at_end() && is_other(peek())) ++position_;
    token_ = PathToken::variable;
    return true;
  }
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return scan_number();
  if (kSpecial.find(c) != std::string_view::npos) return scan_operator();
  if (c == '\'') {
    token_ = PathToken::character;
    ++position_;
    return fail_here(msg::JsonpathSyntaxError());
  }
  return scan_word();
}

bool PathScanner::scan_operator() {
  struct Operator {
    std::string_view text;
    PathToken token;
  };
  // Longest first.
  constexpr auto kOperators = std::to_array<Operator>({{"&&", PathToken::and_},
                                                       {"||", PathToken::or_},
                                                       {"**", PathToken::any},
                                                       {"<=", PathToken::less_equal},
                                                       {"==", PathToken::equal},
                                                       {"<>", PathToken::not_equal},
                                                       {"!=", PathToken::not_equal},
                                                       {">=", PathToken::greater_equal},
                                                       {"!", PathToken::not_},
                                                       {"<", PathToken::less},
                                                       {">", PathToken::greater}});
  for (const Operator& op : kOperators) {
    if (text_.substr(position_, op.text.size()) == op.text) return take(op.token, op.text.size());
  }
  return take(PathToken::character, 1);
}

/// 16, 8 or 2 where 0x, 0o or 0b begins with a digit behind it; else 10.
int PathScanner::base_at() const {
  if (peek() != '0') return 10;
  const char letter = peek(1);
  const int base = letter == 'x' || letter == 'X'   ? 16
                   : letter == 'o' || letter == 'O' ? 8
                   : letter == 'b' || letter == 'B' ? 2
                                                    : 10;
  const int value = hex_value(peek(2));
  return value >= 0 && value < base ? base : 10;
}

bool PathScanner::scan_number() {
  const auto digits = [this] {
    while (is_digit(peek()) || (has_new_numbers_ && peek() == '_' && is_digit(peek(1)))) ++position_;
  };
  token_ = PathToken::integer;
  if (const int base = has_new_numbers_ ? base_at() : 10; base != 10) {
    position_ += 2;
    const auto is_digit_here = [&](char c) { return hex_value(c) >= 0 && hex_value(c) < base; };
    while (is_digit_here(peek()) || (peek() == '_' && is_digit_here(peek(1)))) ++position_;
    if (at_end() || !is_other(peek())) return true;
  } else if (peek() == '0') {
    ++position_;  // a zero stands alone
  } else {
    digits();
  }
  if (peek() == '.') {
    token_ = PathToken::numeric;
    ++position_;
    digits();
  }
  if (peek() == 'e' || peek() == 'E') {
    const bool is_signed = peek(1) == '+' || peek(1) == '-';
    if (is_digit(peek(is_signed ? 2 : 1))) {
      token_ = PathToken::numeric;
      position_ += is_signed ? 2 : 1;
      digits();
    } else if (is_signed) {
      position_ += 2;
      return fail_here(msg::InvalidNumericLiteral());
    }
  }
  if (!at_end() && is_other(peek())) {
    ++position_;
    while ((static_cast<unsigned char>(peek()) & 0xC0U) == 0x80U) ++position_;
    return fail_here(msg::TrailingJunkAfterNumericLiteral());
  }
  return true;
}

/// After a backslash.
bool PathScanner::scan_escape() {
  const std::size_t begin = position_;
  ++position_;
  const auto hex_digits = [this](std::size_t most) {
    std::size_t count = 0;
    while (count < most && hex_value(peek()) >= 0) {
      ++position_;
      ++count;
    }
    return count;
  };
  const char c = peek();
  if (at_end()) return fail_at_end(msg::UnexpectedEndAfterBackslash());
  ++position_;
  bool good = true;
  std::string message = msg::InvalidHexCharacterSequence();
  if (c == 'x') {
    good = hex_digits(2) == 2;
  } else if (c == 'u') {
    message = msg::InvalidUnicodeSequence();
    if (peek() == '{') {
      ++position_;
      good = hex_digits(6) > 0 && peek() == '}';
      if (good) ++position_;
    } else {
      good = hex_digits(4) == 4;
    }
  }
  value_ += c;
  if (good) return true;
  start_ = begin;
  token_ = PathToken::string;
  return fail_here(message);
}

bool PathScanner::scan_quoted(PathToken token) {
  while (!at_end() && peek() != '"') {
    if (peek() == '\\') {
      if (!scan_escape()) return false;
    } else {
      value_ += peek();
      ++position_;
    }
  }
  if (at_end()) return fail_at_end(msg::UnexpectedEndOfQuotedString());
  ++position_;
  token_ = token;
  return true;
}

bool PathScanner::scan_word() {
  bool escaped = false;
  while (!at_end() && (is_other(peek()) || peek() == '\\')) {
    if (peek() == '\\') {
      escaped = true;
      if (!scan_escape()) return false;
    } else {
      value_ += peek();
      ++position_;
    }
  }
  keyword_ = escaped ? std::string_view{} : find_keyword(value_);
  token_ = keyword_.empty() ? PathToken::identifier : PathToken::keyword;
  return true;
}

}  // namespace pgscribe::literal
