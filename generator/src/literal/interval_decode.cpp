#include <climits>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "literal/datetime_decode.hpp"
#include "literal/literal_types.hpp"

// Intervals in all their spellings (DecodeInterval and DecodeISO8601Interval of datetime.c).

namespace pgscribe::literal {

namespace {

constexpr long long kMicrosecondsPerSecond = 1000000;
constexpr long long kMicrosecondsPerMinute = 60 * kMicrosecondsPerSecond;
constexpr long long kMicrosecondsPerHour = 60 * kMicrosecondsPerMinute;
constexpr long long kMicrosecondsPerDay = 24 * kMicrosecondsPerHour;
constexpr double kDaysPerMonth = 30;
constexpr int kMonthsPerYear = 12;

/// The sums of an interval; each addition tells whether it fits.
class IntervalSum {
 public:
  bool add_microseconds(long long value, double fraction, long long scale) {
    long long product = 0;
    if (__builtin_mul_overflow(value, scale, &product) ||
        __builtin_add_overflow(microseconds_, product, &microseconds_)) {
      return false;
    }
    return add_fraction(fraction, static_cast<double>(scale));
  }
  bool add_days(long long value, double fraction, int scale) {
    return add_int(days_, value, scale) && add_fraction_of_days(fraction * scale);
  }
  bool add_months(long long value, double fraction) {
    return add_int(months_, value, 1) && add_fraction_of_days(fraction * kDaysPerMonth);
  }
  bool add_years(long long value, double fraction, int scale) {
    const double months = fraction * scale * kMonthsPerYear;
    if (!add_int(years_, value, scale) || std::abs(months) > static_cast<double>(INT_MAX)) return false;
    return add_int(months_, std::llrint(months), 1);
  }
  /// itmin2interval: years and months together must fit.
  [[nodiscard]] bool fits() const {
    const long long months = static_cast<long long>(years_) * kMonthsPerYear + months_;
    return months <= INT_MAX && months >= INT_MIN;
  }

 private:
  static bool add_int(int& target, long long value, int scale) {
    long long product = 0;
    if (__builtin_mul_overflow(value, static_cast<long long>(scale), &product) || product > INT_MAX ||
        product < INT_MIN) {
      return false;
    }
    return !__builtin_add_overflow(target, static_cast<int>(product), &target);
  }
  bool add_fraction(double fraction, double scale) {
    return fraction == 0 || !__builtin_add_overflow(microseconds_, std::llrint(fraction * scale), &microseconds_);
  }
  bool add_fraction_of_days(double days) {
    if (days == 0) return true;
    if (std::abs(days) > static_cast<double>(INT_MAX)) return false;
    const auto whole = static_cast<int>(days);
    return add_int(days_, whole, 1) && add_fraction(days - whole, static_cast<double>(kMicrosecondsPerDay));
  }

  int years_ = 0;
  int months_ = 0;
  int days_ = 0;
  long long microseconds_ = 0;
};

DateTimeError fits_or_overflow(bool fits) { return fits ? DateTimeError::none : DateTimeError::field_overflow; }

// Bits of INTERVAL_MASK in a type modifier's range.
constexpr int range_bit(int position) { return 1 << position; }
constexpr int kMonthRange = range_bit(1), kYearRange = range_bit(2), kDayRange = range_bit(3),
              kHourRange = range_bit(10), kMinuteRange = range_bit(11);

/// What a rightmost number without a unit counts, by the fields the type allows.
TokenValue unit_of_range(int range) {
  if (range == kYearRange) return TokenValue::year;
  if (range == kMonthRange || range == (kYearRange | kMonthRange)) return TokenValue::month;
  if (range == kDayRange) return TokenValue::day;
  if (range == kHourRange || range == (kDayRange | kHourRange)) return TokenValue::hour;
  if (range == kMinuteRange || range == (kHourRange | kMinuteRange) ||
      range == (kDayRange | kHourRange | kMinuteRange)) {
    return TokenValue::minute;
  }
  return TokenValue::second;
}

class IntervalDecoder {
 public:
  IntervalDecoder(int range, int server_version) : range_(range), is_strict_(server_version >= 17) {}

  /// From right to left, so that a unit is known before its number.
  DateTimeError decode(const std::vector<DateTimeField>& fields) {
    FieldMask seen = 0;
    for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
      added_ = 0;
      const bool is_last = field == fields.rbegin();
      const DateTimeError error = decode_field(*field, is_last);
      if (error != DateTimeError::none) return error;
      if ((added_ & seen) != 0) return DateTimeError::bad_format;
      seen |= added_;
    }
    if (seen == 0 || (is_strict_ && lacks_number_)) return DateTimeError::bad_format;
    return sum_.fits() ? DateTimeError::none : DateTimeError::interval_overflow;
  }

 private:
  DateTimeError decode_field(const DateTimeField& field, bool is_last) {
    const bool is_word = field.type == FieldType::string || field.type == FieldType::special;
    if (!is_word) lacks_number_ = false;
    switch (field.type) {
      case FieldType::time: return decode_clock(field.text);
      case FieldType::zone:
        if (field.text.find(':', 1) != std::string::npos) return decode_clock(std::string_view(field.text).substr(1));
        return decode_number(field.text);
      case FieldType::date:
      case FieldType::number: return decode_number(field.text);
      case FieldType::string:
      case FieldType::special: break;
    }
    return decode_word(field.text, is_last);
  }

  DateTimeError decode_word(const std::string& text, bool is_last) {
    const Token token = interval_token(text);
    if (token.type == TokenType::ignored) return DateTimeError::none;
    if (token.type == TokenType::ago) {
      unit_ = TokenValue::other;
      return is_strict_ && !is_last ? DateTimeError::bad_format : DateTimeError::none;
    }
    if (token.type == TokenType::units) {
      const bool is_second_unit = std::exchange(lacks_number_, true);
      unit_ = token.value;
      return is_strict_ && is_second_unit ? DateTimeError::bad_format : DateTimeError::none;
    }
    if (!is_strict_ || !is_last || !is_infinity(text)) return DateTimeError::bad_format;
    added_ = kDateMask | kTimeMask;
    return DateTimeError::none;
  }

  static bool is_infinity(std::string_view text) {
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    return text == "infinity";
  }

  DateTimeError decode_clock(std::string_view text) {
    // Hours have 64 bits here; the rest is as in a time. Two fields of a MINUTE TO SECOND type are mm:ss, which fits
    // whenever hh:mm does.
    std::size_t end = 0;
    const auto hours = leading_int64(text, end);
    if (!hours || *hours < 0) return DateTimeError::field_overflow;
    DateTimeParts parts;
    const DateTimeError error = parts.decode_time("0" + std::string(text.substr(end)), added_);
    if (error != DateTimeError::none) return error;
    unit_ = TokenValue::day;
    return fits_or_overflow(sum_.add_microseconds(*hours, 0, kMicrosecondsPerHour));
  }

  DateTimeError decode_number(std::string_view text) {
    if (unit_ == TokenValue::none) unit_ = unit_of_range(range_);
    std::size_t end = 0;
    auto value = leading_int64(text, end);
    if (!value) return DateTimeError::field_overflow;
    double fraction = 0;
    std::string_view rest = text.substr(end);
    const bool negative = text[0] == '-';
    if (!rest.empty() && rest[0] == '-') {
      // SQL's years-months
      const auto months = leading_int(rest.substr(1), end);
      if (!months || *months < 0 || *months >= kMonthsPerYear) return DateTimeError::field_overflow;
      if (end + 1 != rest.size()) return DateTimeError::bad_format;
      unit_ = TokenValue::month;
      long long total = 0;
      if (__builtin_mul_overflow(*value, static_cast<long long>(kMonthsPerYear), &total))
        return DateTimeError::field_overflow;
      value = total + (negative ? -*months : *months);
    } else if (!rest.empty()) {
      const auto parsed = rest[0] == '.' ? parse_fraction(rest) : std::nullopt;
      if (!parsed) return DateTimeError::bad_format;
      fraction = negative ? -*parsed : *parsed;
    }
    return add(*value, fraction);
  }

  DateTimeError add(long long value, double fraction) {
    switch (unit_) {
      case TokenValue::microsecond: return add_time(TokenType::microsecond, value, fraction, 1);
      case TokenValue::millisecond: return add_time(TokenType::millisecond, value, fraction, 1000);
      case TokenValue::second: {
        const DateTimeError error = add_time(TokenType::second, value, fraction, kMicrosecondsPerSecond);
        if (fraction != 0) added_ = kSecondsMask;
        return error;
      }
      case TokenValue::minute: return add_time(TokenType::minute, value, fraction, kMicrosecondsPerMinute);
      case TokenValue::hour: {
        const DateTimeError error = add_time(TokenType::hour, value, fraction, kMicrosecondsPerHour);
        unit_ = TokenValue::day;  // for the next number: '1 2:03'
        return error;
      }
      case TokenValue::day: added_ = bit(TokenType::day); return fits_or_overflow(sum_.add_days(value, fraction, 1));
      case TokenValue::week: added_ = bit(TokenType::week); return fits_or_overflow(sum_.add_days(value, fraction, 7));
      case TokenValue::month: added_ = bit(TokenType::month); return fits_or_overflow(sum_.add_months(value, fraction));
      case TokenValue::year: return add_years(TokenType::year, value, fraction, 1);
      case TokenValue::decade: return add_years(TokenType::decade, value, fraction, 10);
      case TokenValue::century: return add_years(TokenType::century, value, fraction, 100);
      case TokenValue::millennium: return add_years(TokenType::millennium, value, fraction, 1000);
      default: return DateTimeError::bad_format;
    }
  }

  DateTimeError add_time(TokenType type, long long value, double fraction, long long scale) {
    added_ = bit(type);
    return fits_or_overflow(sum_.add_microseconds(value, fraction, scale));
  }
  DateTimeError add_years(TokenType type, long long value, double fraction, int scale) {
    added_ = bit(type);
    return fits_or_overflow(sum_.add_years(value, fraction, scale));
  }

  int range_;
  bool is_strict_;             ///< since PostgreSQL 17: each unit has a number, 'ago' stands last, infinity is known
  bool lacks_number_ = false;  ///< a unit was read, and its number is still to come
  IntervalSum sum_;
  TokenValue unit_ = TokenValue::none;
  FieldMask added_ = 0;
};

/// "P1Y2M3DT4H5M6S" and the alternative formats "P0001-02-03T04:05:06", "P00010203T040506".
class Iso8601Decoder {
 public:
  explicit Iso8601Decoder(std::string_view text) : text_(text) {}

  DateTimeError decode() {
    if (text_.size() < 2 || text_[0] != 'P') return DateTimeError::bad_format;
    text_.remove_prefix(1);
    while (!text_.empty()) {
      if (text_[0] == 'T') {
        start_time();
        text_.remove_prefix(1);
        continue;
      }
      const std::string_view start = text_;
      if (!read_number()) return error_;
      const char unit = text_.empty() ? '\0' : text_[0];
      if (!text_.empty()) text_.remove_prefix(1);
      done_ = false;
      const bool good = in_date_ ? add_date(unit, start) : add_time(unit, start);
      if (!good) return error_;
      if (done_) break;
    }
    return sum_.fits() ? DateTimeError::none : DateTimeError::interval_overflow;
  }

 private:
  void start_time() {
    in_date_ = false;
    has_field_ = false;
  }
  bool fail(DateTimeError error) {
    error_ = error;
    return false;
  }
  bool added(bool fits) { return fits || fail(DateTimeError::field_overflow); }

  /// ParseISO8601Number: whatever strtod takes.
  bool read_number() {
    if (text_.empty() || (!is_digit(text_[0]) && text_[0] != '-' && text_[0] != '.'))
      return fail(DateTimeError::bad_format);
    const std::string copy(text_);
    char* end = nullptr;
    errno = 0;
    const double value = std::strtod(copy.c_str(), &end);
    if (end == copy.c_str() || errno != 0) return fail(DateTimeError::bad_format);
    if (std::isnan(value) || value < -1.0e15 || value > 1.0e15) return fail(DateTimeError::field_overflow);
    value_ = static_cast<long long>(value);
    fraction_ = value - static_cast<double>(value_);
    text_.remove_prefix(static_cast<std::size_t>(end - copy.c_str()));
    return true;
  }

  static std::size_t integer_width(std::string_view text) {
    if (!text.empty() && text[0] == '-') text.remove_prefix(1);
    std::size_t width = 0;
    while (width < text.size() && is_digit(text[width])) ++width;
    return width;
  }

  /// After a part of the extended format: the end, the time, or `separator`. False: anything else.
  bool next_part(char separator) {
    if (text_.empty()) {
      done_ = true;
      return true;
    }
    const char next = text_[0];
    text_.remove_prefix(1);
    if (in_date_ && next == 'T') {
      start_time();
      done_ = false;
      return true;
    }
    if (next != separator) return fail(DateTimeError::bad_format);
    return true;
  }

  bool add_date(char unit, std::string_view start) {
    switch (unit) {
      case 'Y': has_field_ = true; return added(sum_.add_years(value_, fraction_, 1));
      case 'M': has_field_ = true; return added(sum_.add_months(value_, fraction_));
      case 'W': has_field_ = true; return added(sum_.add_days(value_, fraction_, 7));
      case 'D': has_field_ = true; return added(sum_.add_days(value_, fraction_, 1));
      case 'T':
      case '\0':
        if (integer_width(start) == 8 && !has_field_) return add_basic_date(unit);
        break;
      case '-': break;
      default: return fail(DateTimeError::bad_format);
    }
    return add_extended_date(unit);
  }

  bool add_basic_date(char unit) {
    if (!added(sum_.add_years(value_ / 10000, 0, 1) && sum_.add_months(value_ / 100 % 100, 0) &&
               sum_.add_days(value_ % 100, fraction_, 1))) {
      return false;
    }
    done_ = unit == '\0';
    start_time();
    return true;
  }

  bool add_extended_date(char unit) {
    if (has_field_) return fail(DateTimeError::bad_format);
    if (!added(sum_.add_years(value_, fraction_, 1))) return false;
    if (unit == '\0') return done_ = true;
    if (unit == 'T') {
      start_time();
      return true;
    }
    if (!read_number() || !added(sum_.add_months(value_, fraction_)) || !next_part('-')) return false;
    if (done_ || !in_date_) return true;
    if (!read_number() || !added(sum_.add_days(value_, fraction_, 1))) return false;
    return next_part('\0');
  }

  bool add_time(char unit, std::string_view start) {
    switch (unit) {
      case 'H': has_field_ = true; return added(sum_.add_microseconds(value_, fraction_, kMicrosecondsPerHour));
      case 'M': has_field_ = true; return added(sum_.add_microseconds(value_, fraction_, kMicrosecondsPerMinute));
      case 'S': has_field_ = true; return added(sum_.add_microseconds(value_, fraction_, kMicrosecondsPerSecond));
      case '\0':
        if (integer_width(start) == 6 && !has_field_) {
          done_ = true;
          return added(sum_.add_microseconds(value_ / 10000, 0, kMicrosecondsPerHour) &&
                       sum_.add_microseconds(value_ / 100 % 100, 0, kMicrosecondsPerMinute) &&
                       sum_.add_microseconds(value_ % 100, fraction_, kMicrosecondsPerSecond));
        }
        break;
      case ':': break;
      default: return fail(DateTimeError::bad_format);
    }
    return add_extended_time(unit);
  }

  bool add_extended_time(char unit) {
    if (has_field_) return fail(DateTimeError::bad_format);
    if (!added(sum_.add_microseconds(value_, fraction_, kMicrosecondsPerHour))) return false;
    if (unit == '\0') return done_ = true;
    if (!read_number() || !added(sum_.add_microseconds(value_, fraction_, kMicrosecondsPerMinute)) || !next_part(':')) {
      return false;
    }
    if (done_) return true;
    if (!read_number() || !added(sum_.add_microseconds(value_, fraction_, kMicrosecondsPerSecond))) return false;
    return next_part('\0');
  }

  std::string_view text_;
  bool in_date_ = true;
  bool has_field_ = false;
  bool done_ = false;
  long long value_ = 0;
  double fraction_ = 0;
  IntervalSum sum_;
  DateTimeError error_ = DateTimeError::none;
};

}  // namespace

DateTimeError check_interval_text(std::string_view text, int range, int server_version) {
  DateTimeError error = DateTimeError::bad_format;
  if (const auto fields = split_datetime(text)) error = IntervalDecoder(range, server_version).decode(*fields);
  if (error == DateTimeError::bad_format) error = Iso8601Decoder(text).decode();
  return error;
}

}  // namespace pgscribe::literal
