#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Private to datetime_*.cpp and literal_datetime.cpp: date and time input of PostgreSQL's datetime.c, as far as
// accepting or refusing goes.

namespace pgscribe::literal {

/// What ParseDateTime takes a field for.
enum class FieldType { number, string, date, time, zone, special };
struct DateTimeField {
  std::string text;
  FieldType type = FieldType::number;
};

/// DTERR_*
enum class DateTimeError {
  none,
  bad_format,
  field_overflow,
  month_day_overflow,
  interval_overflow,
  zone_overflow,
  unknown_zone
};

/// ParseDateTime: empty when the text has a character that no field starts with.
[[nodiscard]] std::optional<std::vector<DateTimeField>> split_datetime(std::string_view text);

/// Kinds of words in input (the token table's types); the order gives the bits of a field mask.
enum class TokenType {
  reserved,
  month,
  year,
  day,
  time_zone,
  ignored,
  meridian,
  hour,
  minute,
  second,
  day_of_year,
  week_day,
  units,
  era,
  ago,
  iso_time,
  dst_modifier,
  week,
  decade,
  century,
  millennium,
  millisecond,
  microsecond,
  unknown
};
/// Units, and the reserved words' meanings.
enum class TokenValue {
  none,
  now,
  yesterday,
  today,
  tomorrow,
  zulu,
  epoch,
  late,
  early,
  year,
  month,
  day,
  hour,
  minute,
  second,
  millisecond,
  microsecond,
  week,
  quarter,
  decade,
  century,
  millennium,
  julian,
  time,
  time_zone,
  week_day,
  other
};
struct Token {
  TokenType type = TokenType::unknown;
  TokenValue value = TokenValue::none;
  int number = 0;  ///< month 1..12, hours of a meridian (0 am, 12 pm), 1 for BC
};
/// DecodeSpecial: months, week days, "now", "t" ...
[[nodiscard]] Token date_token(std::string_view word);
/// DecodeUnits: "days", "hrs" ...
[[nodiscard]] Token interval_token(std::string_view word);
/// DecodeTimezoneAbbrev, with the default set of abbreviations.
[[nodiscard]] bool is_zone_abbreviation(std::string_view word);

struct ZoneName {
  bool known = false;
  bool has_fixed_offset = false;  ///< never had a second offset: usable without a date
};
/// pg_tzset: a name of the time zone database, in any case, or a POSIX specification.
[[nodiscard]] ZoneName find_time_zone(std::string_view name);

struct BrokenDownTime {
  int year = 0;
  int month = 0;
  int day = 0;
  int day_of_year = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  long microsecond = 0;
};

/// late, early: 'infinity' and '-infinity'.
enum class DateTimeKind { value, epoch, late, early };
struct DateTimeResult {
  DateTimeError error = DateTimeError::none;
  DateTimeKind kind = DateTimeKind::value;
  BrokenDownTime time;
  std::string zone;  ///< the name that unknown_zone is about
};
/// DecodeDateTime, with the default DateOrder (MDY).
[[nodiscard]] DateTimeResult decode_datetime(std::vector<DateTimeField> fields, int server_version);
/// DecodeTimeOnly
[[nodiscard]] DateTimeResult decode_time(std::vector<DateTimeField> fields, int server_version);

/// Julian day number of a Gregorian date, and its reverse.
[[nodiscard]] long long julian_day(int year, int month, int day);
void date_of_julian_day(long long julian, BrokenDownTime& time);

/// interval_in without its final step. `range`: the fields a type modifier allows, 0x7FFF for all.
[[nodiscard]] DateTimeError check_interval_text(std::string_view text, int range, int server_version);

}  // namespace pgscribe::literal
