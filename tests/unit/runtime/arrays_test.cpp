#include "pgscribe/composed_codecs.hpp"

#include "codec_check.hpp"
#include "models.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/types.hpp"

using namespace pgscribe;
using namespace codec_check;
using namespace std::string_literals;
using Strings = std::vector<std::string>;

TEST_CASE("arrays of numbers") {
  round_trip(codec::array<codec::int4>, "{}", std::vector<std::int32_t>{});
  round_trip(codec::array<codec::int4>, "{1,-2,3}", std::vector<std::int32_t>{1, -2, 3});
  round_trip(codec::array<codec::bool_>, "{t,f,t}", std::vector<bool>{true, false, true});
  round_trip(codec::array<codec::float8>, "{0.1}", std::vector<double>{0.1});
}

TEST_CASE("arrays of text with everything that needs quotes") {
  const Strings strings{"plain", "", "NULL", "null", "a,b", "{x}", "say \"hi\"", "back\\slash", " space ", "tab\t"};
  round_trip(codec::array<codec::text>,
             R"({plain,"","NULL",null,"a,b","{x}","say \"hi\"","back\\slash"," space ","tab	"})",
             Strings{"plain", "", "NULL", "null", "a,b", "{x}", "say \"hi\"", "back\\slash", " space ", "tab\t"});
  CHECK(decode(codec::array<codec::text>, encode(codec::array<codec::text>, strings)) == strings);
}

TEST_CASE("NULL elements") {
  using Optionals = std::vector<std::optional<std::string>>;
  round_trip(codec::nullable_array<codec::text>, R"({a,NULL,"NULL"})", Optionals{"a", std::nullopt, "NULL"});
  round_trip(codec::nullable_array<codec::int8>, "{NULL}", std::vector<std::optional<std::int64_t>>{std::nullopt});
  CHECK_THROWS_AS(decode(codec::array<codec::text>, "{a,NULL}"), UnexpectedNull);
  const std::string binary = encode_binary(codec::nullable_array<codec::text>, Optionals{"a", std::nullopt});
  CHECK_THROWS_AS(decode(codec::array<codec::text>, binary, true), UnexpectedNull);
}

TEST_CASE("arrays of two dimensions") {
  using Grid = std::vector<std::vector<std::int32_t>>;
  round_trip(codec::array<codec::array<codec::int4>>, "{{1,2},{3,4}}", Grid{{1, 2}, {3, 4}});
  round_trip(codec::array<codec::array<codec::int4>>, "{}", Grid{});
  round_trip(codec::array<codec::array<codec::text>>, R"({{"}","{\""},{"a,b",c}})",
             std::vector<Strings>{{"}", "{\""}, {"a,b", "c"}});
  CHECK_THROWS_AS(decode(codec::array<codec::int4>, "{{1,2},{3,4}}"), UnexpectedType);
  CHECK_THROWS_AS(decode(codec::array<codec::array<codec::int4>>, "{1,2}"), UnexpectedType);
  CHECK_FALSE(detail::reads_binary(codec::array<codec::array<codec::int4>>));
}

TEST_CASE("lower bounds other than 1") {
  CHECK(decode(codec::array<codec::int4>, "[0:1]={7,8}") == std::vector<std::int32_t>{7, 8});
}

TEST_CASE("boxes are separated by semicolons") {
  round_trip(codec::array<codec::box>, "{(3,4),(1,2);(7,8),(5,6)}",
             std::vector<Box>{{{3, 4}, {1, 2}}, {{7, 8}, {5, 6}}});
  CHECK(encode(codec::array<codec::box>, std::vector<Box>(2)).find(';') != std::string::npos);
}

TEST_CASE("arrays of enums and bytes") {
  using db::MpaaRating;
  round_trip(codec::array<codec::enumeration<MpaaRating>>, "{G,PG-13}", std::vector{MpaaRating::g, MpaaRating::pg_13});
  round_trip(codec::array<codec::bytea>, R"({"\\x00ff"})", std::vector<Bytes>{{std::byte{0}, std::byte{255}}});
  CHECK_FALSE(detail::writes_binary(codec::array<codec::enumeration<MpaaRating>>));
}

TEST_CASE("views of arrays are written like the arrays") {
  const Strings strings{"a", "b c"};
  const std::span<const std::string> view = strings;
  std::string out;
  codec::array<codec::text>.view->encode_text(*codec::array<codec::text>.view, &view, out);
  CHECK(out == R"({"a","b c"})");
}

TEST_CASE("malformed arrays") {
  for (const char* text : {"", "{", "}", "1,2", "{1,2", "{\"a}", "{1}}", "{1} ", "{a\"b\"}x"})
    refused(codec::array<codec::text>, text);
  refused(codec::array<codec::int4>, "{1,}");
  refused(codec::array<codec::int4>, "{1,x}");
  refused_binary(codec::array<codec::int4>,
                 "\0\0\0\1\0\0\0\0\0\0\0\x17\x7F\xFF\xFF\xFF\0\0\0\1"s);                     // a size beyond the bytes
  refused_binary(codec::array<codec::int4>, "\0\0\0\1\0\0\0\0\0\0\0\x19\0\0\0\0\0\0\0\1"s);  // elements are text
}
