#include "pgscribe/json.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "models.hpp"
#include "pgscribe/composed_codecs.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

template <typename T>
void round_trip(const T& value, const json& expected) {
  CHECK(json_value(value) == expected);
  T read{};
  json_read(expected, read);
  CHECK(json_value(read) == expected);
}

}  // namespace

TEST_CASE("JSON of plain values") {
  round_trip(true, true);
  round_trip(std::int64_t{-5}, -5);
  round_trip(std::string{"a\"b"}, "a\"b");
  round_trip(2.5, 2.5);
  round_trip(std::numeric_limits<double>::infinity(), "Infinity");
  round_trip(-std::numeric_limits<float>::infinity(), "-Infinity");
  CHECK(json_value(std::nan("")) == "NaN");
  round_trip('x', "x");
}

TEST_CASE("JSON of what may be NULL, and of lists") {
  round_trip(std::optional<int>{}, nullptr);
  round_trip(std::optional<int>{3}, 3);
  round_trip(std::vector<std::optional<std::string>>{"a", std::nullopt}, json::array({"a", nullptr}));
  round_trip(std::vector<bool>{true, false}, json::array({true, false}));
  round_trip(std::vector<std::vector<int>>{{1}, {}}, json::parse("[[1], []]"));
  round_trip(std::map<std::string, std::vector<int>, std::less<>>{{"a", {1, 2}}, {"b", {}}},
             json::parse(R"({"a": [1, 2], "b": []})"));
  round_trip(Hstore{{"a", "1"}, {"b", std::nullopt}}, json::parse(R"({"a": "1", "b": null})"));
}

TEST_CASE("JSON of the value types") {
  round_trip(*Uuid::parse("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
  round_trip(*Numeric::parse("12345678901234567890.10"), "12345678901234567890.10");
  round_trip(Json{R"({"a":[1]})"}, json::parse(R"({"a": [1]})"));
  round_trip(Bytes{std::byte{255}}, "\\xff");
  round_trip(Money{-5}, -5);
  round_trip(*parse_date("2024-02-29"), "2024-02-29");
  round_trip(kInfinity<Date>, "infinity");
  round_trip(*parse_timestamptz("2024-02-29 12:00:00.5+00"), "2024-02-29T12:00:00.5Z");
  round_trip(*parse_timestamp("2024-02-29 12:00:00"), "2024-02-29T12:00:00");
  round_trip(kNegativeInfinity<TimestampTz>, "-infinity");
  round_trip(Interval{14, 0, 1s}, "P1Y2MT1S");
  round_trip(*Inet::parse("10.0.0.1/8"), "10.0.0.1/8");
  round_trip(Point{1, 2.5}, "(1,2.5)");
  round_trip(db::MpaaRating::pg_13, "PG-13");
  db::MpaaRating rating{};
  CHECK_THROWS_AS(json_read(json("XXX"), rating), ConversionError);
}

TEST_CASE("JSON of ranges") {
  round_trip(Range<int>{.lower = 1, .upper = 5},
             json::parse(R"({"lower": 1, "upper": 5, "lower_inclusive": true, "upper_inclusive": false})"));
  round_trip(Range<int>::none(), json::parse(R"({"empty": true})"));
  round_trip(Multirange<int>{{Range<int>{.upper = 5}}},
             json::parse(R"([{"lower": null, "upper": 5, "lower_inclusive": true, "upper_inclusive": false}])"));
}

TEST_CASE("numbers that a type does not hold are refused") {
  const auto refuses = []<typename T>(T value, const char* text) {
    CAPTURE(std::string{text});
    CHECK_THROWS_AS(json_read(json::parse(text), value), std::exception);
  };
  refuses(std::int16_t{}, "32768");
  refuses(std::int16_t{}, "-32769");
  refuses(std::int32_t{}, "2147483648");
  refuses(std::int32_t{}, "1.5");
  refuses(std::int32_t{}, "true");
  refuses(std::int32_t{}, "null");
  refuses(std::int64_t{}, "9223372036854775808");
  refuses(std::uint32_t{}, "-1");
  refuses(std::uint64_t{}, "-1");
  refuses(Money{}, "9223372036854775808");
  round_trip(std::int16_t{-32768}, -32768);
  round_trip(std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max());
  round_trip(std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::uint64_t>::max());
}

TEST_CASE("what a member cannot be is said with its name") {
  const auto said = []<typename T>(T value, const char* object) -> std::string {
    try {
      json_read_member(json::parse(object), "a", value);
    } catch (const ConversionError& error) {
      return error.message();
    }
    return "nothing";
  };
  CHECK(said(std::string{}, "{}") == "member \"a\" is missing");
  CHECK(said(std::string{}, "[]") == "member \"a\" is missing");
  CHECK(said(std::string{}, R"({"a": 1})") == "member \"a\" is of another type");
  CHECK(said(std::int32_t{}, R"({"a": 5000000000})") == "member \"a\": the number is out of range");
  CHECK(said(Patch<std::int32_t>{}, R"({"a": 5000000000})") == "member \"a\": the number is out of range");
  CHECK(said(Patch<std::string>{}, R"({"a": 1})") == "member \"a\" is of another type");
  CHECK(said(std::vector<bool>{}, R"({"a": [true, 1]})") == "member \"a\" is of another type");
  CHECK(said(std::optional<int>{}, "{}") == "nothing");
  CHECK(said(Patch<int>{}, "{}") == "nothing");
}

TEST_CASE("members that are not there read as NULL") {
  CHECK(json_member(json::parse(R"({"a": 1})"), "a") == 1);
  CHECK(json_member(json::object(), "a").is_null());
}
