#include "codegen/identifier.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace pgscribe::codegen {

namespace {

/// Sorted, for binary search.
constexpr std::string_view kReservedWords[] = {
    "BUFSIZ",
    "DOMAIN",
    "EDOM",
    "EOF",
    "ERANGE",
    "FALSE",
    "HUGE_VAL",
    "INFINITY",
    "INT_MAX",
    "INT_MIN",
    "NAN",
    "NDEBUG",
    "NULL",
    "OVERFLOW",
    "RAND_MAX",
    "SIGINT",
    "TRUE",
    "UNDERFLOW",
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "assert",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "emit",
    "enum",
    "environ",
    "errno",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "foreach",
    "forever",
    "friend",
    "goto",
    "if",
    "inline",
    "int",
    "interface",
    "linux",
    "long",
    "major",
    "makedev",
    "math_errhandling",
    "minor",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "offsetof",
    "operator",
    "or",
    "or_eq",
    "pgscribe",
    "private",
    "protected",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "return",
    "setjmp",
    "short",
    "signals",
    "signed",
    "sizeof",
    "slots",
    "static",
    "static_assert",
    "static_cast",
    "std",
    "stderr",
    "stdin",
    "stdout",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "union",
    "unix",
    "unsigned",
    "using",
    "va_arg",
    "va_copy",
    "va_end",
    "va_start",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
};

constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char to_upper(char c) { return is_ascii_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr char to_lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

struct CodePointRange {
  std::uint32_t first;
  std::uint32_t last;
};

/// Letters of living scripts whose characters are in XID_Start and are their own NFC form, so that both compilers take
/// them silently.
constexpr CodePointRange kLetters[] = {
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2AF},    {0x388, 0x38A},   {0x38C, 0x38C},
    {0x38E, 0x3A1},   {0x3A3, 0x3CE},   {0x400, 0x481},   {0x48A, 0x52F},   {0x531, 0x556},
    {0x561, 0x587},   {0x5D0, 0x5EA},   {0x620, 0x64A},   {0x904, 0x939},   {0xE01, 0xE30},
    {0x10D0, 0x10FA}, {0x3041, 0x3096}, {0x30A1, 0x30FA}, {0x4E00, 0x9FA5}, {0xAC00, 0xD7A3},
};
/// Spaces, punctuation and symbols that only separate.
constexpr CodePointRange kSeparators[] = {{0x80, 0xBF}, {0xD7, 0xD7}, {0xF7, 0xF7}, {0x2000, 0x206F}, {0x3000, 0x303F}};

template <std::size_t N>
bool contains(const CodePointRange (&ranges)[N], std::uint32_t code_point) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const CodePointRange& range) {
    return code_point >= range.first && code_point <= range.last;
  });
}

/// The code point at `i`, which moves behind it; an invalid byte counts as U+FFFD.
std::uint32_t next_code_point(std::string_view text, std::size_t& i) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at])); };
  const std::uint32_t first = byte(i++);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : -1;
  if (more < 0 || i + static_cast<std::size_t>(more) > text.size()) return 0xFFFD;
  std::uint32_t value = first & (0x3FU >> more);
  for (int k = 0; k < more; ++k) value = (value << 6U) | (byte(i++) & 0x3FU);
  return value;
}

std::string hexadecimal(std::uint32_t value) {
  std::string digits;
  for (; value != 0; value >>= 4U) digits.insert(digits.begin(), "0123456789abcdef"[value & 0xFU]);
  return digits;
}

/// `name` with every character that an identifier cannot have as `_` (or spelled out).
std::string identifier_characters(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t start = i;
    const std::uint32_t code_point = next_code_point(name, i);
    const char c = name[start];
    if (code_point < 0x80) {
      result += is_ascii_upper(c) || is_ascii_lower(c) || is_ascii_digit(c) ? c : '_';
    } else if (contains(kLetters, code_point)) {
      result += name.substr(start, i - start);
    } else if (contains(kSeparators, code_point)) {
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

bool is_reserved_word(std::string_view name) {
  return std::binary_search(std::begin(kReservedWords), std::end(kReservedWords), name);
}

std::string legal_identifier(std::string name) {
  if (name.empty()) return name;
  if (is_ascii_digit(name.front())) name.insert(name.begin(), '_');
  if (is_reserved_word(name)) name += '_';
  return name;
}

bool is_legal_identifier(std::string_view name) {
  return !name.empty() && !is_ascii_digit(name.front()) && !is_reserved_word(name) &&
         identifier_characters(name) == name;
}

}  // namespace pgscribe::codegen
