#include "codec_check.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/types.hpp"

using namespace pgscribe;
using namespace codec_check;
using namespace std::string_literals;
using Ints = Range<std::int32_t>;

namespace {

constexpr auto kTextRange = codec::range<codec::text>({"public", "textrange"});
constexpr auto kTextMultirange = codec::multirange<kTextRange>({"public", "textmultirange"});

}  // namespace

TEST_CASE("ranges") {
  round_trip(codec::int4range, "[1,5)", Ints{.lower = 1, .upper = 5});
  round_trip(codec::int4range, "empty", Ints::none());
  round_trip(codec::int4range, "(,)", Ints{});
  round_trip(codec::int4range, "[1,)", Ints{.lower = 1});
  round_trip(codec::int4range, "(,5]", Ints{.upper = 5, .upper_inclusive = true});
  round_trip(codec::numrange, "(1.5,2.50]",
             Range<Numeric>{.lower = Numeric::parse("1.5"),
                            .upper = Numeric::parse("2.50"),
                            .lower_inclusive = false,
                            .upper_inclusive = true});
  round_trip(codec::daterange, "[2024-01-01,infinity)",
             Range<Date>{.lower = *parse_date("2024-01-01"), .upper = kInfinity<Date>});
  round_trip(codec::tstzrange, R"-(["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00"))-",
             Range<TimestampTz>{.lower = *parse_timestamptz("2024-01-01 00:00:00+00"),
                                .upper = *parse_timestamptz("2024-01-02 00:00:00+00")});
  for (const char* text : {"", "[1,", "[1,5", "1,5)", "[1;5)", "[1,5)x", "[a,5)", "[1,2,3)"})
    refused(codec::int4range, text);
}

TEST_CASE("ranges of text with everything that needs quotes") {
  const Range<std::string> range{.lower = "a,b", .upper = "say \"hi\" \\ ]"};
  round_trip(kTextRange, R"-(["a,b","say ""hi"" \\ ]"))-", range);
  round_trip(kTextRange, R"-(["",x))-", Range<std::string>{.lower = "", .upper = "x"});
}

TEST_CASE("binary ranges") {
  CHECK(decode(codec::int4range, "\x02\0\0\0\4\0\0\0\1\0\0\0\4\0\0\0\5"s, true) == Ints{.lower = 1, .upper = 5});
  CHECK(decode(codec::int4range, "\x01"s, true) == Ints::none());
  CHECK(decode(codec::int4range, "\x18"s, true) == Ints{});
  CHECK(decode(codec::int4range, "\x12\0\0\0\4\0\0\0\1"s, true) == Ints{.lower = 1});
  refused_binary(codec::int4range, "\x02\0\0\0\4\0\0\0\1"s);
}

TEST_CASE("multiranges") {
  using Multi = Multirange<std::int32_t>;
  round_trip(codec::int4multirange, "{}", Multi{});
  round_trip(codec::int4multirange, "{[1,3),[5,8)}",
             Multi{{Ints{.lower = 1, .upper = 3}, Ints{.lower = 5, .upper = 8}}});
  round_trip(codec::int4multirange, "{(,3),[5,)}", Multi{{Ints{.upper = 3}, Ints{.lower = 5}}});
  round_trip(kTextMultirange, R"-({["a)","b]"),[c,d)})-",
             Multirange<std::string>{
                 {Range<std::string>{.lower = "a)", .upper = "b]"}, Range<std::string>{.lower = "c", .upper = "d"}}});
  CHECK(decode(codec::int4multirange, "\0\0\0\1\0\0\0\x11\x02\0\0\0\4\0\0\0\1\0\0\0\4\0\0\0\5"s, true) ==
        Multi{{Ints{.lower = 1, .upper = 5}}});
  refused(codec::int4multirange, "{[1,3)");
  refused(codec::int4multirange, "{[1,3}");
}

TEST_CASE("arrays of ranges quote them") {
  round_trip(codec::array<codec::int4range>, R"-({"[1,5)",empty,"(,)"})-",
             std::vector<Ints>{Ints{.lower = 1, .upper = 5}, Ints::none(), Ints{}});
}

TEST_CASE("range algebra") {
  const Ints range{.lower = 1, .upper = 5};
  CHECK(range.contains(1));
  CHECK_FALSE(range.contains(5));
  CHECK((Ints{.lower = 1, .upper = 5, .lower_inclusive = false, .upper_inclusive = true}.contains(5)));
  CHECK_FALSE((Ints{.lower = 1, .lower_inclusive = false}.contains(1)));
  CHECK(Ints{}.contains(-7));
  CHECK_FALSE(Ints::none().contains(0));
  CHECK(Ints{} == Ints{.lower_inclusive = false});  // no meaning for an infinite bound
  CHECK(Ints::none() == Ints{.empty = true, .lower = 3});
  CHECK(range != Ints{.lower = 1, .upper = 5, .upper_inclusive = true});
}
