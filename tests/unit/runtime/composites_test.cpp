#include "codec_check.hpp"
#include "models.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"

using namespace pgscribe;
using namespace codec_check;
using db::Place;
using db::Studio;

namespace {

constexpr Column kPlaceFields[] = {
    column<decltype(Place::city)>("city", offsetof(Place, city), codec::text),
    column<decltype(Place::altitude)>("altitude", offsetof(Place, altitude), codec::int4),
};
constexpr auto kPlace = codec::composite<Place>({"public", "place"}, kPlaceFields);

constexpr Column kStudioFields[] = {
    column<decltype(Studio::name)>("name", offsetof(Studio, name), codec::text),
    column<decltype(Studio::seat)>("seat", offsetof(Studio, seat), kPlace),
    column<decltype(Studio::aliases)>("aliases", offsetof(Studio, aliases), codec::array<codec::text>),
};
constexpr auto kStudio = codec::composite<Studio>({"public", "studio"}, kStudioFields);

struct Email {
  std::string value{};
  bool operator==(const Email&) const = default;
};

struct One {
  std::optional<std::string> only{};
  bool operator==(const One&) const = default;
};
constexpr Column kOneFields[] = {column<decltype(One::only)>("only", offsetof(One, only), codec::text)};
constexpr auto kOne = codec::composite<One>({"public", "one"}, kOneFields);

}  // namespace

TEST_CASE("composites") {
  round_trip(kPlace, "(Paris,35)", Place{"Paris", 35});
  round_trip(kPlace, "(,)", Place{});
  round_trip(kPlace, R"-(("",-1))-", Place{"", -1});
  round_trip(kPlace, R"-(("a ""quoted"" \\, (name)",))-", Place{"a \"quoted\" \\, (name)", std::nullopt});
  round_trip(kPlace, R"-((back\\slash,1))-", Place{"back\\slash", 1});
  CHECK(encode(kPlace, Place{"x", std::nullopt}) == R"-(("x",))-");
}

TEST_CASE("composites in composites, with arrays in them") {
  const Studio studio{"F(o)x", Place{"L \"A\"", 93}, std::vector<std::string>{"a,b", "say \"hi\"", "\\"}};
  round_trip(kStudio, R"-(("F(o)x","(""L """"A"""""",93)","{""a,b"",""say \\""hi\\"""",""\\\\""}"))-", studio);
  round_trip(kStudio, "(,,)", Studio{});
  round_trip(codec::array<kStudio>, encode(codec::array<kStudio>, std::vector<Studio>{studio, {}}),
             std::vector<Studio>{studio, {}});
}

TEST_CASE("a composite of one attribute that is NULL or empty") {
  round_trip(kOne, "()", One{});
  round_trip(kOne, R"-((""))-", One{""});
}

TEST_CASE("composites with other attributes than at generation") {
  CHECK_THROWS_AS(decode(kPlace, "(Paris,35,x)"), UnexpectedType);
  CHECK_THROWS_AS(decode(kPlace, "(Paris)"), UnexpectedType);
  refused(kPlace, "Paris,35");
  refused(kPlace, "(\"Paris,35)");
  CHECK_THROWS_AS(decode(kPlace, "(Paris,high)"), ConversionError);
}

TEST_CASE("binary composites") {
  using namespace std::string_literals;
  const std::string bytes = "\0\0\0\2\0\0\0\x19\0\0\0\5Paris\0\0\0\x17\0\0\0\4\0\0\0\x23"s;
  CHECK(decode(kPlace, bytes, true) == Place{"Paris", 35});
  const std::string with_null = "\0\0\0\2\0\0\0\x19\xFF\xFF\xFF\xFF\0\0\0\x17\0\0\0\4\0\0\0\x23"s;
  CHECK(decode(kPlace, with_null, true) == Place{std::nullopt, 35});
  CHECK_THROWS_AS(decode(kPlace, "\0\0\0\1\0\0\0\x19\xFF\xFF\xFF\xFF"s, true), UnexpectedType);
  refused_binary(kPlace, "\0\0\0\2\0\0\0\x10\0\0\0\5Paris\0\0\0\x17\0\0\0\4\0\0\0\x23"s);  // a bool where text was
}

TEST_CASE("errors inside a composite name the attribute") {
  try {
    (void)decode(kPlace, "(Paris,high)");
    FAIL("not refused");
  } catch (const ConversionError& error) {
    CHECK(error.column() == "altitude");
  }
}

TEST_CASE("enums") {
  using db::MpaaRating;
  round_trip(codec::enumeration<MpaaRating>, "PG-13", MpaaRating::pg_13);
  refused(codec::enumeration<MpaaRating>, "NC-17");
  CHECK_THROWS_AS(encode(codec::enumeration<MpaaRating>, static_cast<MpaaRating>(9)), ConversionError);
  CHECK(to_string(MpaaRating::pg) == "PG");
  CHECK(db::from_string<MpaaRating>("PG") == MpaaRating::pg);
  CHECK_FALSE(db::from_string<MpaaRating>("pg"));
  CHECK(db::all<MpaaRating>().size() == 3);
  CHECK(db::all<MpaaRating>()[2] == MpaaRating::pg_13);
  static_assert(db::from_string<MpaaRating>("G") == MpaaRating::g);
}

TEST_CASE("strong aliases and types read through the text of another") {
  round_trip(codec::alias<Email, codec::text>, "a@b", Email{"a@b"});
  CHECK(detail::type_oid(codec::alias<Email, codec::text>) == 25);
  CHECK(detail::type_oid(codec::strong_domain<Email, codec::text, "public", "email">) == 0);
  round_trip(codec::as_text<codec::float8>, "2.5", 2.5);
  CHECK_FALSE(detail::reads_binary(codec::as_text<codec::float8>));
}
