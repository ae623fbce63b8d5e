#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <cmath>
#include <cstdlib>

#include "lexical/calendar.hpp"
#include "literal/datetime_decode.hpp"
#include "literal/literal_types.hpp"

// Fields of a date or a time put together, with their ranges checked.

namespace pgscribe::literal {

namespace {

constexpr int kHoursPerDay = 24;
constexpr int kMinutesPerHour = 60;
constexpr int kSecondsPerMinute = 60;
constexpr long kMicrosecondsPerSecond = 1000000;
constexpr int kMaxZoneHour = 15;
constexpr long long kUnixEpochJulianDay = 2440588;  // 1970-01-01

/// atoi of digits: overflow wraps in PostgreSQL; such a value fails its range check here as there.
int digits_to_int(std::string_view text) {
  std::size_t end = 0;
  return leading_int(text, end).value_or(INT_MAX);
}

long round_microseconds(double fraction) { return std::lrint(fraction * static_cast<double>(kMicrosecondsPerSecond)); }

}  // namespace

std::optional<long long> leading_int64(std::string_view text, std::size_t& end) {
  std::size_t begin = 0;
  while (begin < text.size() && is_space(text[begin])) ++begin;
  const std::size_t sign = begin;
  if (begin < text.size() && text[begin] == '+') ++begin;
  const std::size_t first_digit = begin + static_cast<std::size_t>(begin < text.size() && text[begin] == '-');
  end = first_digit;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == first_digit || (text[sign] == '+' && text[begin] == '-')) {
    end = 0;
    return 0;
  }
  long long value = 0;
  const auto parsed = std::from_chars(text.data() + begin, text.data() + end, value);
  if (parsed.ec != std::errc{}) return std::nullopt;
  return value;
}

std::optional<int> leading_int(std::string_view text, std::size_t& end) {
  const auto value = leading_int64(text, end);
  if (!value || *value > INT_MAX || *value < INT_MIN) return std::nullopt;
  return static_cast<int>(*value);
}

std::optional<double> parse_fraction(std::string_view text) {
  if (text.size() == 1) return 0;
  const std::string copy(text);
  char* end = nullptr;
  errno = 0;
  const double value = std::strtod(copy.c_str(), &end);
  if (*end != '\0' || errno != 0) return std::nullopt;
  return value;
}

DateTimeError check_zone_offset(std::string_view text) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return DateTimeError::bad_format;
  std::size_t end = 0;
  std::string_view rest = text.substr(1);
  std::array<int, 3> parts{};  // hours, minutes, seconds
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto value = leading_int(rest, end);
    if (!value) return DateTimeError::zone_overflow;
    parts[i] = *value;
    rest.remove_prefix(end);
    if (rest.empty() || rest[0] != ':' || i + 1 == parts.size()) {
      if (i == 0 && rest.empty() && text.size() > 3) {
        parts[1] = parts[0] % 100;
        parts[0] /= 100;
      }
      break;
    }
    rest.remove_prefix(1);
  }
  if (parts[0] < 0 || parts[0] > kMaxZoneHour || parts[1] < 0 || parts[1] >= kMinutesPerHour || parts[2] < 0 ||
      parts[2] >= kSecondsPerMinute) {
    return DateTimeError::zone_overflow;
  }
  return rest.empty() ? DateTimeError::none : DateTimeError::bad_format;
}

bool is_time_overflow(const BrokenDownTime& time) {
  if (time.hour < 0 || time.hour > kHoursPerDay || time.minute < 0 || time.minute >= kMinutesPerHour ||
      time.second < 0 || time.second > kSecondsPerMinute || time.microsecond < 0 ||
      time.microsecond > kMicrosecondsPerSecond) {
    return true;
  }
  const long long seconds = (time.hour * 60LL + time.minute) * 60LL + time.second;
  return seconds * kMicrosecondsPerSecond + time.microsecond > 24LL * 3600 * kMicrosecondsPerSecond;
}

DateTimeError DateTimeParts::decode_date(std::string_view text, FieldMask& added) {
  added = 0;
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    while (!text.empty() && !is_digit(text[0]) && !is_alpha(text[0])) text.remove_prefix(1);
    if (text.empty()) return DateTimeError::bad_format;
    const bool digits = is_digit(text[0]);
    std::size_t length = 0;
    while (length < text.size() && (digits ? is_digit(text[length]) : is_alpha(text[length]))) ++length;
    parts.push_back(text.substr(0, length));
    // Whatever stopped the part is a separator, a digit or letter that touches it included.
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  // A name is the month whatever its place, so it comes first.
  for (std::string_view& part : parts) {
    if (is_digit(part[0])) continue;
    const Token token = date_token(part);
    if (token.type == TokenType::ignored) continue;
    if (token.type != TokenType::month || ((seen | added) & bit(TokenType::month)) != 0)
      return DateTimeError::bad_format;
    time.month = token.number;
    has_text_month = true;
    added |= bit(TokenType::month);
    part = {};
  }
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    FieldMask mask = 0;
    const FieldMask before = seen;
    seen |= added;
    const DateTimeError error = decode_number(part, 0, mask);
    const bool repeated = (seen & mask) != 0;
    seen = before;
    if (error != DateTimeError::none) return error;
    if (repeated) return DateTimeError::bad_format;
    added |= mask;
  }
  const FieldMask ignored = bit(TokenType::day_of_year) | bit(TokenType::time_zone);
  return ((seen | added) & ~ignored) == kDateMask ? DateTimeError::none : DateTimeError::bad_format;
}

DateTimeError DateTimeParts::decode_time(std::string_view text, FieldMask& added) {
  added = kTimeMask;
  std::size_t end = 0;
  const auto first = leading_int(text, end);
  if (!first) return DateTimeError::field_overflow;
  text.remove_prefix(end);
  if (text.empty() || text[0] != ':') return DateTimeError::bad_format;
  const auto second = leading_int(text.substr(1), end);
  if (!second) return DateTimeError::field_overflow;
  text.remove_prefix(end + 1);
  time.hour = *first;
  time.minute = *second;
  time.second = 0;
  time.microsecond = 0;
  if (!text.empty() && text[0] == ':') {
    const auto third = leading_int(text.substr(1), end);
    if (!third) return DateTimeError::field_overflow;
    time.second = *third;
    text.remove_prefix(end + 1);
  } else if (!text.empty() && text[0] == '.') {
    // mm:ss.sss
    time.second = time.minute;
    time.minute = time.hour;
    time.hour = 0;
  }
  if (!text.empty()) {
    if (text[0] != '.') return DateTimeError::bad_format;
    const auto fraction = parse_fraction(text);
    if (!fraction) return DateTimeError::bad_format;
    time.microsecond = round_microseconds(*fraction);
  }
  const bool in_range = time.hour >= 0 && time.minute >= 0 && time.minute < kMinutesPerHour && time.second >= 0 &&
                        time.second <= kSecondsPerMinute && time.microsecond >= 0 &&
                        time.microsecond <= kMicrosecondsPerSecond;
  return in_range ? DateTimeError::none : DateTimeError::field_overflow;
}

DateTimeError DateTimeParts::decode_run_together(std::string_view text, FieldMask assumed, FieldMask& added) {
  const FieldMask have = seen | assumed;
  if (const std::size_t point = text.find('.'); point != std::string_view::npos) {
    const std::string fraction(text.substr(point));
    time.microsecond = fraction.size() == 1 ? 0 : round_microseconds(std::strtod(fraction.c_str(), nullptr));
    text = text.substr(0, point);
  } else if ((have & kDateMask) != kDateMask && text.size() >= 6) {
    added = kDateMask;
    time.day = digits_to_int(text.substr(text.size() - 2));
    time.month = digits_to_int(text.substr(text.size() - 4, 2));
    const std::string_view year = text.substr(0, text.size() - 4);
    time.year = digits_to_int(year);
    if (year.size() == 2) is_two_digit_year = true;
    return DateTimeError::none;
  }
  if ((have & kTimeMask) == kTimeMask || (text.size() != 6 && text.size() != 4)) return DateTimeError::bad_format;
  added = kTimeMask;
  time.hour = digits_to_int(text.substr(0, 2));
  time.minute = digits_to_int(text.substr(2, 2));
  time.second = text.size() == 6 ? digits_to_int(text.substr(4)) : 0;
  return DateTimeError::none;
}

DateTimeError DateTimeParts::decode_number(std::string_view text, FieldMask assumed, FieldMask& added) {
  added = 0;
  const FieldMask have = (seen | assumed) & kDateMask;
  std::size_t end = 0;
  const auto value = leading_int(text, end);
  if (!value) return DateTimeError::field_overflow;
  if (end == 0) return DateTimeError::bad_format;
  if (end < text.size()) {
    if (text[end] != '.') return DateTimeError::bad_format;
    if (end > 2) return decode_run_together(text, assumed | kDateMask, added);
    const auto fraction = parse_fraction(text.substr(end));
    if (!fraction) return DateTimeError::bad_format;
    time.microsecond = round_microseconds(*fraction);
  }
  const FieldMask year = bit(TokenType::year);
  const FieldMask month = bit(TokenType::month);
  const FieldMask day = bit(TokenType::day);
  if (text.size() == 3 && have == year && *value >= 1 && *value <= 366) {
    added = bit(TokenType::day_of_year) | month | day;
    time.day_of_year = *value;
    return DateTimeError::none;
  }
  const bool long_number = text.size() >= 3;
  if (have == kDateMask) return decode_run_together(text, assumed, added);
  if (have == 0) {
    added = long_number ? year : month;
  } else if (have == month && has_text_month) {
    added = long_number ? year : day;
  } else if (have == (year | month) && has_text_month && long_number && is_two_digit_year) {
    // The first number was the day after all: 08-Jan-1999.
    added = day;
    time.day = time.year;
    time.year = *value;
    is_two_digit_year = false;
    return DateTimeError::none;
  } else if (have == year || have == day) {
    added = month;
  } else if (have == (month | day)) {
    added = year;
  } else if (have == month || have == (year | month)) {
    added = day;
  } else {
    return DateTimeError::bad_format;
  }
  (added == year ? time.year : added == month ? time.month : time.day) = *value;
  if (added == year) is_two_digit_year = !long_number;
  return DateTimeError::none;
}

DateTimeError DateTimeParts::validate() {
  if ((seen & bit(TokenType::year)) != 0 && !is_julian) {
    if (is_two_digit_year && !is_bc) {
      if (time.year < 0) return DateTimeError::field_overflow;
      if (time.year < 70) {
        time.year += 2000;
      } else if (time.year < 100) {
        time.year += 1900;
      }
    } else if (time.year <= 0) {
      return DateTimeError::field_overflow;
    }
    if (is_bc) time.year = -(time.year - 1);
  }
  if ((seen & bit(TokenType::day_of_year)) != 0) {
    date_of_julian_day(julian_day(time.year, 1, 1) + time.day_of_year - 1, time);
  }
  if ((seen & bit(TokenType::month)) != 0 && (time.month < 1 || time.month > 12))
    return DateTimeError::month_day_overflow;
  if ((seen & bit(TokenType::day)) != 0 && (time.day < 1 || time.day > 31)) return DateTimeError::month_day_overflow;
  if ((seen & kDateMask) == kDateMask && time.day > lexical::days_in_month(time.year, time.month)) {
    return DateTimeError::field_overflow;
  }
  return DateTimeError::none;
}

DateTimeError DateTimeParts::apply_meridian() {
  if (meridian < 0) return DateTimeError::none;
  if (time.hour > kHoursPerDay / 2) return DateTimeError::field_overflow;
  time.hour = time.hour % 12 + meridian;
  return DateTimeError::none;
}

long long julian_day(int year, int month, int day) {
  return kUnixEpochJulianDay + lexical::days_from_civil({year, month, day});
}

void date_of_julian_day(long long julian, BrokenDownTime& time) {
  const lexical::CivilDay civil = lexical::civil_from_days(julian - kUnixEpochJulianDay);
  time.year = static_cast<int>(civil.year);
  time.month = civil.month;
  time.day = civil.day;
}

}  // namespace pgscribe::literal
