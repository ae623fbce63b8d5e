#include <limits>

#include "codec_check.hpp"
#include "codecs/json_text.hpp"
#include "models.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/json_codecs.hpp"
#include "pgscribe/types.hpp"

using namespace pgscribe;
using namespace codec_check;
using db::Place;

namespace {

constexpr Column kPlaceFields[] = {
    column<decltype(Place::city)>("city", offsetof(Place, city), codec::text),
    column<decltype(Place::altitude)>("altitude", offsetof(Place, altitude), codec::int4),
};
constexpr auto kPlace = codec::composite<Place>({"public", "place"}, kPlaceFields);

struct OrderLine {
  std::int32_t line{};
  Json settings{};
  std::optional<Json> extra{};
  bool operator==(const OrderLine&) const = default;
};
constexpr Column kLineFields[] = {
    column<decltype(OrderLine::line)>("line", offsetof(OrderLine, line), codec::int4),
    column<decltype(OrderLine::settings)>("set \"x\"", offsetof(OrderLine, settings),
                                          codec::domain<codec::jsonb, "public", "document">),
    column<decltype(OrderLine::extra)>("extra", offsetof(OrderLine, extra), codec::jsonb),
};
constexpr auto kLine = codec::record<OrderLine>(kLineFields);

struct Instant {
  std::string text{};
  bool operator==(const Instant&) const = default;
};
Instant parse_instant(std::string_view text) { return {std::string{text}}; }
std::string print_instant(const Instant& value) { return value.text; }
constexpr auto kInstant = codec::custom<Instant, &parse_instant, &print_instant>("timestamptz");

constexpr auto kLines = codec::from_json<codec::array<kLine>, codec::json>;

template <const auto& C>
auto from(std::string_view json) {
  return decode(codec::from_json<C, codec::json>, json);
}

}  // namespace

TEST_CASE("values without parts, as to_json writes them") {
  CHECK(from<codec::bool_>("true"));
  CHECK_FALSE(from<codec::bool_>("false"));
  CHECK(from<codec::int8>("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  CHECK(from<codec::float8>("\"-Infinity\"") == -std::numeric_limits<double>::infinity());
  CHECK(from<codec::float8>("1e+300") == 1e300);
  CHECK(from<codec::numeric>("1.50") == "1.50"_num);
  CHECK(from<codec::text>(R"("tab\t\"q\" \\ \/ \b\f\n\r \u00e9 \ud83d\ude00 é")") ==
        "tab\t\"q\" \\ / \b\f\n\r é \U0001F600 é");
  CHECK(from<codec::bytea>(R"("\\x00ff")") == Bytes{std::byte{0}, std::byte{255}});
  CHECK(from<codec::timestamp>(R"("2024-02-29T12:30:00.5")") == parse_timestamp("2024-02-29 12:30:00.5"));
  CHECK(from<codec::timestamptz>(R"("0044-03-15T00:00:00+05:53:28 BC")") ==
        parse_timestamptz("0044-03-15 00:00:00+05:53:28 BC"));
  CHECK(from<codec::date>(R"("infinity")") == kInfinity<Date>);
  CHECK(from<codec::int4range>(R"-("[1,5)")-") == Range<std::int32_t>{.lower = 1, .upper = 5});
  CHECK(from<codec::json>(R"({"a": [1, null]})").text == R"({"a": [1, null]})");
  CHECK(from<codec::hstore>(R"({"a": "1", "q\"": null})") == Hstore{{"a", "1"}, {"q\"", std::nullopt}});
  CHECK(from<codec::hstore>("{}").empty());
  CHECK(from<codec::int2vector>("[1,2,3]") == std::vector<std::int16_t>{1, 2, 3});
}

TEST_CASE("a codec of the user's own gets PostgreSQL's text form") {
  const auto instant = [](std::string_view json) {
    static constexpr auto kOfType = codec::for_type<kInstant, codec::timestamptz>;
    return from<kOfType>(json).text;
  };
  CHECK(instant(R"("2024-02-29T12:30:00+00:00")") == "2024-02-29 12:30:00+00");
  CHECK(instant(R"("2024-02-29T12:30:00-05:30")") == "2024-02-29 12:30:00-05:30");
  CHECK(instant(R"("0044-03-15T00:00:00+05:53:28 BC")") == "0044-03-15 00:00:00+05:53:28 BC");
  CHECK(instant(R"("0044-03-15T00:00:00+00:00 BC")") == "0044-03-15 00:00:00+00 BC");
  CHECK(instant(R"("-infinity")") == "-infinity");
}

TEST_CASE("arrays, and arrays of arrays") {
  CHECK(from<codec::array<codec::int4>>("[1, 2 ,\n3]") == std::vector<std::int32_t>{1, 2, 3});
  CHECK(from<codec::array<codec::int4>>("[ ]").empty());
  CHECK(from<codec::array<codec::array<codec::int4>>>("[[1],[2,3]]") ==
        std::vector<std::vector<std::int32_t>>{{1}, {2, 3}});
  CHECK(from<codec::nullable_array<codec::text>>(R"(["NULL", null, "]"])") ==
        std::vector<std::optional<std::string>>{"NULL", std::nullopt, "]"});
  CHECK(from<codec::array<codec::bool_>>("[true,false]") == std::vector<bool>{true, false});
  CHECK_THROWS_AS(from<codec::array<codec::int4>>("[1,null]"), UnexpectedNull);
}

TEST_CASE("objects are read by their keys, in any order; other keys are passed over") {
  const std::vector<OrderLine> lines =
      decode(kLines, R"([{"line": 1, "set \"x\"": {"deep": [{"}": "]"}]}, "extra": null},)"
                     R"( {"later": {"a": [1]}, "extra": "e", "set \u0022x\u0022": null, "line": 2, "line": 3}])");
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == OrderLine{1, Json{R"({"deep": [{"}": "]"}]})"}, std::nullopt});
  CHECK(lines[1] == OrderLine{3, Json{"null"}, Json{"\"e\""}});
  CHECK(from<kPlace>(R"({"altitude": 3})") == Place{std::nullopt, 3});
  CHECK(from<codec::nullable_array<kPlace>>(R"([null, {"city": "x"}])") ==
        std::vector<std::optional<Place>>{std::nullopt, Place{"x", std::nullopt}});
}

TEST_CASE("a key that has to be there, and null where NULL was ruled out, name their column") {
  const auto column_of = [](std::string_view json) -> std::string {
    try {
      (void)decode(kLines, json);
    } catch (const Error& error) {
      return std::string{error.column()} + ": " + error.what();
    }
    return "";
  };
  CHECK(column_of(R"([{"set \"x\"": 1}])").find("line: ") == 0);
  CHECK(column_of(R"([{"line": null, "set \"x\"": 1}])").find("line: ") == 0);
  CHECK(column_of(R"([{"line": "secret", "set \"x\"": 1}])").find("line: ") == 0);
  CHECK(column_of(R"([{"line": "secret", "set \"x\"": 1}])").find("secret") == std::string::npos);
}

TEST_CASE("maps") {
  using Map = std::map<std::string, std::int32_t, std::less<>>;
  using NullableMap = std::map<std::string, std::optional<std::int32_t>, std::less<>>;
  CHECK(from<codec::json_map<codec::int4>>(R"({ "a" : 1, "b": 2, "a": 3 })") == Map{{"a", 3}, {"b", 2}});
  CHECK(from<codec::nullable_json_map<codec::int4>>(R"({"a": null})") == NullableMap{{"a", std::nullopt}});
  CHECK_THROWS_AS(from<codec::json_map<codec::int4>>(R"({"a": null})"), UnexpectedNull);
  CHECK(from<codec::json_map<kPlace>>(R"({"": {"city": "x"}})").at("") == Place{"x", std::nullopt});
}

TEST_CASE("binary jsonb has a version in front") {
  constexpr auto kNumbers = codec::from_json<codec::array<codec::int4>, codec::jsonb>;
  CHECK(decode(kNumbers, "\1[1]", true) == std::vector<std::int32_t>{1});
  refused_binary(kNumbers, "[1]");
  CHECK(decode(codec::from_json<codec::array<codec::int4>, codec::json>, "[1]", true).size() == 1);
  CHECK(detail::reads_binary(kNumbers));
  CHECK(detail::type_name(kNumbers) == "jsonb");
}

TEST_CASE("what is no JSON, and what is JSON of another shape") {
  for (const char* json : {"", "[", "[1", "[1,]", "[,1]", "[1 2]", "{\"line\"}", "[{\"line\":}]", "[{\"line\" 1}]",
                           "[{line:1}]", "[\"", "[\"\\\"]", "[[1]", "[{]", "1", "{}", "[1]", "[\"a\"]", "null"})
    refused(kLines, json);
  for (const char* text :
       {R"(["\u12"])", R"(["\x"])", R"(["\ud83d"])", R"(["\ud83d\u0041"])", R"(["\ude00"])", R"(["\u00zz"])"})
    refused(codec::from_json<codec::array<codec::text>, codec::json>, text);
}

TEST_CASE("what is passed over may be nested as deeply as the server lets it") {
  const std::size_t depth = 1'000'000;
  const std::string json =
      "[{\"line\":1,\"set \\\"x\\\"\":1,\"later\":" + std::string(depth, '[') + std::string(depth, ']') + "}]";
  CHECK(decode(kLines, json).size() == 1);
}
