#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>

#include "analyze/literal_types.hpp"

// Input of numbers, booleans, uuid, bit strings, bytea and the small system types.

namespace pgscribe::analyze {

namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

LiteralError out_of_range(std::string_view type, std::string_view text) {
  return {"22003", "value " + quoted(text) + " is out of range for type " + std::string(type), {}, {}};
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && to_lower(text.substr(0, word.size())) == word;
}

bool only_spaces(std::string_view text) { return trim_spaces(text).empty(); }

std::string_view skip_spaces(std::string_view text) {
  while (!text.empty() && is_space(text[0])) text.remove_prefix(1);
  return text;
}

}  // namespace

std::string_view trim_spaces(std::string_view text) {
  text = skip_spaces(text);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

LiteralError invalid_syntax(std::string_view type, std::string_view text) {
  return {"22P02", "invalid input syntax for type " + std::string(type) + ": " + quoted(text), {}, {}};
}

// pg_strtoint16, pg_strtoint32, pg_strtoint64
LiteralResult check_integer(std::string_view text, int bytes) {
  const std::string_view type = bytes == 2 ? "smallint" : bytes == 4 ? "integer" : "bigint";
  std::string_view rest = skip_spaces(text);
  const bool negative = !rest.empty() && rest[0] == '-';
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) rest.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits])) ++digits;
  if (digits == 0) return invalid_syntax(type, text);

  std::uint64_t value = 0;
  const auto parsed = std::from_chars(rest.data(), rest.data() + digits, value);
  const std::uint64_t limit = (std::uint64_t{1} << (bytes * 8 - 1)) - (negative ? 0 : 1);
  if (parsed.ec != std::errc{} || value > limit) return out_of_range(type, text);
  if (!only_spaces(rest.substr(digits))) return invalid_syntax(type, text);
  return std::nullopt;
}

namespace {

// oidin_subr: strtoul, so a sign is fine, and negative values stand for the oid of the same 32 bits. `rest`: what follows; null: only
// white space may.
LiteralResult read_oid(std::string_view text, std::string_view* rest) {
  const std::string copy(text);
  char* end = nullptr;
  errno = 0;
  const unsigned long value = std::strtoul(copy.c_str(), &end, 10);
  if (end == copy.c_str()) return invalid_syntax("oid", text);
  if (errno == ERANGE) return out_of_range("oid", text);
  if (rest != nullptr) {
    *rest = text.substr(static_cast<std::size_t>(end - copy.c_str()));
  } else if (!only_spaces(end)) {
    return invalid_syntax("oid", text);
  }
  const auto narrowed = static_cast<std::uint32_t>(value);
  const auto sign_extended = static_cast<unsigned long>(static_cast<long>(static_cast<std::int32_t>(narrowed)));
  if (value != narrowed && value != sign_extended) return out_of_range("oid", text);
  return std::nullopt;
}

constexpr int kMaxVectorLength = 100;  // FUNC_MAX_ARGS

}  // namespace

LiteralResult check_oid(std::string_view text) { return read_oid(text, nullptr); }

LiteralResult check_oidvector(std::string_view text) {
  for (int count = 0; count < kMaxVectorLength; ++count) {
    text = skip_spaces(text);
    if (text.empty()) return std::nullopt;
    std::string_view rest;
    if (auto error = read_oid(text, &rest)) return error;
    text = rest;
  }
  if (only_spaces(text)) return std::nullopt;
  return LiteralError{"22023", "oidvector has too many elements", {}, {}};
}

LiteralResult check_int2vector(std::string_view text) {
  for (int count = 0; count < kMaxVectorLength; ++count) {
    text = skip_spaces(text);
    if (text.empty()) return std::nullopt;
    const std::string copy(text);
    char* end = nullptr;
    errno = 0;
    const long value = std::strtol(copy.c_str(), &end, 10);
    if (end == copy.c_str()) return invalid_syntax("smallint", text);
    if (errno == ERANGE || value < SHRT_MIN || value > SHRT_MAX) return out_of_range("smallint", text);
    if (*end != '\0' && *end != ' ') return invalid_syntax("smallint", text);
    text = text.substr(static_cast<std::size_t>(end - copy.c_str()));
  }
  if (only_spaces(text)) return std::nullopt;
  return LiteralError{"22023", "int2vector has too many elements", {}, {}};
}

// float8in_internal and float4in: strtod decides, with its hexadecimal numbers and "nan(...)".
LiteralResult check_float(std::string_view text, bool is_double) {
  const std::string_view type = is_double ? "double precision" : "real";
  const std::string number(skip_spaces(text));
  if (number.empty()) return invalid_syntax(type, text);
  char* end = nullptr;
  errno = 0;
  double value = 0;
  bool infinite = false;
  if (is_double) {
    value = std::strtod(number.c_str(), &end);
    infinite = std::isinf(value);
  } else {
    const float single = std::strtof(number.c_str(), &end);
    value = static_cast<double>(single);
    infinite = std::isinf(single);
  }
  if (end == number.c_str()) return invalid_syntax(type, text);
  if (errno == ERANGE && (value == 0 || infinite)) {
    const std::string bad = number.substr(0, static_cast<std::size_t>(end - number.c_str()));
    return LiteralError{"22003", quoted(bad) + " is out of range for type " + std::string(type), {}, {}};
  }
  if (!only_spaces(end)) return invalid_syntax(type, text);
  return std::nullopt;
}

namespace {

constexpr int kDigitsPerGroup = 4;     // DEC_DIGITS
constexpr int kMaxScale = 0x3FFF;      // NUMERIC_DSCALE_MAX
constexpr long kMaxExponent = INT_MAX / 2;

/// The parts of a decimal number; `end` stops before what does not belong to it.
struct Decimal {
  std::string_view whole;
  std::string_view fraction;
  long exponent = 0;
  bool overflow = false;
  std::string_view rest;
};

std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

/// set_var_from_str
std::optional<Decimal> read_decimal(std::string_view text) {
  Decimal result;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  result.whole = take_digits(text);
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    result.fraction = take_digits(text);
  }
  if (result.whole.empty() && result.fraction.empty()) return std::nullopt;
  if (!text.empty() && (text[0] == 'e' || text[0] == 'E')) {
    const std::string exponent(text.substr(1));
    char* end = nullptr;
    errno = 0;
    result.exponent = std::strtol(exponent.c_str(), &end, 10);
    if (end == exponent.c_str()) return std::nullopt;
    result.overflow = result.exponent >= kMaxExponent || result.exponent <= -kMaxExponent;
    text.remove_prefix(1 + static_cast<std::size_t>(end - exponent.c_str()));
  }
  result.rest = text;
  return result;
}

/// make_result: the weight of the first group of digits is 16 bits, the scale 14.
bool fits_numeric(const Decimal& number) {
  const long scale = static_cast<long>(number.fraction.size()) - number.exponent;
  if (scale > kMaxScale) return false;
  const std::string digits = std::string(number.whole) + std::string(number.fraction);
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) return true;
  const long decimal_weight = static_cast<long>(number.whole.size()) - 1 + number.exponent - static_cast<long>(first);
  const long weight = decimal_weight >= 0 ? decimal_weight / kDigitsPerGroup
                                          : -((-decimal_weight - 1) / kDigitsPerGroup + 1);
  return weight <= SHRT_MAX && weight >= SHRT_MIN;
}

}  // namespace

LiteralResult check_numeric(std::string_view text) {
  const LiteralError overflow{"22003", "value overflows numeric format", {}, {}};
  std::string_view rest = skip_spaces(text);
  const bool is_signed = !rest.empty() && (rest[0] == '-' || rest[0] == '+');
  const std::string_view word = is_signed ? rest.substr(1) : rest;
  if (starts_with_word(rest, "nan")) {
    rest.remove_prefix(3);
  } else if (starts_with_word(word, "infinity")) {
    rest = word.substr(8);
  } else if (starts_with_word(word, "inf")) {
    rest = word.substr(3);
  } else {
    const auto number = read_decimal(rest);
    if (!number) return invalid_syntax("numeric", text);
    if (number->overflow) return overflow;
    if (!only_spaces(number->rest)) return invalid_syntax("numeric", text);
    if (!fits_numeric(*number)) return overflow;
    return std::nullopt;
  }
  if (!only_spaces(rest)) return invalid_syntax("numeric", text);
  return std::nullopt;
}

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

// bit_in and varbit_in: without a prefix the digits are binary.
LiteralResult check_bit(std::string_view text) {
  const bool hexadecimal = !text.empty() && (text[0] == 'x' || text[0] == 'X');
  if (hexadecimal || (!text.empty() && (text[0] == 'b' || text[0] == 'B'))) text.remove_prefix(1);
  for (const char c : text) {
    const bool good = hexadecimal ? hex_value(c) >= 0 : c == '0' || c == '1';
    if (!good) {
      return LiteralError{"22P02", quoted({&c, 1}) + " is not a valid " + (hexadecimal ? "hexadecimal" : "binary") + " digit",
                          {}, {}};
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
      if (i == digits.size()) return LiteralError{"22023", "invalid hexadecimal data: odd number of digits", {}, {}};
      if (hex_value(digits[i]) < 0) {
        return LiteralError{"22023", "invalid hexadecimal digit: " + quoted(digits.substr(i, 1)), {}, {}};
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
    } else if (i + 3 < text.size() && is_octal(text[i + 1], '3') && is_octal(text[i + 2], '7') && is_octal(text[i + 3], '7')) {
      i += 4;
    } else if (i + 1 < text.size() && text[i + 1] == '\\') {
      i += 2;
    } else {
      return LiteralError{"22P02", "invalid input syntax for type bytea", {}, {}};
    }
  }
  return std::nullopt;
}

namespace {

/// The digits of an amount, with thousands separators, and two decimals more. False: more than 64 bits.
bool read_amount(std::string_view& rest) {
  constexpr int kDecimals = 2;
  long long value = 0;
  int decimals = 0;
  bool seen_point = false;
  const auto shift = [&](int digit) {
    return !__builtin_mul_overflow(value, 10LL, &value) && !__builtin_sub_overflow(value, static_cast<long long>(digit), &value);
  };
  for (; !rest.empty(); rest.remove_prefix(1)) {
    if (is_digit(rest[0]) && (!seen_point || decimals < kDecimals)) {
      if (!shift(rest[0] - '0')) return false;
      decimals += static_cast<int>(seen_point);
    } else if (rest[0] == '.' && !seen_point) {
      seen_point = true;
    } else if (rest[0] != ',') {
      break;
    }
  }
  for (; decimals < kDecimals; ++decimals) {
    if (!shift(0)) return false;
  }
  while (!rest.empty() && is_digit(rest[0])) rest.remove_prefix(1);
  return true;
}

}  // namespace

// cash_in. Where the C locale refuses, another one may know the currency: letters and other scripts are left to the server.
LiteralResult check_money(std::string_view text) {
  std::string_view rest = skip_spaces(text);
  const auto skip_one_of = [&](std::string_view characters) {
    if (!rest.empty() && characters.find(rest[0]) != std::string_view::npos) rest.remove_prefix(1);
    rest = skip_spaces(rest);
  };
  skip_one_of("$");
  skip_one_of("-(+");
  skip_one_of("$");
  if (!read_amount(rest)) return out_of_range("money", text);
  while (!rest.empty() && (is_space(rest[0]) || std::string_view(")-+$").find(rest[0]) != std::string_view::npos)) {
    rest.remove_prefix(1);
  }
  if (rest.empty()) return std::nullopt;
  bool has_digit = false;
  bool has_letter = false;
  for (const char c : text) {
    has_digit |= is_digit(c);
    has_letter |= is_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
  }
  if (has_digit && has_letter) return std::nullopt;
  return invalid_syntax("money", text);
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
  if (first == 0 || first > kMaxGroup || first >= text.size() || text[first] != '/') return invalid_syntax("pg_lsn", text);
  const std::string_view second = text.substr(first + 1);
  const std::size_t length = group_length(second);
  if (length == 0 || length > kMaxGroup || length != second.size()) return invalid_syntax("pg_lsn", text);
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

}  // namespace pgscribe::analyze
