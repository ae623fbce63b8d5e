#include "pgscribe/types/numeric.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <unordered_set>

#include "codec_check.hpp"
#include "pgscribe/codecs.hpp"

using pgscribe::Numeric;
using namespace pgscribe::literals;
namespace codec = pgscribe::codec;

namespace {

Numeric number(std::string_view text) {
  const auto parsed = Numeric::parse(text);
  REQUIRE(parsed);
  return *parsed;
}

}  // namespace

TEST_CASE("numeric text comes back as it was") {
  for (const char* text : {"0",
                           "0.00",
                           "1",
                           "-1",
                           "0.1",
                           "-0.05",
                           "12345678901234567890123456789.123456789",
                           "10000",
                           "99999999",
                           "0.0001",
                           "0.00001",
                           "100000000000000000000000000000000",
                           "-3.14159265358979323846",
                           "NaN",
                           "Infinity",
                           "-Infinity",
                           "1000.0000",
                           "0.10",
                           "9999.9999",
                           "0.000000000000000000000000000001",
                           "123.4500"}) {
    CAPTURE(std::string{text});
    CHECK(to_string(number(text)) == text);
    const Numeric value = number(text);
    const Numeric read_back =
        codec_check::decode(codec::numeric, codec_check::encode_binary(codec::numeric, value), true);
    CHECK(to_string(read_back) == text);
    CHECK(read_back == value);
  }
}

TEST_CASE("numeric with an exponent") {
  CHECK(to_string(number("1e3")) == "1000");
  CHECK(to_string(number("1.5e-3")) == "0.0015");
  CHECK(to_string(number("-12.34E+1")) == "-123.4");
  CHECK(to_string(number("1e-10")) == "0.0000000001");
  CHECK(to_string(number("+.5")) == "0.5");
  CHECK(to_string(number("5.")) == "5");
  CHECK(to_string(number("-0")) == "0");
  CHECK(to_string(number("-0.000")) == "0.000");
}

TEST_CASE("what is not a number") {
  for (const char* text : {"", "-", ".", "1.2.3", "1e", "abc", "1 ", " 1", "0x10", "--1", "1e9999999"}) {
    CAPTURE(std::string{text});
    CHECK_FALSE(Numeric::parse(text));
  }
  codec_check::refused(codec::numeric, "12,5");
  codec_check::refused_binary(codec::numeric, std::string_view("\0\1\0\0\0\0\0", 7));
  codec_check::refused_binary(codec::numeric, std::string_view("\0\1\0\0\0\0\0\0\xFF\xFF", 10));
}

TEST_CASE("numeric compares by value") {
  CHECK(number("1.0") == number("1.000"));
  CHECK(number("0") == number("-0.0"));
  CHECK(number("10000") == Numeric{10000});
  CHECK(number("-2") < number("-1"));
  CHECK(number("-1") < number("0"));
  CHECK(number("0.5") < number("0.51"));
  CHECK(number("99999") < number("100000"));
  CHECK(number("1.0001") > number("1.00009999"));
  CHECK(number("-0.5") > number("-0.51"));
  CHECK(number("NaN") == number("nan"));
  CHECK(number("NaN") > number("Infinity"));
  CHECK(number("Infinity") > number("1e100"));
  CHECK(number("-Infinity") < number("-1e100"));
}

TEST_CASE("numeric and integers") {
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{-10'000}, std::int64_t{123'456'789}, kMin, kMax}) {
    CAPTURE(value);
    CHECK(to_string(Numeric{value}) == std::to_string(value));
    CHECK(Numeric{value}.to_int64() == value);
  }
  CHECK(number("9223372036854775807").to_int64() == kMax);
  CHECK(number("-9223372036854775808").to_int64() == kMin);
  CHECK(number("120000.00").to_int64() == 120'000);
  CHECK_FALSE(number("9223372036854775808").to_int64());
  CHECK_FALSE(number("-9223372036854775809").to_int64());
  CHECK_FALSE(number("1.5").to_int64());
  CHECK_FALSE(number("0.0001").to_int64());
  CHECK_FALSE(number("NaN").to_int64());
}

TEST_CASE("numeric takes every integer") {
  CHECK(to_string(Numeric{std::numeric_limits<std::uint64_t>::max()}) == "18446744073709551615");
  CHECK(to_string(Numeric{std::int8_t{-128}}) == "-128");
  const std::optional<Numeric> member = 7;
  CHECK(member == number("7"));
}

TEST_CASE("numeric literals") {
  CHECK(to_string("19.99"_num) == "19.99");
  CHECK(to_string("-1.50e1"_num) == "-15.0");
  CHECK("Infinity"_num > "1e131000"_num);
  static_assert(std::is_same_v<decltype("1"_num), Numeric>);
}

TEST_CASE("what is no decimal is no literal") {
  for (const char* text :
       {"", "-", ".", "e5", "1e", "1.2.3", "12x", " 1", "1 ", "0x10", "1_000", "1,5", "--1", "nul"}) {
    CAPTURE(std::string{text});
    CHECK_FALSE(pgscribe::detail::read_decimal(text));
    CHECK_FALSE(Numeric::parse(text));
  }
  static_assert(pgscribe::detail::read_decimal("19.99"));
  static_assert(!pgscribe::detail::read_decimal("19.99 EUR"));
}

TEST_CASE("sums and differences") {
  CHECK(to_string("19.99"_num + "0.01"_num) == "20.00");
  CHECK(to_string("0.1"_num + "0.2"_num) == "0.3");
  CHECK(to_string("9999.9999"_num + "0.0001"_num) == "10000.0000");
  CHECK(to_string("1"_num - "0.0001"_num) == "0.9999");
  CHECK(to_string("5"_num - "5.00"_num) == "0.00");
  CHECK(to_string("-3"_num + 2) == "-1");
  CHECK(to_string(2 - "3.5"_num) == "-1.5");
  CHECK(to_string("1e30"_num + "1e-10"_num) == "1000000000000000000000000000000.0000000001");
  CHECK(to_string(-"2.50"_num) == "-2.50");
  CHECK(to_string(-"0.00"_num) == "0.00");
  Numeric total;
  for (int i = 0; i < 1'000; ++i) total += "0.1"_num;
  total -= 1;
  CHECK(to_string(total) == "99.0");
}

TEST_CASE("products") {
  CHECK(to_string("19.99"_num * 3) == "59.97");
  CHECK(to_string("-1.5"_num * "1.50"_num) == "-2.250");
  CHECK(to_string("99999999"_num * "99999999"_num) == "9999999800000001");
  CHECK(to_string(0 * "-1.5"_num) == "0.0");
  CHECK(to_string("10000"_num * "10000"_num) == "100000000");
  CHECK(("1e-9000"_num * "1e-9000"_num).scale() == 16'383);
}

TEST_CASE("NaN and the infinities in arithmetic") {
  const Numeric nan = "NaN"_num;
  const Numeric infinity = "Infinity"_num;
  CHECK(nan + 1 == nan);
  CHECK(infinity - infinity == nan);
  CHECK(infinity + infinity == infinity);
  CHECK(1 - infinity == -infinity);
  CHECK(infinity * -2 == -infinity);
  CHECK(infinity * 0 == nan);
  CHECK(-infinity * -infinity == infinity);
  CHECK(infinity.round(2) == infinity);
}

TEST_CASE("rounding goes away from zero") {
  CHECK(to_string("2.5"_num.round()) == "3");
  CHECK(to_string("-2.5"_num.round()) == "-3");
  CHECK(to_string("2.4999999"_num.round()) == "2");
  CHECK(to_string("19.995"_num.round(2)) == "20.00");
  CHECK(to_string("1"_num.round(2)) == "1.00");
  CHECK(to_string("9999.99995"_num.round(4)) == "10000.0000");
  CHECK(to_string("1250"_num.round(-2)) == "1300");
  CHECK(to_string("55"_num.round(-2)) == "100");
  CHECK(to_string("49"_num.round(-2)) == "0");
  CHECK(to_string("5"_num.round(-9)) == "0");
  CHECK(to_string("-0.4"_num.round()) == "0");
  CHECK(to_string("0.00005"_num.round(4)) == "0.0001");
}

TEST_CASE("numbers too great for the server are not made") {
  Numeric value = "1e100000"_num;
  CHECK_THROWS_AS(value *= value, std::overflow_error);
  CHECK(value == "1e100000"_num);
}

TEST_CASE("equal numbers have equal hashes") {
  const std::hash<Numeric> hash;
  CHECK(hash("1.0"_num) == hash("1.000"_num));
  CHECK(hash("0"_num) == hash("-0.00"_num));
  CHECK(hash("1e8"_num) == hash(100'000'000));
  CHECK(hash("1"_num) != hash("-1"_num));
  CHECK(hash("1"_num) != hash("10000"_num));
  CHECK(hash("NaN"_num) != hash("Infinity"_num));
  CHECK(std::unordered_set<Numeric>{"1.0"_num, 1, "1.00"_num, 2}.size() == 2);
}

TEST_CASE("numeric and doubles") {
  CHECK(number("0.1").to_double() == 0.1);
  CHECK(number("-12345.678").to_double() == -12345.678);
  CHECK(std::isnan(number("NaN").to_double()));
  CHECK(number("1e400").to_double() == std::numeric_limits<double>::infinity());
  CHECK(number("-1e400").to_double() == -std::numeric_limits<double>::infinity());
  CHECK(number("1e-400").to_double() == 0.0);
  CHECK(to_string(Numeric::from_double(0.1)) == "0.1");
  CHECK(to_string(Numeric::from_double(1e20)) == "100000000000000000000");
  CHECK(to_string(Numeric::from_double(-2.5e-7)) == "-0.00000025");
  CHECK(Numeric::from_double(std::nan("")).kind() == Numeric::Kind::nan);
  CHECK(Numeric::from_double(-std::numeric_limits<double>::infinity()).kind() == Numeric::Kind::negative_infinity);
}

TEST_CASE("sign and scale") {
  CHECK(number("-0.5").is_negative());
  CHECK_FALSE(number("0.5").is_negative());
  CHECK(number("-Infinity").is_negative());
  CHECK(number("1.500").scale() == 3);
  CHECK(number("NaN").is_finite() == false);
}
