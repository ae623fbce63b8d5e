#include "pgscribe/types/time.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "codec_check.hpp"
#include "pgscribe/codecs.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;
using codec_check::refused;
using codec_check::round_trip;
using std::chrono::days;
using std::chrono::microseconds;

namespace {

Date day(int year, unsigned month, unsigned day_of_month) {
  return Date{
      std::chrono::local_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day_of_month)}};
}

Timestamp stamp(Date date, microseconds clock) { return Timestamp{date.time_since_epoch() + clock}; }
TimestampTz instant(Date date, microseconds clock) { return TimestampTz{date.time_since_epoch() + clock}; }

}  // namespace

TEST_CASE("dates") {
  round_trip(codec::date, "1970-01-01", day(1970, 1, 1));
  round_trip(codec::date, "2024-02-29", day(2024, 2, 29));
  round_trip(codec::date, "1999-12-31", day(1999, 12, 31));
  round_trip(codec::date, "0001-01-01", day(1, 1, 1));
  round_trip(codec::date, "0001-12-31 BC", day(0, 12, 31));
  round_trip(codec::date, "0044-03-15 BC", day(-43, 3, 15));
  round_trip(codec::date, "4713-11-24 BC", day(-4712, 11, 24));
  round_trip(codec::date, "9999-12-31", day(9999, 12, 31));
  round_trip(codec::date, "5874897-12-31", Date{days{2'145'042'905}});
  round_trip(codec::date, "infinity", kInfinity<Date>);
  round_trip(codec::date, "-infinity", kNegativeInfinity<Date>);
  CHECK(to_string(Date{days{2'145'042'905}}) == "5874897-12-31");
  CHECK(to_string(day(-43, 3, 15)) == "0044-03-15 BC");
  for (const char* text :
       {"", "2023-02-29", "2024-13-01", "2024-1", "01/02/2024", "2024-01-01x", "0000-01-01", "2024-00-10", "now"}) {
    refused(codec::date, text);
  }
}

TEST_CASE("dates beyond int32 days are refused") {
  std::string out;
  const Date far{days{3'000'000'000}};
  CHECK_THROWS_AS(codec::date.encode_binary(codec::date, &far, out), ConversionError);
}

TEST_CASE("timestamps") {
  round_trip(codec::timestamp, "2000-01-01 00:00:00", stamp(day(2000, 1, 1), 0us));
  round_trip(codec::timestamp, "1999-12-31 23:59:59.999999", stamp(day(2000, 1, 1), -1us));
  round_trip(codec::timestamp, "1969-12-31 23:59:59.5", stamp(day(1970, 1, 1), -500ms));
  round_trip(codec::timestamp, "0001-12-31 12:00:00 BC", stamp(day(0, 12, 31), 12h));
  round_trip(codec::timestamp, "294246-12-31 00:00:00", Timestamp{microseconds{9223371158400000000}});
  round_trip(codec::timestamp, "infinity", kInfinity<Timestamp>);
  round_trip(codec::timestamp, "-infinity", kNegativeInfinity<Timestamp>);
  CHECK(is_infinite(kInfinity<Timestamp>));
  CHECK_FALSE(is_infinite(stamp(day(2024, 1, 1), 0us)));
  CHECK(to_string(stamp(day(2024, 5, 6), 7h + 8min + 9s + 120ms)) == "2024-05-06 07:08:09.12");
  for (const char* text : {"2024-01-01", "2024-01-01 24:00:01", "2024-01-01 00:60:00", "2024-01-01 00:00:00+00",
                           "294276-12-31 23:59:59"}) {
    refused(codec::timestamp, text);
  }
}

TEST_CASE("instants, in whatever zone the session prints them") {
  const TimestampTz noon = instant(day(2024, 5, 6), 12h);
  round_trip(codec::timestamptz, "2024-05-06 12:00:00+00", noon);
  round_trip(codec::timestamptz, "2024-05-06 14:00:00+02", noon);
  round_trip(codec::timestamptz, "2024-05-06 17:45:00+05:45", noon);
  round_trip(codec::timestamptz, "2024-05-06 08:29:50-03:30:10", noon);
  round_trip(codec::timestamptz, "2024-05-07 00:00:00+12", noon);
  round_trip(codec::timestamptz, "2024-05-06T12:00:00Z", noon);
  round_trip(codec::timestamptz, "0044-03-15 00:00:00+00 BC", instant(day(-43, 3, 15), 0us));
  round_trip(codec::timestamptz, "-infinity", kNegativeInfinity<TimestampTz>);
  CHECK(to_string(noon) == "2024-05-06 12:00:00+00");
  refused(codec::timestamptz, "2024-05-06 12:00:00");
  refused(codec::timestamptz, "Mon May 06 12:00:00 2024 UTC");
}

TEST_CASE("instants that only PostgreSQL can hold are refused in both forms") {
  refused(codec::timestamptz, "294276-12-31 23:59:59+00");
  std::string bytes;
  detail::store(bytes, std::int64_t{9'223'371'331'199'999'999});
  codec_check::refused_binary(codec::timestamptz, bytes);
}

TEST_CASE("times of day") {
  round_trip(codec::time, "00:00:00", Time{});
  round_trip(codec::time, "24:00:00", Time{24h});
  round_trip(codec::time, "09:08:07.000001", Time{9h + 8min + 7s + 1us});
  CHECK(to_string(Time{9h + 30min}) == "09:30:00");
  refused(codec::time, "24:00:00.000001");
  refused(codec::time, "12");
}

TEST_CASE("times of day with an offset") {
  round_trip(codec::timetz, "12:00:00+00", TimeTz{12h, 0s});
  round_trip(codec::timetz, "12:00:00-08", TimeTz{12h, -8h});
  round_trip(codec::timetz, "12:00:00.25+05:45", TimeTz{12h + 250ms, 5h + 45min});
  round_trip(codec::timetz, "00:00:00+01:02:03", TimeTz{0us, 1h + 2min + 3s});
  CHECK(to_string(TimeTz{12h, -(3h + 30min)}) == "12:00:00-03:30");
  refused(codec::timetz, "12:00:00");
}

TEST_CASE("intervals in the style postgres") {
  round_trip(codec::interval, "00:00:00", Interval{});
  round_trip(codec::interval, "1 year 2 mons 3 days 04:05:06.5", Interval{14, 3, 4h + 5min + 6500ms});
  round_trip(codec::interval, "-1 years -2 mons +3 days -04:05:06", Interval{-14, 3, -(4h + 5min + 6s)});
  round_trip(codec::interval, "1 mon", Interval{1, 0, 0us});
  round_trip(codec::interval, "-1 days", Interval{0, -1, 0us});
  round_trip(codec::interval, "-00:00:00.000001", Interval{0, 0, -1us});
  round_trip(codec::interval, "2562047788:00:54.775807", Interval{0, 0, microseconds::max()});
}

TEST_CASE("intervals in the other styles") {
  const Interval mixed{14, -3, 4h + 5min + 6500ms};
  CHECK(parse_interval("P1Y2M-3DT4H5M6.5S") == mixed);
  CHECK(parse_interval("@ 1 year 2 mons -3 days 4 hours 5 mins 6.5 secs") == mixed);
  CHECK(parse_interval("+1-2 -3 +4:05:06.5") == mixed);
  CHECK(parse_interval("@ 1 year 3 days ago") == Interval{-12, -3, 0us});
  CHECK(parse_interval("@ 0") == Interval{});
  CHECK(parse_interval("PT0S") == Interval{});
  CHECK(parse_interval("0") == Interval{});
  CHECK(parse_interval("1-2") == Interval{14, 0, 0us});
  CHECK(parse_interval("-1-2") == Interval{-14, 0, 0us});
  CHECK(parse_interval("3 4:05:06") == Interval{0, 3, 4h + 5min + 6s});
  CHECK(parse_interval("-3 4:05:06") == Interval{0, -3, -(4h + 5min + 6s)});
  CHECK(parse_interval("PT-4H-5M-6.5S") == Interval{0, 0, -(4h + 5min + 6500ms)});
  CHECK_FALSE(parse_interval(""));
  CHECK_FALSE(parse_interval("1 parsec"));
  CHECK_FALSE(parse_interval("P1X"));
  CHECK_FALSE(parse_interval("1 year nonsense"));
}

TEST_CASE("intervals print in ISO 8601") {
  CHECK(to_string(Interval{}) == "PT0S");
  CHECK(to_string(Interval{14, -3, 4h + 5min + 6500ms}) == "P1Y2M-3DT4H5M6.5S");
  CHECK(to_string(Interval{0, 0, -500ms}) == "PT-0.5S");
  CHECK(to_string(Interval{-1, 0, -(90min)}) == "P-1MT-1H-30M");
}

TEST_CASE("infinite intervals of PostgreSQL 17") {
  const auto infinite = parse_interval("infinity");
  REQUIRE(infinite);
  CHECK(infinite->months == std::numeric_limits<std::int32_t>::max());
  CHECK(to_string(*infinite) == "infinity");
  CHECK(to_string(*parse_interval("-infinity")) == "-infinity");
}
