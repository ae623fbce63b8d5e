#include <limits>

#include "codecs/define.hpp"
#include "pgscribe/codecs.hpp"

// Dates and times, in binary counted from 2000-01-01 in days or microseconds. The binary forms count from 2000-01-01,
// in days or microseconds.

namespace pgscribe {

namespace {

using detail::bad_value;
using detail::define;
using detail::store;
using detail::WireReader;
using std::chrono::microseconds;

constexpr std::int64_t kEpochDays = 10'957;
constexpr std::int64_t kEpochMicros = kEpochDays * 86'400'000'000;

template <typename T>
std::optional<T> parse(std::string_view text) noexcept {
  if constexpr (std::is_same_v<T, Date>)
    return parse_date(text);
  else if constexpr (std::is_same_v<T, Timestamp>)
    return parse_timestamp(text);
  else
    return parse_timestamptz(text);
}

constexpr std::string_view kNotIso = "not the ISO form (is DateStyle ISO?), or out of range";

// int32 days; the extremes are the infinities.
void decode_date(const Codec& codec, const Cell& cell, void* value) {
  auto& date = *static_cast<Date*>(value);
  if (!cell.binary) {
    const auto parsed = parse_date(cell.text());
    if (!parsed) bad_value(codec, kNotIso);
    date = *parsed;
    return;
  }
  if (cell.size != 4) bad_value(codec);
  const auto days = detail::load<std::int32_t>(cell.data);
  if (days == std::numeric_limits<std::int32_t>::max())
    date = kInfinity<Date>;
  else if (days == std::numeric_limits<std::int32_t>::min())
    date = kNegativeInfinity<Date>;
  else
    date = Date{std::chrono::days{days + kEpochDays}};
}

void encode_date_binary(const Codec& codec, const void* value, std::string& out) {
  const auto date = *static_cast<const Date*>(value);
  using Limits = std::numeric_limits<std::int32_t>;
  if (date == kInfinity<Date>) return store(out, Limits::max());
  if (date == kNegativeInfinity<Date>) return store(out, Limits::min());
  const std::int64_t days = date.time_since_epoch().count();
  if (days < Limits::min() || days >= Limits::max()) bad_value(codec, "date out of range");
  const std::int64_t since_epoch = days - kEpochDays;
  if (since_epoch <= Limits::min()) bad_value(codec, "date out of range");
  store(out, static_cast<std::int32_t>(since_epoch));
}

// int64 microseconds; the extremes are the infinities.
template <typename T>
void decode_timestamp(const Codec& codec, const Cell& cell, void* value) {
  auto& time = *static_cast<T*>(value);
  if (!cell.binary) {
    const auto parsed = parse<T>(cell.text());
    if (!parsed) bad_value(codec, kNotIso);
    time = *parsed;
    return;
  }
  if (cell.size != 8) bad_value(codec);
  std::int64_t micros = detail::load<std::int64_t>(cell.data);
  using Limits = std::numeric_limits<std::int64_t>;
  if (micros != Limits::max() && micros != Limits::min() && __builtin_add_overflow(micros, kEpochMicros, &micros)) {
    bad_value(codec, "out of range");
  }
  time = T{microseconds{micros}};
}

template <typename T>
void encode_timestamp_binary(const Codec& codec, const void* value, std::string& out) {
  const auto time = *static_cast<const T*>(value);
  std::int64_t micros = time.time_since_epoch().count();
  if (!is_infinite(time) && __builtin_sub_overflow(micros, kEpochMicros, &micros))
    bad_value(codec, "timestamp out of range");
  store(out, micros);
}

// ADL does not find our to_string for the types of std::chrono.
template <typename T>
void print_time(const Codec&, const void* value, std::string& out) {
  out += pgscribe::to_string(*static_cast<const T*>(value));
}

template <typename T>
constexpr Codec timestamp_codec(detail::TypeId id) {
  return define<T>(id, &decode_timestamp<T>, &print_time<T>, &encode_timestamp_binary<T>);
}

Time read_time(WireReader& reader) { return {microseconds{reader.take<std::int64_t>()}}; }

void encode_time_binary(const Codec&, const void* value, std::string& out) {
  store(out, std::int64_t{static_cast<const Time*>(value)->since_midnight.count()});
}

// int64 microseconds, then int32 seconds west of Greenwich.
TimeTz read_timetz(WireReader& reader) {
  TimeTz time;
  time.since_midnight = microseconds{reader.take<std::int64_t>()};
  time.utc_offset = -std::chrono::seconds{reader.take<std::int32_t>()};
  return time;
}

void encode_timetz_binary(const Codec& codec, const void* value, std::string& out) {
  const auto& time = *static_cast<const TimeTz*>(value);
  const std::int64_t west = -time.utc_offset.count();
  if (west < -86'400 || west > 86'400) bad_value(codec, "time zone displacement out of range");
  store(out, std::int64_t{time.since_midnight.count()});
  store(out, static_cast<std::int32_t>(west));
}

// int64 microseconds, int32 days, int32 months.
Interval read_interval(WireReader& reader) {
  Interval interval;
  interval.time = microseconds{reader.take<std::int64_t>()};
  interval.days = reader.take<std::int32_t>();
  interval.months = reader.take<std::int32_t>();
  return interval;
}

void encode_interval_binary(const Codec&, const void* value, std::string& out) {
  const auto& interval = *static_cast<const Interval*>(value);
  store(out, std::int64_t{interval.time.count()});
  store(out, interval.days);
  store(out, interval.months);
}

}  // namespace

namespace codec {

constinit const CodecOf<Date> date{
    define<Date>({"date", 1082, 1182}, &decode_date, &print_time<Date>, &encode_date_binary)};
constinit const CodecOf<Timestamp> timestamp{timestamp_codec<Timestamp>({"timestamp", 1114, 1115})};
constinit const CodecOf<TimestampTz> timestamptz{timestamp_codec<TimestampTz>({"timestamptz", 1184, 1185})};
constinit const CodecOf<Time> time{define<Time>({"time", 1083, 1183},
                                                &detail::decode_value<Time, &parse_time, &read_time>, &print_time<Time>,
                                                &encode_time_binary)};
constinit const CodecOf<TimeTz> timetz{define<TimeTz>({"timetz", 1266, 1270},
                                                      &detail::decode_value<TimeTz, &parse_timetz, &read_timetz>,
                                                      &print_time<TimeTz>, &encode_timetz_binary)};
constinit const CodecOf<Interval> interval{
    define<Interval>({"interval", 1186, 1187}, &detail::decode_value<Interval, &parse_interval, &read_interval>,
                     &print_time<Interval>, &encode_interval_binary)};

}  // namespace codec
}  // namespace pgscribe
