#include "literal/datetime_fields.hpp"
#include "literal/literal_types.hpp"
#include "literal/messages.hpp"

// date_in, time_in, timestamp_in, interval_in and their siblings: PostgreSQL's ranges and messages.

namespace pgscribe::literal {

namespace oid = catalog::oid;

namespace {

constexpr int kFullRange = 0x7FFF;              // INTERVAL_FULL_RANGE
constexpr long long kEpochJulianDay = 2451545;  // 2000-01-01
constexpr long long kEndOfDates = 2147483494;   // DATE_END_JULIAN
constexpr long long kSecondsPerDay = 86400;
constexpr long long kFirstTimestampSecond = -211813488000;   // 4714-11-24 BC
constexpr long long kMaxZoneSeconds = 16 * 3600;             // MAX_TZDISP_HOUR is 15
constexpr long long kEndOfTimestampSeconds = 9223371331200;  // 294277-01-01

std::string_view type_label(catalog::Oid type) {
  switch (type) {
    case oid::date: return "date";
    case oid::time: return "time";
    case oid::timetz: return "time with time zone";
    case oid::timestamp: return "timestamp";
    case oid::timestamptz: return "timestamp with time zone";
    default: return "interval";
  }
}

/// DateTimeParseError
LiteralError describe(DateTimeError error, catalog::Oid type, std::string_view text, std::string_view zone,
                      int server_version) {
  switch (error) {
    case DateTimeError::field_overflow:
      if (type == oid::interval) return msg::IntervalFieldOutOfRange(text);
      return msg::DateTimeFieldOutOfRange(text);
    case DateTimeError::month_day_overflow:
      return msg::DateTimeFieldOutOfRangeDatestyle(text, server_version >= 18 ? "DateStyle" : "datestyle");
    case DateTimeError::interval_overflow: return msg::IntervalOutOfRange();
    case DateTimeError::zone_overflow: return msg::TimeZoneDisplacementOutOfRange(text);
    case DateTimeError::unknown_zone: return msg::TimeZoneNotRecognized(zone);
    case DateTimeError::none:
    case DateTimeError::bad_format: break;
  }
  return msg::InvalidDateTimeSyntaxForType(type_label(type), text);
}

/// IS_VALID_JULIAN
bool is_valid_julian(const BrokenDownTime& time) {
  const bool after_start = time.year > -4713 || (time.year == -4713 && time.month >= 11);
  const bool before_end = time.year < 5874898 || (time.year == 5874898 && time.month < 6);
  return after_start && before_end;
}

bool is_valid_date(const BrokenDownTime& time) {
  return is_valid_julian(time) && julian_day(time.year, time.month, time.day) >= 0 &&
         julian_day(time.year, time.month, time.day) < kEndOfDates;
}

/// `slack`: seconds by which a time zone, the session's perhaps, may move the value.
bool is_valid_timestamp(const BrokenDownTime& time, long long slack) {
  if (!is_valid_julian(time)) return false;
  const long long days = julian_day(time.year, time.month, time.day) - kEpochJulianDay;
  const long long seconds = days * kSecondsPerDay + time.hour * 3600LL + time.minute * 60LL + time.second;
  return seconds >= kFirstTimestampSecond - slack && seconds < kEndOfTimestampSeconds + slack;
}

LiteralResult check_range_of_value(catalog::Oid type, const BrokenDownTime& time, std::string_view text) {
  if (type == oid::date && !is_valid_date(time)) {
    return msg::DateOutOfRange(text);
  }
  const bool is_zoned = type == oid::timestamptz;
  if ((type == oid::timestamp || is_zoned) && !is_valid_timestamp(time, is_zoned ? kMaxZoneSeconds : 0)) {
    return msg::TimestampOutOfRange(text);
  }
  return std::nullopt;
}

}  // namespace

LiteralResult check_datetime(catalog::Oid type, int type_modifier, std::string_view text, int server_version) {
  if (type == oid::interval) {
    const int range = type_modifier >= 0 ? (type_modifier >> 16) & kFullRange : kFullRange;
    const DateTimeError error = check_interval_text(text, range, server_version);
    if (error == DateTimeError::none) return std::nullopt;
    return describe(error, type, text, {}, server_version);
  }
  auto fields = split_datetime(text);
  if (!fields) return describe(DateTimeError::bad_format, type, text, {}, server_version);
  const bool is_time = type == oid::time || type == oid::timetz;
  const DateTimeResult result =
      is_time ? decode_time(std::move(*fields), server_version) : decode_datetime(std::move(*fields), server_version);
  if (result.error != DateTimeError::none) return describe(result.error, type, text, result.zone, server_version);
  if (is_time || result.kind != DateTimeKind::value) return std::nullopt;
  return check_range_of_value(type, result.time, text);
}

}  // namespace pgscribe::literal
