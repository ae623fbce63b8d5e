#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

/// Dates and times. PostgreSQL counts microseconds; so do these types. `infinity` and `-infinity` are the greatest
/// and the least value of the C++ type (see is_infinite), values the server cannot store otherwise. Timestamps in
/// the last 30 years of PostgreSQL's range (after 294247-01-10) do not fit and raise ConversionError.
namespace pgscribe {

/// `date`: proleptic Gregorian, without a zone.
using Date = std::chrono::local_days;
/// `timestamp`: a wall-clock reading without a zone.
using Timestamp = std::chrono::local_time<std::chrono::microseconds>;
/// `timestamptz`: an instant. The zone it was written in is not stored by PostgreSQL either.
using TimestampTz = std::chrono::sys_time<std::chrono::microseconds>;

template <typename T>
concept TimePoint = std::is_same_v<T, Date> || std::is_same_v<T, Timestamp> || std::is_same_v<T, TimestampTz>;

template <TimePoint T>
inline constexpr T kInfinity = T::max();
template <TimePoint T>
inline constexpr T kNegativeInfinity = T::min();

template <TimePoint T>
[[nodiscard]] constexpr bool is_infinite(T value) noexcept {
  return value == kInfinity<T> || value == kNegativeInfinity<T>;
}

/// `time`: time since midnight, from 00:00:00 up to and including 24:00:00.
struct Time {
  std::chrono::microseconds since_midnight{};

  auto operator<=>(const Time&) const = default;
};

/// `timetz`: a time of day with a fixed offset, positive east of Greenwich.
struct TimeTz {
  std::chrono::microseconds since_midnight{};
  std::chrono::seconds utc_offset{};

  bool operator==(const TimeTz&) const = default;
};

/// The parts of an interval by name: `Interval{{.days = 30}}`.
struct IntervalParts {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::chrono::microseconds time{};
};

/// `interval`: three independent parts, because a month has no fixed number of days nor a day of hours.
/// Equality is memberwise; PostgreSQL's `=` takes 1 month for 30 days.
struct Interval {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::chrono::microseconds time{};

  constexpr Interval() = default;
  constexpr Interval(std::int32_t month_part, std::int32_t day_part, std::chrono::microseconds time_part) noexcept
      : months(month_part), days(day_part), time(time_part) {}
  constexpr Interval(const IntervalParts& parts) noexcept  // NOLINT(google-explicit-constructor): the same by name
      : months(parts.months), days(parts.days), time(parts.time) {}

  bool operator==(const Interval&) const = default;
};

/// ISO 8601 as PostgreSQL prints it with DateStyle ISO: `2024-02-29`, `2024-02-29 12:30:00.5`,
/// `2024-02-29 12:30:00.5+00`, `0044-03-15 BC`, `infinity`.
[[nodiscard]] std::string to_string(Date value);
[[nodiscard]] std::string to_string(Timestamp value);
[[nodiscard]] std::string to_string(TimestampTz value);
/// `12:30:00.5`
[[nodiscard]] std::string to_string(Time value);
/// `12:30:00+02:00`
[[nodiscard]] std::string to_string(TimeTz value);
/// ISO 8601 as IntervalStyle iso_8601: `P1Y2M3DT4H5M6.5S`
[[nodiscard]] std::string to_string(Interval value);

[[nodiscard]] std::optional<Date> parse_date(std::string_view text) noexcept;
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text) noexcept;
[[nodiscard]] std::optional<TimestampTz> parse_timestamptz(std::string_view text) noexcept;
[[nodiscard]] std::optional<Time> parse_time(std::string_view text) noexcept;
[[nodiscard]] std::optional<TimeTz> parse_timetz(std::string_view text) noexcept;
/// Every IntervalStyle: postgres, postgres_verbose, sql_standard, iso_8601.
[[nodiscard]] std::optional<Interval> parse_interval(std::string_view text) noexcept;

}  // namespace pgscribe
