#include <cstdlib>

#include "lexical/calendar.hpp"
#include "pgscribe/types/time.hpp"
#include "types/cursor.hpp"

// Dates and times from text with DateStyle ISO, as date_out, timestamp_out and time_out write it.

namespace pgscribe {

namespace {

using detail::Cursor;
using std::chrono::microseconds;

// YYYY-MM-DD; the era comes at the very end of the text.
bool read_civil(Cursor& cursor, lexical::CivilDay& civil) noexcept {
  std::int64_t month = 0;
  std::int64_t day = 0;
  if (!cursor.number(civil.year) || !cursor.skip('-') || !cursor.number(month) || !cursor.skip('-') ||
      !cursor.number(day)) {
    return false;
  }
  if (civil.year == 0 || civil.year > 10'000'000 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  civil.month = static_cast<int>(month);
  civil.day = static_cast<int>(day);
  return true;
}

// Applies a trailing " BC", then checks the day and the end of the text.
bool finish(Cursor& cursor, lexical::CivilDay& civil) noexcept {
  if (cursor.skip(" BC")) civil.year = 1 - civil.year;
  return cursor.at_end() && civil.day <= lexical::days_in_month(civil.year, civil.month);
}

// HH:MM:SS[.ffffff]
bool read_clock(Cursor& cursor, std::int64_t& micros) noexcept {
  std::int64_t hours = 0;
  std::int64_t minutes = 0;
  std::int64_t seconds = 0;
  if (!cursor.number(hours) || !cursor.skip(':') || !cursor.number(minutes)) return false;
  if (cursor.skip(':') && !cursor.number(seconds)) return false;
  if (hours > 24 || minutes > 59 || seconds > 60) return false;
  micros = hours * lexical::kMicrosPerHour + minutes * lexical::kMicrosPerMinute + seconds * lexical::kMicrosPerSecond;
  micros += cursor.fraction();
  return micros <= lexical::kMicrosPerDay;
}

// +HH[:MM[:SS]], in seconds east of Greenwich.
bool read_offset(Cursor& cursor, std::int64_t& seconds) noexcept {
  const bool west = cursor.skip('-');
  if (!west && !cursor.skip('+')) return false;
  std::int64_t hours = 0;
  std::int64_t minutes = 0;
  std::int64_t rest = 0;
  if (!cursor.number(hours)) return false;
  if (cursor.skip(':') && !cursor.number(minutes)) return false;
  if (cursor.skip(':') && !cursor.number(rest)) return false;
  if (hours > 24 || minutes > 59 || rest > 59) return false;
  seconds = hours * 3600 + minutes * 60 + rest;
  if (west) seconds = -seconds;
  return true;
}

template <TimePoint T>
std::optional<T> parse_infinite(std::string_view text) noexcept {
  if (text == "infinity") return kInfinity<T>;
  if (text == "-infinity") return kNegativeInfinity<T>;
  return std::nullopt;
}

// The microseconds since 1970 of a timestamp, with or without a zone.
std::optional<std::int64_t> parse_micros(std::string_view text, bool with_zone) noexcept {
  Cursor cursor{text};
  lexical::CivilDay civil;
  std::int64_t clock = 0;
  std::int64_t offset = 0;
  if (!read_civil(cursor, civil) || !(cursor.skip(' ') || cursor.skip('T')) || !read_clock(cursor, clock))
    return std::nullopt;
  if (with_zone && !cursor.skip('Z') && !read_offset(cursor, offset)) return std::nullopt;
  if (!finish(cursor, civil)) return std::nullopt;
  std::int64_t micros = 0;
  if (__builtin_mul_overflow(lexical::days_from_civil(civil), lexical::kMicrosPerDay, &micros)) return std::nullopt;
  if (__builtin_add_overflow(micros, clock - offset * lexical::kMicrosPerSecond, &micros)) return std::nullopt;
  return micros;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) noexcept {
  if (auto infinite = parse_infinite<Date>(text)) return infinite;
  Cursor cursor{text};
  lexical::CivilDay civil;
  if (!read_civil(cursor, civil) || !finish(cursor, civil)) return std::nullopt;
  return Date{std::chrono::days{lexical::days_from_civil(civil)}};
}

std::optional<Timestamp> parse_timestamp(std::string_view text) noexcept {
  if (auto infinite = parse_infinite<Timestamp>(text)) return infinite;
  const auto micros = parse_micros(text, false);
  if (!micros) return std::nullopt;
  return Timestamp{microseconds{*micros}};
}

std::optional<TimestampTz> parse_timestamptz(std::string_view text) noexcept {
  if (auto infinite = parse_infinite<TimestampTz>(text)) return infinite;
  const auto micros = parse_micros(text, true);
  if (!micros) return std::nullopt;
  return TimestampTz{microseconds{*micros}};
}

std::optional<Time> parse_time(std::string_view text) noexcept {
  Cursor cursor{text};
  std::int64_t micros = 0;
  if (!read_clock(cursor, micros) || !cursor.at_end()) return std::nullopt;
  return Time{microseconds{micros}};
}

std::optional<TimeTz> parse_timetz(std::string_view text) noexcept {
  Cursor cursor{text};
  std::int64_t micros = 0;
  std::int64_t offset = 0;
  if (!read_clock(cursor, micros) || !read_offset(cursor, offset) || !cursor.at_end()) return std::nullopt;
  return TimeTz{microseconds{micros}, std::chrono::seconds{offset}};
}

}  // namespace pgscribe
