#include "codegen/identifier.hpp"

#include <cstdint>
#include <utility>
#include <vector>

#include "codegen/reserved_names.hpp"
#include "support/code_point.hpp"

namespace pgscribe::codegen {

namespace {

constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char to_upper(char c) { return is_ascii_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr char to_lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// Letters of living scripts whose characters are in XID_Start and are their own NFC form, so that both compilers take
/// them silently.
constexpr support::CodePointRange kLetters[] = {
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2AF},    {0x388, 0x38A},   {0x38C, 0x38C},
    {0x38E, 0x3A1},   {0x3A3, 0x3CE},   {0x400, 0x481},   {0x48A, 0x52F},   {0x531, 0x556},
    {0x561, 0x587},   {0x5D0, 0x5EA},   {0x620, 0x64A},   {0x904, 0x939},   {0xE01, 0xE30},
    {0x10D0, 0x10FA}, {0x3041, 0x3096}, {0x30A1, 0x30FA}, {0x4E00, 0x9FA5}, {0xAC00, 0xD7A3},
};
/// Spaces, punctuation and symbols that only separate.
constexpr support::CodePointRange kSeparators[] = {
    {0x80, 0xBF}, {0xD7, 0xD7}, {0xF7, 0xF7}, {0x2000, 0x206F}, {0x3000, 0x303F}};

std::string hexadecimal(std::uint32_t value) {
  std::string digits;
  for (; value != 0; value >>= 4U) digits.insert(digits.begin(), "0123456789abcdef"[value & 0xFU]);
  return digits;
}

/// `name` with every character that an identifier cannot have, and that is not in `kept`, as `_` (or spelled out).
std::string identifier_characters(std::string_view name, std::string_view kept = {}) {
  std::string result;
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t start = i;
    const std::uint32_t code_point = support::next_code_point(name, i);
    const char c = name[start];
    if (code_point < 0x80) {
      const bool stays = is_ascii_upper(c) || is_ascii_lower(c) || is_ascii_digit(c) || kept.find(c) != kept.npos;
      result += stays ? c : '_';
    } else if (support::contains(kLetters, code_point)) {
      result += name.substr(start, i - start);
    } else if (support::contains(kSeparators, code_point)) {
      result += '_';
    } else {
      result += "u" + hexadecimal(code_point);
    }
  }
  return result;
}

/// Words between underscores.
std::vector<std::string> split_at_underscores(std::string_view name) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : identifier_characters(name)) {
    if (c != '_') {
      part += c;
    } else if (!part.empty()) {
      parts.push_back(std::move(part));
      part.clear();
    }
  }
  if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

/// Whether a new word starts at the capital `part[i]`: behind a small letter or digit, or as the last capital of
/// several ("HTTPServer").
bool starts_word(const std::string& part, std::size_t i) {
  if (i == 0 || !is_ascii_upper(part[i])) return false;
  if (!is_ascii_upper(part[i - 1])) return true;
  return i + 1 < part.size() && is_ascii_lower(part[i + 1]);
}

/// All words, in lower case.
std::vector<std::string> words(std::string_view name) {
  std::vector<std::string> result;
  for (const std::string& part : split_at_underscores(name)) {
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (i == 0 || starts_word(part, i)) result.emplace_back();
      result.back() += to_lower(part[i]);
    }
  }
  return result;
}

/// Not to be declared by anybody.
bool is_reserved(std::string_view name) { return is_keyword(name) || is_macro(name) || is_used_namespace(name); }

}  // namespace

std::string snake_case(std::string_view name) {
  std::string result;
  for (const std::string& word : words(name)) result += (result.empty() ? "" : "_") + word;
  return result;
}

std::string camel_case(std::string_view name) {
  std::string result;
  for (std::string& word : words(name)) {
    if (!result.empty()) word.front() = to_upper(word.front());
    result += word;
  }
  return result;
}

std::string pascal_case(std::string_view name) {
  std::string result;
  for (std::string& part : split_at_underscores(name)) {
    part.front() = to_upper(part.front());
    // Without its underscore a digit must not join the digits before it: v1_2 and v12 differ.
    if (!result.empty() && is_ascii_digit(part.front()) && is_ascii_digit(result.back())) result += '_';
    result += part;
  }
  return result;
}

std::string as_written(std::string_view name) {
  std::string result;
  for (const char c : identifier_characters(name)) {
    // Identifiers with __, or with _ and a capital in front, belong to the implementation.
    if (c == '_' && !result.empty() && result.back() == '_') continue;
    if (result == "_" && is_ascii_upper(c)) result.clear();
    result += c;
  }
  return result == "_" ? std::string() : result;
}

std::string file_characters(std::string_view name) { return identifier_characters(name, "-."); }

std::string legal_identifier(std::string name) {
  if (name.empty()) return name;
  if (is_ascii_digit(name.front())) name.insert(name.begin(), '_');
  if (is_reserved(name)) name += '_';
  return name;
}

std::string legal_type_name(std::string name) {
  name = legal_identifier(std::move(name));
  if (is_own_name(name)) name += '_';
  return name;
}

std::string with_suffix(std::string name, std::string_view suffix) {
  if (!name.empty() && name.back() == '_' && suffix.substr(0, 1) == "_") suffix.remove_prefix(1);
  return name += suffix;
}

bool is_legal_identifier(std::string_view name) {
  return !name.empty() && !is_ascii_digit(name.front()) && !is_reserved(name) && !is_implementation_name(name) &&
         identifier_characters(name) == name;
}

bool is_legal_type_name(std::string_view name) { return is_legal_identifier(name) && !is_own_name(name); }

}  // namespace pgscribe::codegen
