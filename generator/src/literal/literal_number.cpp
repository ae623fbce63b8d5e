#include <cerrno>
#include <charconv>
#include <climits>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>

#include "literal/literal_types.hpp"
#include "literal/messages.hpp"

// Input of numbers: integers, oid and their vectors, floats, numeric, money.

namespace pgscribe::literal {

namespace {

LiteralError out_of_range(std::string_view type, std::string_view text) {
  return msg::ValueOutOfRangeForType(text, type);
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && to_lower(text.substr(0, word.size())) == word;
}

bool only_spaces(std::string_view text) { return trim_spaces(text).empty(); }

}  // namespace

namespace {

/// PostgreSQL 16 made the input of numbers as its SQL is: 0x, 0o, 0b and underscores between digits.
constexpr int kLiteralsSince = 16;

/// 16, 8 or 2 after 0x, 0o, 0b, which are taken off; else 10.
int take_base(std::string_view& text, int server_version) {
  if (server_version < kLiteralsSince || text.size() < 2 || text[0] != '0') return 10;
  const char letter = text[1];
  const int base = letter == 'x' || letter == 'X'   ? 16
                   : letter == 'o' || letter == 'O' ? 8
                   : letter == 'b' || letter == 'B' ? 2
                                                    : 10;
  if (base != 10) text.remove_prefix(2);
  return base;
}

bool is_digit_of(int base, char c) {
  const int value = hex_value(c);
  return value >= 0 && value < base;
}

/// Digits, with underscores that each have a digit behind them; a misplaced one is left. `leading`: one may come first.
std::string take_digits(std::string_view& text, int base, bool underscores, bool leading) {
  std::string digits;
  while (!text.empty()) {
    const bool may_skip = underscores && text[0] == '_' && (leading || !digits.empty());
    if (may_skip && text.size() > 1 && is_digit_of(base, text[1])) text.remove_prefix(1);
    if (!is_digit_of(base, text[0])) break;
    digits += text[0];
    text.remove_prefix(1);
  }
  return digits;
}

}  // namespace

// pg_strtoint16, pg_strtoint32, pg_strtoint64
LiteralResult check_integer(std::string_view text, int bytes, int server_version) {
  const std::string_view type = bytes == 2 ? "smallint" : bytes == 4 ? "integer" : "bigint";
  std::string_view rest = skip_spaces(text);
  const bool negative = !rest.empty() && rest[0] == '-';
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) rest.remove_prefix(1);
  const int base = take_base(rest, server_version);
  const std::string digits = take_digits(rest, base, server_version >= kLiteralsSince, base != 10);
  if (digits.empty()) return invalid_syntax(type, text);

  std::uint64_t value = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  const std::uint64_t limit = (std::uint64_t{1} << (bytes * 8 - 1)) - (negative ? 0 : 1);
  if (parsed.ec != std::errc{} || value > limit) return out_of_range(type, text);
  if (!only_spaces(rest)) return invalid_syntax(type, text);
  return std::nullopt;
}

namespace {

// uint32in_subr and uint64in_subr: strtoul, so a sign is fine (and since PostgreSQL 16 a base as in C), and negative
// values stand for the number of the same bits. `rest`: what follows; null: only white space may.
LiteralResult read_unsigned(std::string_view type, int bytes, std::string_view text, std::string_view* rest,
                            int server_version) {
  const std::string copy(text);
  char* end = nullptr;
  errno = 0;
  const unsigned long value = std::strtoul(copy.c_str(), &end, server_version < kLiteralsSince ? 10 : 0);
  if (end == copy.c_str()) return invalid_syntax(type, text);
  if (errno == ERANGE) return out_of_range(type, text);
  if (rest != nullptr) {
    *rest = text.substr(static_cast<std::size_t>(end - copy.c_str()));
  } else if (!only_spaces(end)) {
    return invalid_syntax(type, text);
  }
  if (bytes == 8) return std::nullopt;
  const auto narrowed = static_cast<std::uint32_t>(value);
  const auto sign_extended = static_cast<unsigned long>(static_cast<long>(static_cast<std::int32_t>(narrowed)));
  if (value != narrowed && value != sign_extended) return out_of_range(type, text);
  return std::nullopt;
}

LiteralResult read_oid(std::string_view text, std::string_view* rest, int server_version) {
  return read_unsigned("oid", 4, text, rest, server_version);
}

constexpr int kMaxVectorLength = 100;  // FUNC_MAX_ARGS

}  // namespace

LiteralResult check_oid(std::string_view text, int server_version) { return read_oid(text, nullptr, server_version); }

LiteralResult check_transaction_id(std::string_view type, int bytes, std::string_view text, int server_version) {
  if (server_version < kLiteralsSince) return std::nullopt;
  return read_unsigned(type, bytes, text, nullptr, server_version);
}

LiteralResult check_oidvector(std::string_view text, int server_version) {
  for (int count = 0; count < kMaxVectorLength; ++count) {
    text = skip_spaces(text);
    if (text.empty()) return std::nullopt;
    std::string_view rest;
    if (auto error = read_oid(text, &rest, server_version)) return error;
    text = rest;
  }
  if (only_spaces(text)) return std::nullopt;
  return msg::OidvectorHasTooManyElements();
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
  return msg::Int2vectorHasTooManyElements();
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
    return msg::FloatOutOfRangeForType(bad, type);
  }
  if (!only_spaces(end)) return invalid_syntax(type, text);
  return std::nullopt;
}

namespace {

constexpr int kDigitsPerGroup = 4;  // DEC_DIGITS
constexpr int kMaxScale = 0x3FFF;   // NUMERIC_DSCALE_MAX
constexpr long kMaxExponent = INT_MAX / 2;

/// The parts of a decimal number; `rest` starts with what does not belong to it.
struct Decimal {
  std::string whole;
  std::string fraction;
  long exponent = 0;
  bool overflow = false;
  std::string_view rest;
};

/// set_var_from_str
std::optional<Decimal> read_decimal(std::string_view text, int server_version) {
  const bool underscores = server_version >= kLiteralsSince;
  Decimal result;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  result.whole = take_digits(text, 10, underscores, false);
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    result.fraction = take_digits(text, 10, underscores, false);
  }
  if (result.whole.empty() && result.fraction.empty()) return std::nullopt;
  if (!text.empty() && (text[0] == 'e' || text[0] == 'E')) {
    text.remove_prefix(1);
    const bool negative = !text.empty() && text[0] == '-';
    // strtol, which earlier releases used, also takes spaces.
    if (!underscores) text = skip_spaces(text);
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
    const std::string digits = take_digits(text, 10, underscores, false);
    if (digits.empty()) return std::nullopt;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), result.exponent);
    result.overflow = parsed.ec != std::errc{} || result.exponent >= kMaxExponent;
    if (negative) result.exponent = -result.exponent;
  }
  result.rest = text;
  return result;
}

/// make_result: the weight of the first group of digits is 16 bits, the scale 14.
bool fits_numeric(const Decimal& number) {
  const long scale = static_cast<long>(number.fraction.size()) - number.exponent;
  if (scale > kMaxScale) return false;
  const std::string digits = number.whole + number.fraction;
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) return true;
  const long decimal_weight = static_cast<long>(number.whole.size()) - 1 + number.exponent - static_cast<long>(first);
  const long weight =
      decimal_weight >= 0 ? decimal_weight / kDigitsPerGroup : -((-decimal_weight - 1) / kDigitsPerGroup + 1);
  return weight <= SHRT_MAX && weight >= SHRT_MIN;
}

/// set_var_from_non_decimal_integer_str
LiteralResult check_whole_numeric(std::string_view text, std::string_view number, int server_version) {
  const int base = take_base(number, server_version);
  if (take_digits(number, base, true, true).empty() || !only_spaces(number)) return invalid_syntax("numeric", text);
  return std::nullopt;
}

}  // namespace

LiteralResult check_numeric(std::string_view text, int server_version) {
  const LiteralError overflow = msg::ValueOverflowsNumericFormat();
  std::string_view rest = skip_spaces(text);
  const bool is_signed = !rest.empty() && (rest[0] == '-' || rest[0] == '+');
  const std::string_view word = is_signed ? rest.substr(1) : rest;
  if (starts_with_word(rest, "nan")) {
    rest.remove_prefix(3);
  } else if (starts_with_word(word, "infinity")) {
    rest = word.substr(8);
  } else if (starts_with_word(word, "inf")) {
    rest = word.substr(3);
  } else if (std::string_view digits = word; take_base(digits, server_version) != 10) {
    return check_whole_numeric(text, word, server_version);
  } else {
    const auto number = read_decimal(rest, server_version);
    if (!number) return invalid_syntax("numeric", text);
    if (number->overflow) return overflow;
    if (!only_spaces(number->rest)) return invalid_syntax("numeric", text);
    if (!fits_numeric(*number)) return overflow;
    return std::nullopt;
  }
  if (!only_spaces(rest)) return invalid_syntax("numeric", text);
  return std::nullopt;
}

namespace {

/// The digits of an amount, with thousands separators, and two decimals, rounded; kept negative, as cash_in does.
/// Nothing: more than 64 bits.
std::optional<long long> read_amount(std::string_view& rest) {
  constexpr int kDecimals = 2;
  long long value = 0;
  int decimals = 0;
  bool seen_point = false;
  const auto shift = [&](int digit) {
    return !__builtin_mul_overflow(value, 10LL, &value) &&
           !__builtin_sub_overflow(value, static_cast<long long>(digit), &value);
  };
  for (; !rest.empty(); rest.remove_prefix(1)) {
    if (is_digit(rest[0]) && (!seen_point || decimals < kDecimals)) {
      if (!shift(rest[0] - '0')) return std::nullopt;
      decimals += static_cast<int>(seen_point);
    } else if (rest[0] == '.' && !seen_point) {
      seen_point = true;
    } else if (rest[0] != ',') {
      break;
    }
  }
  const bool rounds_up = !rest.empty() && is_digit(rest[0]) && rest[0] >= '5';
  if (rounds_up && __builtin_sub_overflow(value, 1LL, &value)) return std::nullopt;
  for (; decimals < kDecimals; ++decimals) {
    if (!shift(0)) return std::nullopt;
  }
  while (!rest.empty() && is_digit(rest[0])) rest.remove_prefix(1);
  return value;
}

}  // namespace

// cash_in. Where the C locale refuses, another one may know the currency: letters and other scripts are left to the
// server.
LiteralResult check_money(std::string_view text) {
  std::string_view rest = skip_spaces(text);
  const auto skip_one_of = [&](std::string_view characters) {
    if (!rest.empty() && characters.find(rest[0]) != std::string_view::npos) rest.remove_prefix(1);
    rest = skip_spaces(rest);
  };
  skip_one_of("$");
  bool is_negative = !rest.empty() && (rest[0] == '-' || rest[0] == '(');
  skip_one_of("-(+");
  skip_one_of("$");
  const auto amount = read_amount(rest);
  if (!amount) return out_of_range("money", text);
  is_negative = is_negative || rest.find('-') != std::string_view::npos;
  if (!is_negative && *amount == std::numeric_limits<long long>::min()) return out_of_range("money", text);
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

}  // namespace pgscribe::literal
