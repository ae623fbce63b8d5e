#include <limits>

#include "lexical/calendar.hpp"
#include "pgscribe/types/time.hpp"
#include "types/cursor.hpp"

// Intervals in all four styles.

namespace pgscribe {

namespace {

using detail::Cursor;

constexpr Interval kInfinite{std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::max(),
                             std::chrono::microseconds::max()};
constexpr Interval kNegativeInfinite{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::min(),
                                     std::chrono::microseconds::min()};

// Sums in 64 bits, narrowed at the end.
struct Parts {
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::int64_t micros = 0;

  void negate() noexcept {
    months = -months;
    days = -days;
    micros = -micros;
  }

  [[nodiscard]] std::optional<Interval> interval() const noexcept {
    using Limits = std::numeric_limits<std::int32_t>;
    if (months < Limits::min() || months > Limits::max() || days < Limits::min() || days > Limits::max())
      return std::nullopt;
    return Interval{static_cast<std::int32_t>(months), static_cast<std::int32_t>(days),
                    std::chrono::microseconds{micros}};
  }
};

bool read_sign(Cursor& cursor) noexcept {
  if (cursor.skip('-')) return true;
  cursor.skip('+');
  return false;
}

bool scaled(std::int64_t count, std::int64_t fraction, std::int64_t unit, bool negative,
            std::int64_t& micros) noexcept {
  std::int64_t value = 0;
  if (__builtin_mul_overflow(count, unit, &value)) return false;
  // Only seconds carry a fraction in PostgreSQL's output; `fraction` is in millionths of the unit.
  value += fraction * (unit / lexical::kMicrosPerSecond);
  return !__builtin_add_overflow(micros, negative ? -value : value, &micros);
}

// H+:MM:SS[.f] after `hours` has been read.
bool read_clock(Cursor& cursor, std::int64_t hours, bool negative, Parts& parts) noexcept {
  std::int64_t minutes = 0;
  std::int64_t seconds = 0;
  if (!cursor.skip(':') || !cursor.number(minutes)) return false;
  if (cursor.skip(':') && !cursor.number(seconds)) return false;
  const std::int64_t fraction = cursor.fraction();
  return scaled(hours, 0, lexical::kMicrosPerHour, negative, parts.micros) &&
         scaled(minutes, 0, lexical::kMicrosPerMinute, negative, parts.micros) &&
         scaled(seconds, fraction, lexical::kMicrosPerSecond, negative, parts.micros);
}

// P1Y2M3DT4H5M6.5S
std::optional<Interval> parse_iso(Cursor cursor) noexcept {
  Parts parts;
  bool time = false;
  while (!cursor.at_end()) {
    if (!time && cursor.skip('T')) {
      time = true;
      continue;
    }
    const bool negative = read_sign(cursor);
    std::int64_t count = 0;
    if (!cursor.number(count)) return std::nullopt;
    const std::int64_t fraction = cursor.fraction();
    const std::int64_t signed_count = negative ? -count : count;
    const char unit = cursor.take();
    if (!time && unit == 'Y')
      parts.months += signed_count * 12;
    else if (!time && unit == 'M')
      parts.months += signed_count;
    else if (!time && unit == 'W')
      parts.days += signed_count * 7;
    else if (!time && unit == 'D')
      parts.days += signed_count;
    else if (time && unit == 'H' && scaled(count, fraction, lexical::kMicrosPerHour, negative, parts.micros)) {
    } else if (time && unit == 'M' && scaled(count, fraction, lexical::kMicrosPerMinute, negative, parts.micros)) {
    } else if (time && unit == 'S' && scaled(count, fraction, lexical::kMicrosPerSecond, negative, parts.micros)) {
    } else
      return std::nullopt;
  }
  return parts.interval();
}

bool add_unit(Cursor& cursor, std::int64_t count, std::int64_t fraction, bool negative, Parts& parts) noexcept {
  const std::int64_t signed_count = negative ? -count : count;
  const auto unit = [&cursor](std::string_view name) {
    if (!cursor.skip(name)) return false;
    cursor.skip('s');
    return true;
  };
  if (unit("year"))
    parts.months += signed_count * 12;
  else if (unit("mon"))
    parts.months += signed_count;
  else if (unit("day"))
    parts.days += signed_count;
  else if (unit("hour"))
    return scaled(count, fraction, lexical::kMicrosPerHour, negative, parts.micros);
  else if (unit("min"))
    return scaled(count, fraction, lexical::kMicrosPerMinute, negative, parts.micros);
  else if (unit("sec"))
    return scaled(count, fraction, lexical::kMicrosPerSecond, negative, parts.micros);
  else
    return false;
  return true;
}

// `1 year 2 mons -3 days 04:05:06.5` and `@ 1 year 2 mons 4 hours 6.5 secs ago`
std::optional<Interval> parse_postgres(Cursor cursor) noexcept {
  Parts parts;
  if (cursor.skip("@ ") && cursor.rest() == "0") return Interval{};
  while (!cursor.at_end()) {
    if (cursor.skip("ago")) {
      parts.negate();
      break;
    }
    const bool negative = read_sign(cursor);
    std::int64_t count = 0;
    if (!cursor.number(count)) return std::nullopt;
    if (cursor.peek() == ':') {
      if (!read_clock(cursor, count, negative, parts)) return std::nullopt;
    } else {
      const std::int64_t fraction = cursor.fraction();
      if (!cursor.skip(' ') || !add_unit(cursor, count, fraction, negative, parts)) return std::nullopt;
    }
    if (!cursor.at_end() && !cursor.skip(' ')) return std::nullopt;
  }
  return cursor.at_end() ? parts.interval() : std::nullopt;
}

// `1-2`, `3 4:05:06`, `+1-2 -3 +4:05:06`; one leading minus and no other sign negates everything.
std::optional<Interval> parse_sql_standard(std::string_view text) noexcept {
  const bool all_negative =
      text.starts_with('-') && text.find('+') == text.npos &&
      text.find_first_of('-', text.find(' ') == text.npos ? text.size() : text.find(' ')) == text.npos;
  Parts parts;
  Cursor cursor{text};
  if (all_negative) cursor.skip('-');
  while (!cursor.at_end()) {
    const bool negative = read_sign(cursor);
    std::int64_t count = 0;
    if (!cursor.number(count)) return std::nullopt;
    if (cursor.skip('-')) {
      std::int64_t months = 0;
      if (!cursor.number(months)) return std::nullopt;
      parts.months = (negative ? -1 : 1) * (count * 12 + months);
    } else if (cursor.peek() == ':') {
      if (!read_clock(cursor, count, negative, parts)) return std::nullopt;
    } else {
      parts.days = negative ? -count : count;
    }
    if (!cursor.at_end() && !cursor.skip(' ')) return std::nullopt;
  }
  if (all_negative) parts.negate();
  return parts.interval();
}

void append_part(std::string& out, std::int64_t value, char unit) {
  if (value == 0) return;
  out += std::to_string(value);
  out += unit;
}

}  // namespace

std::optional<Interval> parse_interval(std::string_view text) noexcept {
  if (text == "infinity") return kInfinite;
  if (text == "-infinity") return kNegativeInfinite;
  if (text.empty()) return std::nullopt;
  Cursor cursor{text};
  if (cursor.skip('P')) return parse_iso(cursor);
  if (text.starts_with('@') || text.find_first_of("ymdhs") != text.npos) return parse_postgres(cursor);
  return parse_sql_standard(text);
}

std::string to_string(Interval value) {
  if (value == kInfinite) return "infinity";
  if (value == kNegativeInfinite) return "-infinity";
  std::string out = "P";
  append_part(out, value.months / 12, 'Y');
  append_part(out, value.months % 12, 'M');
  append_part(out, value.days, 'D');
  const std::int64_t micros = value.time.count();
  if (micros != 0) {
    out += 'T';
    append_part(out, micros / lexical::kMicrosPerHour, 'H');
    append_part(out, micros / lexical::kMicrosPerMinute % 60, 'M');
    const std::int64_t seconds = micros % lexical::kMicrosPerMinute;
    if (seconds != 0) {
      const std::int64_t size = seconds < 0 ? -seconds : seconds;
      if (seconds < 0) out += '-';
      out += std::to_string(size / lexical::kMicrosPerSecond);
      if (size % lexical::kMicrosPerSecond != 0) {
        const std::string fraction = std::to_string(size % lexical::kMicrosPerSecond);
        out += '.' + std::string(6 - fraction.size(), '0') + fraction;
        while (out.back() == '0') out.pop_back();
      }
      out += 'S';
    }
  }
  return out == "P" ? "PT0S" : out;
}

}  // namespace pgscribe
