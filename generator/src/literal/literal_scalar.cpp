#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstdlib>
#include <limits>

#include "literal/literal_types.hpp"
#include "literal/messages.hpp"

// Input of booleans, uuid, bit strings, bytea and the small system types.

namespace pgscribe::literal {

namespace {}  // namespace

// parse_bool_with_len: prefixes of the words, "o" alone being ambiguous.
LiteralResult check_boolean(std::string_view text) {
  const std::string word = to_lower(trim_spaces(text));
  if (word == "1" || word == "0" || word == "on" || word == "of" || word == "off") return std::nullopt;
  for (const std::string_view full : {"true", "false", "yes", "no"}) {
    if (!word.empty() && full.substr(0, word.size()) == word) return std::nullopt;
  }
  return invalid_syntax("boolean", text);
}

// string_to_uuid: a hyphen may follow any group of four digits.
LiteralResult check_uuid(std::string_view text) {
  constexpr std::size_t kBytes = 16;
  std::string_view rest = text;
  const bool braces = !rest.empty() && rest[0] == '{';
  if (braces) rest.remove_prefix(1);
  for (std::size_t i = 0; i < kBytes; ++i) {
    if (rest.size() < 2 || hex_value(rest[0]) < 0 || hex_value(rest[1]) < 0) return invalid_syntax("uuid", text);
    rest.remove_prefix(2);
    if (i % 2 == 1 && i + 1 < kBytes && !rest.empty() && rest[0] == '-') rest.remove_prefix(1);
  }
  if (rest != (braces ? "}" : "")) return invalid_syntax("uuid", text);
  return std::nullopt;
}

namespace {

// getid of acl.c: a name, perhaps in double quotes, and the spaces around it.
std::string read_acl_name(std::string_view& rest) {
  std::string name;
  bool in_quotes = false;
  rest = skip_spaces(rest);
  while (!rest.empty() && (is_alpha(rest[0]) || is_digit(rest[0]) || rest[0] == '_' || rest[0] == '"' || in_quotes)) {
    if (rest[0] != '"') {
      name += rest[0];
    } else if (rest.size() > 1 && rest[1] == '"') {
      name += '"';
      rest.remove_prefix(1);
    } else {
      in_quotes = !in_quotes;
    }
    rest.remove_prefix(1);
  }
  rest = skip_spaces(rest);
  return name;
}

}  // namespace

// aclparse. With a role in it the answer depends on the server: accepted from there on.
LiteralResult check_acl_item(std::string_view text) {
  constexpr std::string_view kPrivileges = "arwdDxtXUCTcsA";
  std::string name = read_acl_name(text);
  if (text.empty() || text[0] != '=') {
    if (name != "group" && name != "user") {
      return msg::UnrecognizedAclKeyWord(name);
    }
    name = read_acl_name(text);
    if (name.empty()) return msg::AclNameMissing();
  }
  if (text.empty() || text[0] != '=') return msg::AclEqualsMissing();
  for (text.remove_prefix(1); !text.empty() && (is_alpha(text[0]) || text[0] == '*'); text.remove_prefix(1)) {
    if (text[0] == '*' || kPrivileges.find(text[0]) != std::string_view::npos) continue;
    return msg::InvalidAclModeCharacter(kPrivileges);
  }
  if (!name.empty()) return std::nullopt;
  if (!text.empty() && text[0] == '/') {
    text.remove_prefix(1);
    if (!read_acl_name(text).empty()) return std::nullopt;
    return msg::AclGrantorMissing();
  }
  if (skip_spaces(text).empty()) return std::nullopt;
  return msg::GarbageAfterAcl();
}

// bit_in and varbit_in: without a prefix the digits are binary.
LiteralResult check_bit(std::string_view text) {
  const bool hexadecimal = !text.empty() && (text[0] == 'x' || text[0] == 'X');
  if (hexadecimal || (!text.empty() && (text[0] == 'b' || text[0] == 'B'))) text.remove_prefix(1);
  for (const char c : text) {
    const bool good = hexadecimal ? hex_value(c) >= 0 : c == '0' || c == '1';
    if (!good) {
      return (hexadecimal ? msg::NotAHexadecimalDigit(c) : msg::NotABinaryDigit(c));
    }
  }
  return std::nullopt;
}

namespace {

// hex_decode: white space may stand between digit pairs.
LiteralResult check_hex_bytea(std::string_view digits) {
  while (!digits.empty()) {
    if (digits[0] == ' ' || digits[0] == '\n' || digits[0] == '\t' || digits[0] == '\r') {
      digits.remove_prefix(1);
      continue;
    }
    for (std::size_t i = 0; i < 2; ++i) {
      if (i == digits.size()) return msg::OddNumberOfHexadecimalDigits();
      if (hex_value(digits[i]) < 0) {
        return msg::InvalidHexadecimalDigit(digits.substr(i, 1));
      }
    }
    digits.remove_prefix(2);
  }
  return std::nullopt;
}

bool is_octal(char c, char highest) { return c >= '0' && c <= highest; }

}  // namespace

LiteralResult check_bytea(std::string_view text) {
  if (text.substr(0, 2) == "\\x") return check_hex_bytea(text.substr(2));
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\') {
      ++i;
    } else if (i + 3 < text.size() && is_octal(text[i + 1], '3') && is_octal(text[i + 2], '7') &&
               is_octal(text[i + 3], '7')) {
      i += 4;
    } else if (i + 1 < text.size() && text[i + 1] == '\\') {
      i += 2;
    } else {
      return msg::InvalidInputSyntaxForTypeBytea();
    }
  }
  return std::nullopt;
}

// pg_lsn_in_internal: two groups of up to eight hexadecimal digits.
LiteralResult check_pg_lsn(std::string_view text) {
  const auto group_length = [](std::string_view group) {
    std::size_t length = 0;
    while (length < group.size() && hex_value(group[length]) >= 0) ++length;
    return length;
  };
  constexpr std::size_t kMaxGroup = 8;
  const std::size_t first = group_length(text);
  if (first == 0 || first > kMaxGroup || first >= text.size() || text[first] != '/')
    return invalid_syntax("pg_lsn", text);
  const std::string_view second = text.substr(first + 1);
  const std::size_t length = group_length(second);
  if (length == 0 || length > kMaxGroup || length != second.size()) return invalid_syntax("pg_lsn", text);
  return std::nullopt;
}

// parse_snapshot: "xmin:xmax:xid,xid" with ascending transaction ids.
LiteralResult check_snapshot(std::string_view text) {
  const LiteralError bad = invalid_syntax("pg_snapshot", text);
  const std::string copy(text);
  char* rest = nullptr;
  const unsigned long long first = std::strtoull(copy.c_str(), &rest, 10);
  if (*rest != ':') return bad;
  const unsigned long long end = std::strtoull(rest + 1, &rest, 10);
  if (*rest != ':' || first == 0 || end == 0 || end < first) return bad;
  ++rest;
  for (unsigned long long last = 0; *rest != '\0';) {
    const char* start = rest;
    const unsigned long long id = std::strtoull(start, &rest, 10);
    if (id < first || id >= end || id < last || (*rest != ',' && *rest != '\0')) return bad;
    last = id;
    if (*rest == ',') ++rest;
  }
  return std::nullopt;
}

// tidin: "(block,offset)"
LiteralResult check_tid(std::string_view text) {
  const std::size_t open = text.find_first_of("(,)");
  if (open == std::string_view::npos || text[open] != '(') return invalid_syntax("tid", text);
  const std::size_t comma = text.find(',', open);
  const std::size_t close = comma == std::string_view::npos ? comma : text.find(')', comma);
  if (close == std::string_view::npos) return invalid_syntax("tid", text);
  const std::string block(text.substr(open + 1, comma - open - 1));
  const std::string offset(text.substr(comma + 1, close - comma - 1));
  char* end = nullptr;
  errno = 0;
  const unsigned long block_number = std::strtoul(block.c_str(), &end, 10);
  const bool narrow = block_number <= std::numeric_limits<std::uint32_t>::max() ||
                      static_cast<long>(block_number) == static_cast<std::int32_t>(block_number);
  if (errno != 0 || *end != '\0' || !narrow) return invalid_syntax("tid", text);
  errno = 0;
  const unsigned long offset_number = std::strtoul(offset.c_str(), &end, 10);
  if (errno != 0 || *end != '\0' || offset_number > USHRT_MAX) return invalid_syntax("tid", text);
  return std::nullopt;
}

}  // namespace pgscribe::literal
