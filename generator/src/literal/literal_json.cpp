#include "literal/literal_types.hpp"
#include "literal/messages.hpp"
#include "support/server_version.hpp"

// json and jsonb text, checked as the server checks it (pg_parse_json).

namespace pgscribe::literal {

namespace {

constexpr int kMaxDepth = 6000;  // far below where PostgreSQL runs out of stack

enum class JsonToken { object_start, object_end, array_start, array_end, comma, colon, string, number, keyword, end };

bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
/// JSON_ALPHANUMERIC_CHAR: a token goes on as long as these follow.
bool is_word_character(char c) {
  return is_alpha(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

class JsonChecker {
 public:
  JsonChecker(std::string_view text, bool is_jsonb) : text_(text), is_jsonb_(is_jsonb) {}

  LiteralResult check() {
    if (next() && parse_value(0) && token_ != JsonToken::end) {
      fail(msg::ExpectedEndOfInputButFound(found()));
    }
    return std::move(error_);
  }

 private:
  bool fail(std::string detail) { return fail_with(msg::InvalidInputSyntaxForTypeJson(std::move(detail))); }
  bool fail_with(LiteralError error) {
    error_ = std::move(error);
    return false;
  }
  [[nodiscard]] std::string found() const {
    return "\"" + std::string(text_.substr(start_, position_ - start_)) + "\"";
  }
  bool fail_expected(std::string_view what) {
    if (token_ == JsonToken::end) return fail(msg::InputStringEndedUnexpectedly());
    return fail(msg::ExpectedButFound(what, found()));
  }

  // --- grammar

  bool parse_value(int depth) {
    switch (token_) {
      case JsonToken::object_start: return parse_object(depth);
      case JsonToken::array_start: return parse_array(depth);
      case JsonToken::number: return parse_number();
      case JsonToken::string:
      case JsonToken::keyword: return next();
      default: return fail_expected("JSON value");
    }
  }

  /// The value is made after a look at the next token.
  bool parse_number() {
    const std::string_view number = text_.substr(start_, position_ - start_);
    if (!next()) return false;
    if (is_jsonb_) error_ = check_numeric(number, support::kOldestServerVersion);
    return !error_.has_value();
  }

  bool parse_object(int depth) {
    if (depth > kMaxDepth) return true;
    if (!next()) return false;
    if (token_ == JsonToken::object_end) return next();
    for (bool first = true;; first = false) {
      if (token_ != JsonToken::string) return fail_expected(first ? "string or \"}\"" : "string");
      if (!next()) return false;
      if (token_ != JsonToken::colon) return fail_expected("\":\"");
      if (!next() || !parse_value(depth + 1)) return false;
      if (token_ == JsonToken::object_end) return next();
      if (token_ != JsonToken::comma) return fail_expected("\",\" or \"}\"");
      if (!next()) return false;
    }
  }

  bool parse_array(int depth) {
    if (depth > kMaxDepth) return true;
    if (!next()) return false;
    if (token_ == JsonToken::array_end) return next();
    while (true) {
      if (!parse_value(depth + 1)) return false;
      if (token_ == JsonToken::array_end) return next();
      if (token_ != JsonToken::comma) return fail_expected("\",\" or \"]\"");
      if (!next()) return false;
    }
  }

  // --- lexer

  bool next() {
    while (position_ < text_.size() && is_json_space(text_[position_])) ++position_;
    start_ = position_;
    if (position_ >= text_.size()) {
      token_ = JsonToken::end;
      return true;
    }
    const char c = text_[position_];
    switch (c) {
      case '{': return take(JsonToken::object_start);
      case '}': return take(JsonToken::object_end);
      case '[': return take(JsonToken::array_start);
      case ']': return take(JsonToken::array_end);
      case ',': return take(JsonToken::comma);
      case ':': return take(JsonToken::colon);
      case '"': return read_string();
      default: break;
    }
    if (c == '-' || is_digit(c)) return read_number();
    return read_keyword();
  }

  bool take(JsonToken token) {
    ++position_;
    token_ = token;
    return true;
  }

  bool fail_token() {
    while (position_ < text_.size() && is_word_character(text_[position_])) ++position_;
    if (position_ == start_) ++position_;
    return fail(msg::TokenIsInvalid(found()));
  }

  bool read_keyword() {
    while (position_ < text_.size() && is_word_character(text_[position_])) ++position_;
    const std::string_view word = text_.substr(start_, position_ - start_);
    if (word != "true" && word != "false" && word != "null") return fail_token();
    token_ = JsonToken::keyword;
    return true;
  }

  bool read_digits() {
    const std::size_t first = position_;
    while (position_ < text_.size() && is_digit(text_[position_])) ++position_;
    return position_ != first;
  }
  [[nodiscard]] bool at(char c) const { return position_ < text_.size() && text_[position_] == c; }

  bool read_number() {
    if (at('-')) ++position_;
    bool good = true;
    if (at('0')) {
      ++position_;
    } else {
      good = read_digits();
    }
    if (at('.')) {
      ++position_;
      good = read_digits() && good;
    }
    if (at('e') || at('E')) {
      ++position_;
      if (at('+') || at('-')) ++position_;
      good = read_digits() && good;
    }
    if (!good || (position_ < text_.size() && is_word_character(text_[position_]))) return fail_token();
    token_ = JsonToken::number;
    return true;
  }

  bool read_string() {
    ++position_;
    pending_surrogate_ = false;
    while (true) {
      if (position_ >= text_.size()) return fail(msg::TokenIsInvalid(found()));
      const char c = text_[position_];
      if (c == '"') break;
      if (static_cast<unsigned char>(c) < 0x20) {
        return fail(msg::CharacterMustBeEscaped(hex_byte(c)));
      }
      if (c != '\\') {
        if (pending_surrogate_) return fail(msg::UnicodeLowSurrogateMustFollowHighSurrogate());
        ++position_;
      } else if (!read_escape()) {
        return false;
      }
    }
    if (pending_surrogate_) return fail(msg::UnicodeLowSurrogateMustFollowHighSurrogate());
    ++position_;
    token_ = JsonToken::string;
    return true;
  }

  static std::string hex_byte(char c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto value = static_cast<unsigned char>(c);
    return {kDigits[value >> 4U], kDigits[value & 15U]};
  }

  bool read_escape() {
    ++position_;
    if (position_ >= text_.size()) return fail(msg::TokenIsInvalid(found()));
    const char c = text_[position_];
    if (c == 'u') return read_unicode();
    if (pending_surrogate_ && is_jsonb_) return fail(msg::UnicodeLowSurrogateMustFollowHighSurrogate());
    if (std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos) {
      ++position_;
      return fail(msg::EscapeSequenceIsInvalid(c));
    }
    ++position_;
    return true;
  }

  bool read_unicode() {
    ++position_;
    unsigned value = 0;
    for (int i = 0; i < 4; ++i) {
      const int digit = position_ < text_.size() ? hex_value(text_[position_]) : -1;
      if (digit < 0) return fail(msg::EscapeNeedsFourHexadecimalDigits());
      value = value * 16 + static_cast<unsigned>(digit);
      ++position_;
    }
    // json keeps the escapes as they are; jsonb makes characters of them.
    return !is_jsonb_ || accept_code_unit(value);
  }

  bool accept_code_unit(unsigned value) {
    const bool high = value >= 0xD800 && value <= 0xDBFF;
    const bool low = value >= 0xDC00 && value <= 0xDFFF;
    if (high && pending_surrogate_) return fail(msg::UnicodeHighSurrogateMustNotFollowHighSurrogate());
    if (low != pending_surrogate_) return fail(msg::UnicodeLowSurrogateMustFollowHighSurrogate());
    pending_surrogate_ = high;
    if (value == 0) return fail_with(msg::UnsupportedUnicodeEscapeSequence());
    return true;
  }

  std::string_view text_;
  bool is_jsonb_;
  std::size_t position_ = 0;
  std::size_t start_ = 0;
  JsonToken token_ = JsonToken::end;
  bool pending_surrogate_ = false;
  LiteralResult error_;
};

}  // namespace

LiteralResult check_json(std::string_view text, bool is_jsonb) { return JsonChecker(text, is_jsonb).check(); }

}  // namespace pgscribe::literal
