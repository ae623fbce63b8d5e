#include "literal/literal_input.hpp"

#include <doctest/doctest.h>

#include <string>

#include "catalog/catalog.hpp"
#include "catalog/server_version.hpp"
#include "support/server_version.hpp"

// Every expected answer is a PostgreSQL 15 server's.

using namespace pgscribe;

namespace {

struct Literal {
  const char* type;
  const char* text;
  const char* expected;  ///< SQLSTATE and message; empty: accepted
};

/// What the input function of a built-in type says.
std::string said_of(const Literal& literal) {
  static const catalog::Catalog catalog;
  const catalog::Type* type = catalog.find_type("pg_catalog", literal.type);
  REQUIRE(type != nullptr);
  const auto error = literal::check_literal(catalog, type->oid, -1, literal.text);
  return error ? error->code + " " + error->text : "";
}

template <std::size_t n>
void check_all(const Literal (&literals)[n]) {
  for (const Literal& literal : literals) {
    CAPTURE(std::string{literal.type});
    CAPTURE(std::string{literal.text});
    CHECK(said_of(literal) == std::string(literal.expected));
  }
}

}  // namespace

TEST_CASE("numbers") {
  const Literal literals[] = {
      {"int4", "1", ""},
      {"int4", " -7 ", ""},
      {"int4", "abc", "22P02 invalid input syntax for type integer: \"abc\""},
      {"int4", "", "22P02 invalid input syntax for type integer: \"\""},
      {"int4", "1.5", "22P02 invalid input syntax for type integer: \"1.5\""},
      {"int4", "2147483648", "22003 value \"2147483648\" is out of range for type integer"},
      {"int2", "32768", "22003 value \"32768\" is out of range for type smallint"},
      {"int8", "9223372036854775808", "22003 value \"9223372036854775808\" is out of range for type bigint"},
      {"oid", "-1", ""},
      {"oid", "4294967296", "22003 value \"4294967296\" is out of range for type oid"},
      {"oid", "1x", "22P02 invalid input syntax for type oid: \"1x\""},
      {"money", "92233720368547758.08", "22003 value \"92233720368547758.08\" is out of range for type money"},
      {"money", "-92233720368547758.08", ""},
      {"money", "-92233720368547758.085", "22003 value \"-92233720368547758.085\" is out of range for type money"},
      {"float8", "1e400", "22003 \"1e400\" is out of range for type double precision"},
      {"float8", "nan", ""},
      {"float8", "0x1F", ""},
      {"float4", "1e39", "22003 \"1e39\" is out of range for type real"},
      {"float8", "1.5.2", "22P02 invalid input syntax for type double precision: \"1.5.2\""},
      {"numeric", "1e131072", "22003 value overflows numeric format"},
      {"numeric", " NaN ", ""},
      {"numeric", "1e", "22P02 invalid input syntax for type numeric: \"1e\""},
      {"numeric", "1_000", "22P02 invalid input syntax for type numeric: \"1_000\""},
      {"numeric", "infinity", ""},
      {"money", "$1,234.56", ""},
      {"money", "true", "22P02 invalid input syntax for type money: \"true\""},
      {"int2vector", "1 2 x", "22P02 invalid input syntax for type smallint: \"x\""},
      {"oidvector", "1 2", ""},
  };
  check_all(literals);
}

TEST_CASE("booleans, uuid, bits and bytes") {
  const Literal literals[] = {
      {"bool", "tr", ""},
      {"bool", "o", "22P02 invalid input syntax for type boolean: \"o\""},
      {"bool", "off", ""},
      {"bool", "2", "22P02 invalid input syntax for type boolean: \"2\""},
      {"uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", ""},
      {"uuid", "{a0eebc999c0b4ef8bb6d6bb9bd380a11}", ""},
      {"uuid", "a0eebc99", "22P02 invalid input syntax for type uuid: \"a0eebc99\""},
      {"bit", "102", "22P02 \"2\" is not a valid binary digit"},
      {"varbit", "x1G", "22P02 \"G\" is not a valid hexadecimal digit"},
      {"bytea", "\\xDEADBEEF", ""},
      {"bytea", "\\x123", "22023 invalid hexadecimal data: odd number of digits"},
      {"bytea", "\\9", "22P02 invalid input syntax for type bytea"},
      {"pg_lsn", "16/B374D848", ""},
      {"pg_lsn", "16", "22P02 invalid input syntax for type pg_lsn: \"16\""},
      {"tid", "(0,1)", ""},
      {"tid", "(0,70000)", "22P02 invalid input syntax for type tid: \"(0,70000)\""},
  };
  check_all(literals);
}

TEST_CASE("dates and times") {
  const Literal literals[] = {
      {"date", "2024-02-29", ""},
      {"date", "2023-02-29", "22008 date/time field value out of range: \"2023-02-29\""},
      {"date", "2024-13-01", "22008 date/time field value out of range: \"2024-13-01\""},
      {"date", "13/13/2024", "22008 date/time field value out of range: \"13/13/2024\""},
      {"date", "Jan 8 1999", ""},
      {"date", "8-Jan-99", ""},
      {"date", "20240101", ""},
      {"date", "J2451187", ""},
      {"date", "infinity", ""},
      {"date", "tomorrow", ""},
      {"date", "12:00", "22007 invalid input syntax for type date: \"12:00\""},
      {"date", "5874898-01-01", "22008 date out of range: \"5874898-01-01\""},
      {"date", "", "22007 invalid input syntax for type date: \"\""},
      {"time", "24:00:00", ""},
      {"time", "24:00:01", "22008 date/time field value out of range: \"24:00:01\""},
      {"time", "040506", ""},
      {"time", "4:05 PM", ""},
      {"time", "13:00 PM", "22008 date/time field value out of range: \"13:00 PM\""},
      {"time", "12:00 America/New_York", "22007 invalid input syntax for type time: \"12:00 America/New_York\""},
      {"timetz", "12:00+16", "22009 time zone displacement out of range: \"12:00+16\""},
      {"timestamp", "2024-01-01T12:00:00", ""},
      {"timestamp", "2024-01-01 25:00", "22008 date/time field value out of range: \"2024-01-01 25:00\""},
      {"timestamptz", "2024-01-01 12:00 Europe/Berlin", ""},
      {"timestamptz", "2024-01-01 12:00 Nowhere/Else", "22023 time zone \"nowhere/else\" not recognized"},
      {"timestamptz", "2024-01-01 12:00 foo",
       "22007 invalid input syntax for type timestamp with time zone: \"2024-01-01 12:00 foo\""},
      {"timestamptz", "294278-01-01", "22008 timestamp out of range: \"294278-01-01\""},
      {"interval", "1 year 2 mons", ""},
      {"interval", "P1Y2M3DT4H5M6S", ""},
      {"interval", "1-2", ""},
      {"interval", "1 fortnight", "22007 invalid input syntax for type interval: \"1 fortnight\""},
      {"interval", "2147483648 years", "22015 interval field value out of range: \"2147483648 years\""},
      {"interval", "1:60", "22015 interval field value out of range: \"1:60\""},
      {"interval", "", "22007 invalid input syntax for type interval: \"\""},
  };
  check_all(literals);
}

TEST_CASE("json and jsonpath") {
  const Literal literals[] = {
      {"json", "{\"a\": [1, 2.5e3, null, true]}", ""},
      {"json", "{\"a\": 1,}", "22P02 invalid input syntax for type json"},
      {"json", "{a: 1}", "22P02 invalid input syntax for type json"},
      {"json", "01", "22P02 invalid input syntax for type json"},
      {"json", "", "22P02 invalid input syntax for type json"},
      {"json", "\"\\u0000\"", ""},
      {"jsonb", "\"\\u0000\"", "22P05 unsupported Unicode escape sequence"},
      {"jsonb", "\"\\ud800\"", "22P02 invalid input syntax for type json"},
      {"json", "\"\\ud800\"", ""},
      {"jsonb", "1e999999", "22003 value overflows numeric format"},
      {"json", "[1, 2", "22P02 invalid input syntax for type json"},
      {"jsonpath", "$.a[*] ? (@.b > 1)", ""},
      {"jsonpath", "$.", "42601 syntax error at end of jsonpath input"},
      {"jsonpath", "@ > 1", "42601 @ is not allowed in root expressions"},
      {"jsonpath", "last", "42601 LAST is allowed only in array subscripts"},
      {"jsonpath", "1a", "42601 trailing junk after numeric literal at or near \"1a\" of jsonpath input"},
      {"jsonpath", "$ ? (@ like_regex \"a\" flag \"z\")", "42601 invalid input syntax for type jsonpath"},
  };
  check_all(literals);
}

TEST_CASE("network addresses") {
  const Literal literals[] = {
      {"inet", "10.0.0.1/8", ""},
      {"inet", "10.0.0", "22P02 invalid input syntax for type inet: \"10.0.0\""},
      {"inet", "::ffff:1.2.3.4", ""},
      {"inet", "1:2", "22P02 invalid input syntax for type inet: \"1:2\""},
      {"cidr", "10.1/16", ""},
      {"cidr", "10.0.0.1/8", "22P02 invalid cidr value: \"10.0.0.1/8\""},
      {"cidr", "::/129", "22P02 invalid input syntax for type cidr: \"::/129\""},
      {"macaddr", "08:00:2b:01:02:03", ""},
      {"macaddr", "0800.2b01.0203", ""},
      {"macaddr", "08:00:2b:01:02", "22P02 invalid input syntax for type macaddr: \"08:00:2b:01:02\""},
      {"macaddr8", "08:00:2b:01:02:03:04:05", ""},
      {"macaddr8", "08:00-2b", "22P02 invalid input syntax for type macaddr8: \"08:00-2b\""},
  };
  check_all(literals);
}

TEST_CASE("arrays, ranges and multiranges") {
  const Literal literals[] = {
      {"_int4", "{1,2,NULL}", ""},
      {"_int4", "{{1,2},{3,4}}", ""},
      {"_int4", "{{1,2},{3}}", "22P02 malformed array literal: \"{{1,2},{3}}\""},
      {"_int4", "{1,a}", "22P02 invalid input syntax for type integer: \"a\""},
      {"_int4", "1,2", "22P02 malformed array literal: \"1,2\""},
      {"_int4", "{1,2", "22P02 malformed array literal: \"{1,2\""},
      {"_int4", "[0:1]={1,2}", ""},
      {"_int4", "[0:1]={1}", "22P02 malformed array literal: \"[0:1]={1}\""},
      {"_int4", "{1,}", "22P02 malformed array literal: \"{1,}\""},
      {"_text", "{\"a\\\"b\",c d}", ""},
      {"_text", "{\"a\"b}", "22P02 malformed array literal: \"{\"a\"b}\""},
      {"_box", "{(1,2),(3,4);(5,6),(7,8)}", ""},
      {"int4range", "[1,10)", ""},
      {"int4range", "[10,1]", "22000 range lower bound must be less than or equal to range upper bound"},
      {"int4range", "empty", ""},
      {"int4range", "[1;2]", "22P02 malformed range literal: \"[1;2]\""},
      {"int4range", "[a,2]", "22P02 invalid input syntax for type integer: \"a\""},
      {"numrange", "(,)", ""},
      {"daterange", "[2024-01-02,2024-01-01]",
       "22000 range lower bound must be less than or equal to range upper bound"},
      {"tsrange", "[\"2024-01-01 10:00\",infinity)", ""},
      {"int4multirange", "{[1,2],(5,6]}", ""},
      {"int4multirange", "{[1,2]", "22P02 malformed multirange literal: \"{[1,2]\""},
      {"int4multirange", "[1,2]", "22P02 malformed multirange literal: \"[1,2]\""},
      {"datemultirange", "{}", ""},
  };
  check_all(literals);
}

TEST_CASE("geometry, text search and names of objects") {
  const Literal literals[] = {
      {"point", "(1,2)", ""},
      {"point", "1,2,3", "22P02 invalid input syntax for type point: \"1,2,3\""},
      {"box", "((1,2),(3,4))", ""},
      {"circle", "<(1,2),-1>", "22P02 invalid input syntax for type circle: \"<(1,2),-1>\""},
      {"line", "{0,0,1}", "22P02 invalid line specification: A and B cannot both be zero"},
      {"line", "[(1,1),(1,1)]", "22P02 invalid line specification: must be two distinct points"},
      {"path", "[(1,2),(3,4)]", ""},
      {"polygon", "((1,2),3)", "22P02 invalid input syntax for type polygon: \"((1,2),3)\""},
      {"tsvector", "a:1A b:2", ""},
      {"tsvector", "a:0", "42601 wrong position info in tsvector: \"a:0\""},
      {"tsquery", "fat & (rat | cat)", ""},
      {"tsquery", "fat rat", "42601 syntax error in tsquery: \"fat rat\""},
      {"tsquery", "fat &", "42601 no operand in tsquery: \"fat &\""},
      {"tsquery", "fat <-> rat", ""},
      {"regclass", "pg_class", ""},
      {"regclass", "nope", "42P01 relation \"nope\" does not exist"},
      {"regclass", "missing.t", "3F000 schema \"missing\" does not exist"},
      {"regtype", "double precision", ""},
      {"regtype", "nope", "42704 type \"nope\" does not exist"},
      {"regproc", "lower_inf", "42725 more than one function named \"lower_inf\""},
      {"regproc", "abs", "42725 more than one function named \"abs\""},
      {"regproc", "nope", "42883 function \"nope\" does not exist"},
      {"regnamespace", "missing", "3F000 schema \"missing\" does not exist"},
  };
  check_all(literals);
}

TEST_CASE("pseudo-types take no input") {
  const Literal literals[] = {
      {"anyarray", "{1}", "0A000 cannot accept a value of type anyarray"},
      {"record", "(1)", "0A000 input of anonymous composite types is not implemented"},
      {"trigger", "x", "0A000 cannot accept a value of type trigger"},
      {"cstring", "x", ""},
      {"_cstring", "{a,b}", ""},
  };
  check_all(literals);
}

namespace {

/// From which release to which a text is accepted; 0: by none.
struct Accepted {
  const char* type;
  const char* text;
  int first;
  int last;
};

}  // namespace

// As servers of 14, 15, 16, 17 and 18 answered.
TEST_CASE("what releases of PostgreSQL take for numbers, dates, intervals and paths") {
  const Accepted cases[] = {
      {"int4", "0x1F", 16, 18},
      {"int4", "-0X_1f", 16, 18},
      {"int2", "0x8000", 0, 0},
      {"int8", "0o17", 16, 18},
      {"int8", "0b1_0", 16, 18},
      {"int4", "1_000", 16, 18},
      {"int4", "1__0", 0, 0},
      {"int4", "_1", 0, 0},
      {"int4", "1_", 0, 0},
      {"int4", "0x", 0, 0},
      {"int4", "0xG", 0, 0},
      {"int8", "0x8000000000000000", 0, 0},
      {"int8", "-0x8000000000000000", 16, 18},
      {"numeric", "1_000.000_5", 16, 18},
      {"numeric", "1._5", 0, 0},
      {"numeric", "1_.5", 0, 0},
      {"numeric", "1e1_0", 16, 18},
      {"numeric", "0xFFFFFFFFFFFFFFFFFFFF", 16, 18},
      {"numeric", "-0b101", 16, 18},
      {"numeric", "0x1.5", 0, 0},
      {"numeric", "1e", 0, 0},
      {"date", "+infinity", 16, 18},
      {"timestamptz", "+infinity", 16, 18},
      {"date", "1995-08-06 epoch", 14, 15},
      {"timestamp", "infinity 01:01:01", 14, 15},
      {"date", "y2001 m1 d2", 14, 15},
      {"date", "2001-01-01 d", 14, 15},
      {"date", "J J 1520447", 14, 15},
      {"date", "J2451187", 14, 18},
      {"timestamp", "2001-01-01 t040506", 14, 18},
      {"timestamptz", "Y2001M12D27H04M05S06.789+08", 14, 15},
      {"time", "t040506", 14, 18},
      {"timestamp", "now epoch", 14, 15},
      {"interval", "infinity", 17, 18},
      {"interval", "+infinity", 17, 18},
      {"interval", "-infinity", 17, 18},
      {"interval", "infinity ago", 0, 0},
      {"interval", "1 day infinity", 0, 0},
      {"interval", "1 day day", 14, 16},
      {"interval", "day 1", 14, 16},
      {"interval", "1 day ago", 14, 18},
      {"interval", "ago 1 day", 14, 16},
      {"interval", "1 day ago ago", 14, 16},
      {"interval", "1 day 2", 14, 18},
      {"jsonpath", "$.a.bigint()", 17, 18},
      {"jsonpath", "$.a.BOOLEAN()", 17, 18},
      {"jsonpath", "$.date", 14, 18},
      {"jsonpath", "$.decimal(4, 2)", 17, 18},
      {"jsonpath", "$.decimal(1,2,3)", 0, 0},
      {"jsonpath", "$.decimal()", 17, 18},
      {"jsonpath", "$.a.decimal(-4,+2)", 17, 18},
      {"jsonpath", "$.a.time(3)", 17, 18},
      {"jsonpath", "$.a.time_tz()", 17, 18},
      {"jsonpath", "$.a.timestamp_tz(-1)", 0, 0},
      {"jsonpath", "$.a.string()", 17, 18},
      {"jsonpath", "$.a.number()", 17, 18},
      {"jsonpath", "$.a.integer(1)", 0, 0},
      {"jsonpath", "$.a.lower()", 0, 0},
      {"jsonpath", "0x1F", 16, 18},
      {"jsonpath", "1_000", 16, 18},
      {"jsonpath", "1_0.2_5e1_0", 16, 18},
      {"jsonpath", "0b12", 0, 0},
      {"jsonpath", "0xg", 0, 0},
      {"jsonpath", "1__0", 0, 0},
      {"jsonpath", "01", 0, 0},
      {"jsonpath", "0_1", 0, 0},
      {"jsonpath", "$[0x1]", 16, 18},
      {"oid", "0x1F", 16, 18},
      {"oid", "1_0", 0, 0},
  };
  for (int version = support::kOldestServerVersion; version <= support::kNewestServerVersion; ++version) {
    const catalog::Catalog catalog = catalog::catalog_of(version);
    for (const Accepted& c : cases) {
      CAPTURE(version);
      CAPTURE(std::string{c.type});
      CAPTURE(std::string{c.text});
      const bool is_accepted =
          !literal::check_literal(catalog, catalog.find_type("pg_catalog", c.type)->oid, -1, c.text);
      CHECK(is_accepted == (version >= c.first && version <= c.last));
    }
  }
}

TEST_CASE("a jsonpath with too many arguments of decimal()") {
  const catalog::Catalog catalog = catalog::catalog_of(17);
  const auto error = literal::check_literal(catalog, catalog::oid::jsonpath, -1, "$.decimal(1, 2, 3)");
  REQUIRE(error);
  CHECK(error->code + " " + error->text == "42601 invalid input syntax for type jsonpath");
  CHECK(error->detail == ".decimal() can only have an optional precision[,scale].");
}
