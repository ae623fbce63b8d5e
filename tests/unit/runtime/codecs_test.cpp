#include "pgscribe/codecs.hpp"

#include <cmath>
#include <limits>

#include "codec_check.hpp"
#include "pgscribe/types.hpp"

using namespace pgscribe;
using namespace codec_check;
using namespace std::string_literals;

namespace {

std::byte operator""_b(unsigned long long value) { return static_cast<std::byte>(value); }

}  // namespace

TEST_CASE("booleans") {
  round_trip(codec::bool_, "t", true);
  round_trip(codec::bool_, "f", false);
  refused(codec::bool_, "true");
  refused(codec::bool_, "");
  refused_binary(codec::bool_, "");
}

TEST_CASE("integers") {
  round_trip(codec::int2, "-32768", std::numeric_limits<std::int16_t>::min());
  round_trip(codec::int4, "2147483647", std::numeric_limits<std::int32_t>::max());
  round_trip(codec::int4, "-1", -1);
  round_trip(codec::int8, "-9223372036854775808", std::numeric_limits<std::int64_t>::min());
  round_trip(codec::oid, "4294967295", std::uint32_t{4'294'967'295});
  round_trip(codec::xid8, "18446744073709551615", std::numeric_limits<std::uint64_t>::max());
  refused(codec::int2, "32768");
  refused(codec::int4, "1.5");
  refused(codec::int4, " 1");
  refused(codec::int4, "");
  refused(codec::int8, "9223372036854775808");
  refused(codec::oid, "-1");
  refused_binary(codec::int4, "12345678"s);
}

TEST_CASE("the binary form of integers is big-endian") {
  CHECK(encode_binary(codec::int4, 0x01020304) == "\x01\x02\x03\x04");
  CHECK(encode_binary(codec::int2, std::int16_t{-2}) == "\xFF\xFE");
}

TEST_CASE("floats") {
  round_trip(codec::float8, "0.1", 0.1);
  round_trip(codec::float8, "-1.7976931348623157e+308", std::numeric_limits<double>::lowest());
  round_trip(codec::float8, "5e-324", std::numeric_limits<double>::denorm_min());
  round_trip(codec::float8, "Infinity", std::numeric_limits<double>::infinity());
  round_trip(codec::float8, "-Infinity", -std::numeric_limits<double>::infinity());
  round_trip(codec::float4, "3.4028235e+38", std::numeric_limits<float>::max());
  CHECK(std::isnan(decode(codec::float8, "NaN")));
  CHECK(encode(codec::float8, -std::nan("")) == "NaN");
  CHECK(encode(codec::float4, 0.1F) == "0.1");
  refused(codec::float8, "1e999x");
  refused(codec::float8, "");
}

TEST_CASE("money in the prints of several currencies") {
  CHECK(decode(codec::money, "$1,234.56").minor_units == 123'456);
  CHECK(decode(codec::money, "-$0.01").minor_units == -1);
  CHECK(decode(codec::money, "($12.00)").minor_units == -1'200);
  CHECK(decode(codec::money, "1.234,56 €").minor_units == 123'456);
  CHECK(decode(codec::money, "-$92,233,720,368,547,758.08").minor_units == std::numeric_limits<std::int64_t>::min());
  CHECK(decode(codec::money, encode_binary(codec::money, Money{-5}), true) == Money{-5});
  CHECK(encode(codec::money, Money{-105}) == "-1.05");
  refused(codec::money, "free");
}

TEST_CASE("text") {
  round_trip(codec::text, "", ""s);
  round_trip(codec::text, "na\xC3\xAFve \xF0\x9F\x8E\xAC", "na\xC3\xAFve \xF0\x9F\x8E\xAC"s);
  round_trip(codec::bpchar, "a   ", "a   "s);
  round_trip(codec::other, "16/B374D848", "16/B374D848"s);
}

TEST_CASE("text with a NUL byte is refused, not cut") {
  const std::string text = "a\0b"s;
  CHECK_THROWS_AS(encode(codec::text, text), ConversionError);
  CHECK_THROWS_AS(encode_binary(codec::varchar, text), ConversionError);
  CHECK_THROWS_AS(encode(codec::json, Json{text}), ConversionError);
  const std::string_view view = text;
  CHECK_THROWS_AS(codec::text.view->borrow(&view), ConversionError);
}

TEST_CASE("the type \"char\"") {
  round_trip(codec::char_, "x", 'x');
  round_trip(codec::char_, "", '\0');
  round_trip(codec::char_, "\\377", '\xFF');
  refused(codec::char_, "ab");
}

TEST_CASE("json") {
  round_trip(codec::json, R"({"a": [1, 2]})", Json{R"({"a": [1, 2]})"});
  round_trip(codec::jsonb, "null", Json{});
  CHECK(encode_binary(codec::jsonb, Json{"1"}) ==
        "\1"
        "1");
  refused_binary(codec::jsonb,
                 "\2"
                 "1");
}

TEST_CASE("bytes") {
  const Bytes bytes{0x00_b, 0x5C_b, 0xFF_b, 0x61_b};
  round_trip(codec::bytea, "\\x005cff61", bytes);
  round_trip(codec::bytea, "\\x", Bytes{});
  CHECK(decode(codec::bytea, R"(\000\\\377a)") == bytes);  // bytea_output = escape
  CHECK(encode(codec::bytea, bytes) == "\\x005cff61");
  refused(codec::bytea, "\\x0");
  refused(codec::bytea, "\\x0g");
  refused(codec::bytea, "\\01");
}

TEST_CASE("bit strings") {
  round_trip(codec::bit, "10110001", BitString{"10110001"});
  round_trip(codec::varbit, "", BitString{});
  round_trip(codec::varbit, "101100011", BitString{"101100011"});
  CHECK(encode_binary(codec::varbit, BitString{"101"}) == "\0\0\0\3\xA0"s);
  CHECK(BitString{"10"}.test(0));
  refused(codec::bit, "102");
  CHECK_THROWS_AS(encode(codec::bit, BitString{"x"}), ConversionError);
  refused_binary(codec::bit, "\0\0\0\x9\xA0"s);
}

TEST_CASE("uuids") {
  const auto uuid = *Uuid::parse("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
  round_trip(codec::uuid, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", uuid);
  CHECK(Uuid::parse("{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}") == uuid);
  CHECK(Uuid::parse("a0eebc999c0b4ef8bb6d6bb9bd380a11") == uuid);
  CHECK(Uuid::parse("a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11") == uuid);
  CHECK(to_string(Uuid{}) == "00000000-0000-0000-0000-000000000000");
  CHECK(Uuid{} < uuid);
  CHECK(std::hash<Uuid>{}(uuid) != std::hash<Uuid>{}(Uuid{}));
  for (const char* text : {"", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a111",
                           "g0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"}) {
    refused(codec::uuid, text);
  }
}

TEST_CASE("network addresses") {
  round_trip(codec::inet, "192.168.0.1", Inet{false, 32, {192, 168, 0, 1}});
  round_trip(codec::inet, "10.1.2.3/8", Inet{false, 8, {10, 1, 2, 3}});
  const auto v6 = *Inet::parse("2001:db8::1/64");
  CHECK(v6.is_v6);
  CHECK(v6.prefix_length == 64);
  round_trip(codec::inet, "2001:db8::1/64", v6);
  round_trip(codec::inet, "::ffff:1.2.3.4", *Inet::parse("::ffff:1.2.3.4"));
  round_trip(codec::cidr, "10.0.0.0/8", Cidr{false, 8, {10}});
  round_trip(codec::cidr, "::/0", *Cidr::parse("::/0"));
  CHECK(to_string(Cidr{false, 32, {1, 2, 3, 4}}) == "1.2.3.4/32");
  CHECK(to_string(Inet{false, 32, {1, 2, 3, 4}}) == "1.2.3.4");
  for (const char* text : {"", "1.2.3", "1.2.3.4/33", "1.2.3.4/", "::/129", "1.2.3.4/x", "host"})
    refused(codec::inet, text);
  refused_binary(codec::inet, "\7\x20\0\4\1\2\3\4"s);
  round_trip(codec::macaddr, "08:00:2b:01:02:03", MacAddr{{8, 0, 0x2B, 1, 2, 3}});
  round_trip(codec::macaddr8, "08:00:2b:01:02:03:04:05", MacAddr8{{8, 0, 0x2B, 1, 2, 3, 4, 5}});
  CHECK(MacAddr::parse("08002b-010203") == MacAddr{{8, 0, 0x2B, 1, 2, 3}});
  refused(codec::macaddr, "08:00:2b:01:02");
}

TEST_CASE("geometry") {
  round_trip(codec::point, "(1,-2.5)", Point{1, -2.5});
  round_trip(codec::point, "(1e+300,Infinity)", Point{1e300, std::numeric_limits<double>::infinity()});
  round_trip(codec::line, "{1,2,3}", Line{1, 2, 3});
  round_trip(codec::lseg, "[(0,0),(1,1)]", LineSegment{{0, 0}, {1, 1}});
  round_trip(codec::box, "(3,4),(1,2)", Box{{3, 4}, {1, 2}});
  round_trip(codec::path, "[(0,0),(1,1),(2,0)]", Path{{{0, 0}, {1, 1}, {2, 0}}, false});
  round_trip(codec::path, "((0,0),(1,1))", Path{{{0, 0}, {1, 1}}, true});
  round_trip(codec::polygon, "((0,0),(1,1),(2,0))", Polygon{{{0, 0}, {1, 1}, {2, 0}}});
  round_trip(codec::circle, "<(1,2),3.5>", Circle{{1, 2}, 3.5});
  CHECK(to_string(Circle{{1, 2}, 3.5}) == "<(1,2),3.5>");
  refused(codec::point, "(1)");
  refused(codec::box, "(1,2)");
  refused(codec::polygon, "((0,0),(1))");
  refused(codec::circle, "<(a,2),3>");
  refused_binary(codec::point, "1234567"s);
}

TEST_CASE("hstore") {
  round_trip(codec::hstore, "", Hstore{});
  round_trip(codec::hstore, R"("a"=>"1", "b"=>NULL)", Hstore{{"a", "1"}, {"b", std::nullopt}});
  round_trip(codec::hstore, R"("k \"q\""=>"v\\,=>", ""=>"NULL")", Hstore{{"k \"q\"", "v\\,=>"}, {"", "NULL"}});
  refused(codec::hstore, R"("a"=>)");
  refused(codec::hstore, R"("a\)");
  refused(codec::hstore, R"("a)");
  refused(codec::hstore, "a=>1");
}

TEST_CASE("system types") {
  round_trip(codec::tid, "(0,1)", Tid{0, 1});
  round_trip(codec::tid, "(4294967295,65535)", Tid{4'294'967'295, 65'535});
  round_trip(codec::pg_lsn, "16/B374D848", Lsn{0x16'B374D848});
  CHECK(to_string(Lsn{0x16'B374D848}) == "16/B374D848");
  round_trip(codec::int2vector, "1 -2 3", std::vector<std::int16_t>{1, -2, 3});
  round_trip(codec::oidvector, "", std::vector<std::uint32_t>{});
  round_trip(codec::vector, "[1,2.5,-3]", std::vector<float>{1, 2.5F, -3});
  refused(codec::tid, "(1,65536)");
  refused(codec::pg_lsn, "16");
  refused(codec::vector, "1,2");
  refused(codec::int2vector, "1 x");
}

TEST_CASE("error texts name the type and leave the value out") {
  try {
    (void)decode(codec::int4, "secret-42");
    FAIL("not refused");
  } catch (const ConversionError& error) {
    CHECK(std::string{error.what()}.find("int4") != std::string::npos);
    CHECK(std::string{error.what()}.find("secret") == std::string::npos);
  }
}
