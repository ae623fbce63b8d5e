#include "codecs/json_text.hpp"

#include <cstdint>

#include "pgscribe/error.hpp"
#include "types/hex.hpp"

namespace pgscribe::detail {

namespace {

constexpr std::string_view kSpace = " \t\n\r";

[[noreturn]] void malformed() { throw ConversionError("cannot read a value of type json: the text is not JSON"); }

void append_utf8(std::string& out, std::uint32_t code_point) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

// The four digits behind `\u`, which is at `at`; moves behind them.
std::uint32_t take_unit(std::string_view text, std::size_t& at) {
  if (text.size() < at + 6) malformed();
  std::uint32_t unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0) malformed();
    unit = unit * 16 + static_cast<std::uint32_t>(digit);
  }
  at += 6;
  return unit;
}

bool is_high_surrogate(std::uint32_t unit) noexcept { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(std::uint32_t unit) noexcept { return unit >= 0xDC00 && unit < 0xE000; }

// `\uD83D\uDE00` is one character.
void append_escaped_unit(std::string_view text, std::size_t& at, std::string& out) {
  std::uint32_t unit = take_unit(text, at);
  if (is_high_surrogate(unit)) {
    if (text.substr(at, 2) != "\\u") malformed();
    const std::uint32_t low = take_unit(text, at);
    if (!is_low_surrogate(low)) malformed();
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  } else if (is_low_surrogate(unit)) {
    malformed();
  }
  append_utf8(out, unit);
}

char unescaped(char escape) {
  switch (escape) {
    case '"':
    case '\\':
    case '/': return escape;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: malformed();
  }
}

}  // namespace

JsonKind json_kind(std::string_view value) noexcept {
  switch (value.empty() ? '\0' : value.front()) {
    case 'n': return JsonKind::null;
    case 't':
    case 'f': return JsonKind::boolean;
    case '"': return JsonKind::string;
    case '[': return JsonKind::array;
    case '{': return JsonKind::object;
    default: return JsonKind::number;
  }
}

std::string_view trim_json(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

void unescape_json(std::string_view quoted, std::string& out) {
  if (quoted.size() < 2 || quoted.back() != '"') malformed();
  const std::string_view text = quoted.substr(1, quoted.size() - 2);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t escape = text.find('\\', at);
    out += text.substr(at, escape - at);
    if (escape == text.npos) return;
    if (escape + 1 == text.size()) malformed();
    at = escape;
    if (text[escape + 1] == 'u') {
      append_escaped_unit(text, at, out);
    } else {
      out += unescaped(text[escape + 1]);
      at += 2;
    }
  }
}

JsonItems::JsonItems(std::string_view text) : text_(text), is_object_(json_kind(text) == JsonKind::object) {
  if (text.size() < 2 || text.back() != (is_object_ ? '}' : ']') || (!is_object_ && text.front() != '[')) malformed();
}

bool JsonItems::next() {
  skip_space();
  if (at_ + 1 == text_.size()) return false;
  if (!is_first_) {
    if (peek() != ',') malformed();
    ++at_;
    skip_space();
  }
  is_first_ = false;
  if (is_object_) {
    key_ = take_string();
    skip_space();
    if (peek() != ':') malformed();
    ++at_;
    skip_space();
  }
  value_ = take_value();
  return true;
}

void JsonItems::skip_space() noexcept {
  while (at_ < text_.size() && kSpace.find(text_[at_]) != kSpace.npos) ++at_;
}

std::string_view JsonItems::take_string() {
  const std::size_t begin = at_;
  if (peek() != '"') malformed();
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == '\\') {
      ++at_;
    } else if (text_[at_] == '"') {
      ++at_;
      return text_.substr(begin, at_ - begin);
    }
  }
  malformed();
}

std::string_view JsonItems::take_value() {
  const std::size_t begin = at_;
  int depth = 0;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '"') {
      (void)take_string();
    } else if (c == '{' || c == '[') {
      ++depth;
      ++at_;
    } else if (depth > 0) {
      if (c == '}' || c == ']') --depth;
      ++at_;
    } else {
      while (at_ + 1 < text_.size() && text_[at_] != ',' && kSpace.find(text_[at_]) == kSpace.npos) ++at_;
    }
    if (depth == 0) break;
  }
  if (depth != 0 || at_ == begin || at_ >= text_.size()) malformed();
  return text_.substr(begin, at_ - begin);
}

}  // namespace pgscribe::detail
