#include <deque>

#include "codecs/wire.hpp"
#include "live_database.hpp"
#include "pgscribe/print.hpp"
#include "pgscribe/types.hpp"

// Every type: read in both forms, sent as a parameter, compared by the server.

// The rows of this test hold every type there is.
#pragma GCC diagnostic ignored "-Winvalid-offsetof"

using namespace pgscribe;

namespace {

std::string sql_literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

class TypeCheck {
 public:
  TypeCheck() : connection_(live_.pool.acquire()) {
    connection_.execute("CREATE EXTENSION hstore; CREATE EXTENSION ltree; CREATE EXTENSION citext");
  }

  Connection& connection() { return connection_; }

  /// `literal::type` on the server is `value`.
  template <typename T, typename View>
  void check(const CodecOf<T, View>& codec, const std::string& type, const std::string& literal, const T& value) {
    CAPTURE(type);
    CAPTURE(literal);
    const std::string expression = sql_literal(literal) + "::" + type;
    CHECK(live::value(connection_, "SELECT " + expression, codec) == value);
    CHECK(read_as_text(codec, expression) == value);
    CHECK(equal_on_server(codec, expression, type, value));
    check_null(codec, type);
  }

 private:
  // A second column without a binary form makes the whole row text.
  template <typename T, typename View>
  T read_as_text(const CodecOf<T, View>& codec, const std::string& expression) {
    struct Row {
      T value{};
      std::string text{};
    };
    static std::deque<std::pair<Column, Column>> kept;
    static std::deque<std::string> texts;
    kept.emplace_back(Column{.name = "value", .offset = offsetof(Row, value), .codec = &codec},
                      Column{.name = "text", .offset = offsetof(Row, text), .codec = &codec::other});
    static std::deque<std::array<Column, 2>> columns;
    columns.push_back({kept.back().first, kept.back().second});
    static std::deque<Statement> statements;
    texts.push_back("SELECT " + expression + ", 'x'::text");
    statements.push_back({.name = "Text", .sql = texts.back().c_str(), .columns = columns.back()});
    return one<Row>(connection_, statements.back(), {}).value;
  }

  template <typename T, typename View>
  bool equal_on_server(const CodecOf<T, View>& codec, const std::string& expression, const std::string& type,
                       const T& value) {
    static std::deque<Parameter> parameters;
    static constexpr Column kColumn[] = {column<bool>("equal", 0, codec::bool_)};
    static std::deque<std::string> texts;
    static std::deque<Statement> statements;
    parameters.push_back({.name = "value", .codec = &codec});
    // Some types have no equality; all have text.
    texts.push_back("SELECT ($1::" + type + ")::text = (" + expression + ")::text");
    statements.push_back(
        {.name = "Equal", .sql = texts.back().c_str(), .columns = kColumn, .parameters = {&parameters.back(), 1}});
    return one<bool>(connection_, statements.back(), positional(value));
  }

  template <typename T, typename View>
  void check_null(const CodecOf<T, View>& codec, const std::string& type) {
    Column column{.name = "nothing", .codec = &codec, .nullable = true};
    const auto absent = one<std::optional<T>>(connection_, live::statement("SELECT NULL::" + type, column), {});
    CHECK_FALSE(absent);
    try {
      (void)live::value(connection_, "SELECT NULL::" + type, codec);
      FAIL("NULL was accepted");
    } catch (const UnexpectedNull& error) {
      CHECK(error.column() == "value");
      CHECK(error.query() == "Test");
    }
  }

  live::Database live_;
  Connection connection_;
};

}  // namespace

TEST_CASE("every built-in type") {
  TypeCheck types;
  types.check(codec::bool_, "bool", "t", true);
  types.check(codec::int2, "int2", "-32768", std::int16_t{-32768});
  types.check(codec::int4, "int4", "2147483647", 2147483647);
  types.check(codec::int8, "int8", "-9223372036854775808", std::numeric_limits<std::int64_t>::min());
  types.check(codec::float4, "float4", "3.4028235e+38", std::numeric_limits<float>::max());
  types.check(codec::float8, "float8", "0.1", 0.1);
  types.check(codec::float8, "float8", "-Infinity", -std::numeric_limits<double>::infinity());
  for (const char* text :
       {"0", "-0.00012300", "12345678901234567890.0001", "NaN", "Infinity", "-Infinity", "1e-16383", "1e131071"}) {
    const auto value = *Numeric::parse(text);
    types.check(codec::numeric, "numeric", text, value);
  }
  types.check(codec::money, "money", "-1234.56", Money{-123456});
  types.check(codec::text, "text", "na\xC3\xAFve \"q\" 'a' \\", std::string{"na\xC3\xAFve \"q\" 'a' \\"});
  types.check(codec::text, "text", "", std::string{});
  types.check(codec::varchar, "varchar", "v", std::string{"v"});
  types.check(codec::bpchar, "char(5)", "ab", std::string{"ab   "});
  types.check(codec::name, "name", "n", std::string{"n"});
  types.check(codec::citext, "citext", "CaSe", std::string{"CaSe"});
  types.check(codec::xml, "xml", "<a>1</a>", std::string{"<a>1</a>"});
  types.check(codec::char_, "\"char\"", "x", 'x');
  types.check(codec::json, "json", R"({"a":  1})", Json{R"({"a":  1})"});
  types.check(codec::jsonb, "jsonb", R"({"a":  1})", Json{R"({"a": 1})"});
  types.check(codec::jsonpath, "jsonpath", "$.a", std::string{R"($."a")"});
  types.check(codec::tsvector, "tsvector", "'cat':3 'fat':2A", std::string{"'cat':3 'fat':2A"});
  types.check(codec::tsquery, "tsquery", "'fat' & 'rat'", std::string{"'fat' & 'rat'"});
  types.check(codec::ltree, "ltree", "Top.Science", std::string{"Top.Science"});
  types.check(codec::hstore, "hstore", R"("a"=>"1", "b \"q\""=>NULL)", Hstore{{"a", "1"}, {"b \"q\"", std::nullopt}});
  types.check(codec::bytea, "bytea", "\\x005cff", Bytes{std::byte{0}, std::byte{0x5C}, std::byte{0xFF}});
  types.check(codec::bit, "bit(9)", "101100011", BitString{"101100011"});
  types.check(codec::varbit, "varbit", "", BitString{});
  types.check(codec::uuid, "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
              *Uuid::parse("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
  types.check(codec::inet, "inet", "10.1.2.3/8", *Inet::parse("10.1.2.3/8"));
  types.check(codec::inet, "inet", "2001:db8::1", *Inet::parse("2001:db8::1"));
  types.check(codec::cidr, "cidr", "10.0.0.0/8", *Cidr::parse("10.0.0.0/8"));
  types.check(codec::macaddr, "macaddr", "08:00:2b:01:02:03", *MacAddr::parse("08:00:2b:01:02:03"));
  types.check(codec::macaddr8, "macaddr8", "08:00:2b:01:02:03:04:05", *MacAddr8::parse("08:00:2b:01:02:03:04:05"));
  types.check(codec::point, "point", "(1,-2.5)", Point{1, -2.5});
  types.check(codec::line, "line", "{1,2,3}", Line{1, 2, 3});
  types.check(codec::lseg, "lseg", "[(0,0),(1,1)]", LineSegment{{0, 0}, {1, 1}});
  types.check(codec::box, "box", "(3,4),(1,2)", Box{{3, 4}, {1, 2}});
  types.check(codec::path, "path", "[(0,0),(1,1)]", Path{{{0, 0}, {1, 1}}, false});
  types.check(codec::path, "path", "((0,0),(1,1))", Path{{{0, 0}, {1, 1}}, true});
  types.check(codec::polygon, "polygon", "((0,0),(1,1),(2,0))", Polygon{{{0, 0}, {1, 1}, {2, 0}}});
  types.check(codec::circle, "circle", "<(1,2),3.5>", Circle{{1, 2}, 3.5});
  types.check(codec::oid, "oid", "4294967295", std::uint32_t{4294967295});
  types.check(codec::xid, "xid", "7", std::uint32_t{7});
  types.check(codec::cid, "cid", "8", std::uint32_t{8});
  types.check(codec::xid8, "xid8", "18446744073709551615", std::numeric_limits<std::uint64_t>::max());
  types.check(codec::tid, "tid", "(1,2)", Tid{1, 2});
  types.check(codec::pg_lsn, "pg_lsn", "16/B374D848", Lsn{0x16'B374D848});
  types.check(codec::int2vector, "int2vector", "1 2", std::vector<std::int16_t>{1, 2});
  types.check(codec::oidvector, "oidvector", "1 2", std::vector<std::uint32_t>{1, 2});
  types.check(codec::other, "regclass", "pg_class", std::string{"pg_class"});
}

TEST_CASE("dates and times, whatever the settings of the session") {
  TypeCheck types;
  for (const char* settings :
       {"SET TimeZone = 'UTC'", "SET TimeZone = 'Asia/Kathmandu'; SET IntervalStyle = iso_8601",
        "SET TimeZone = 'America/New_York'; SET IntervalStyle = postgres_verbose; SET bytea_output = escape",
        "SET TimeZone = 'America/St_Johns'; SET IntervalStyle = sql_standard; SET extra_float_digits = 3"}) {
    CAPTURE(std::string{settings});
    types.connection().execute(settings);
    for (const char* text :
         {"2024-02-29", "0044-03-15 BC", "4713-11-24 BC", "5874897-12-31", "infinity", "-infinity", "1969-12-31"}) {
      types.check(codec::date, "date", text, *parse_date(text));
    }
    for (const char* text :
         {"2024-02-29 12:30:00.5", "0044-03-15 01:02:03 BC", "1969-12-31 23:59:59.999999", "infinity", "-infinity"}) {
      types.check(codec::timestamp, "timestamp", text, *parse_timestamp(text));
    }
    for (const char* text :
         {"2024-02-29 12:30:00.5+00", "1883-01-01 00:00:00+00", "0044-03-15 01:02:03+00 BC", "infinity", "-infinity"}) {
      types.check(codec::timestamptz, "timestamptz", text, *parse_timestamptz(text));
    }
    types.check(codec::time, "time", "24:00:00", *parse_time("24:00:00"));
    types.check(codec::timetz, "timetz", "12:00:00.25+05:45", *parse_timetz("12:00:00.25+05:45"));
    types.check(codec::timetz, "timetz", "12:00:00-08", *parse_timetz("12:00:00-08"));
    for (const char* text : {"P1Y2M3DT4H5M6.5S", "P-1Y-2M3DT-4H-5M-6S", "PT-0.000001S", "PT0S", "P-3DT-4H", "P14M",
                             "P-14M", "PT-90M", "P1Y-1D"}) {
      types.check(codec::interval, "interval", text, *parse_interval(text));
    }
    types.check(codec::bytea, "bytea", "\\x005cff", Bytes{std::byte{0}, std::byte{0x5C}, std::byte{0xFF}});
  }
}

TEST_CASE("ranges and multiranges") {
  TypeCheck types;
  using Ints = Range<std::int32_t>;
  types.check(codec::int4range, "int4range", "[1,5)", Ints{.lower = 1, .upper = 5});
  types.check(codec::int4range, "int4range", "empty", Ints::none());
  types.check(codec::int4range, "int4range", "(,)", Ints{});
  types.check(codec::int8range, "int8range", "(,5)", Range<std::int64_t>{.upper = 5});
  types.check(codec::numrange, "numrange", "(1.5,2.50]",
              Range<Numeric>{.lower = Numeric::parse("1.5"),
                             .upper = Numeric::parse("2.50"),
                             .lower_inclusive = false,
                             .upper_inclusive = true});
  types.check(codec::daterange, "daterange", "[2024-01-01,infinity)",
              Range<Date>{.lower = *parse_date("2024-01-01"), .upper = kInfinity<Date>});
  types.check(codec::tsrange, "tsrange", "[2024-01-01 00:00:00,)",
              Range<Timestamp>{.lower = *parse_timestamp("2024-01-01 00:00:00")});
  types.check(codec::tstzrange, "tstzrange", "[2024-01-01 00:00:00+00,)",
              Range<TimestampTz>{.lower = *parse_timestamptz("2024-01-01 00:00:00+00")});
  types.check(codec::int4multirange, "int4multirange", "{[1,3),[5,)}",
              Multirange<std::int32_t>{{Ints{.lower = 1, .upper = 3}, Ints{.lower = 5}}});
  types.check(codec::int4multirange, "int4multirange", "{}", Multirange<std::int32_t>{});
  types.check(codec::int8multirange, "int8multirange", "{[1,3)}", Multirange<std::int64_t>{{{.lower = 1, .upper = 3}}});
  types.check(codec::nummultirange, "nummultirange", "{[1,3)}",
              Multirange<Numeric>{{{.lower = Numeric{1}, .upper = Numeric{3}}}});
  types.check(codec::datemultirange, "datemultirange", "{(,2024-01-01)}",
              Multirange<Date>{{{.upper = *parse_date("2024-01-01")}}});
  types.check(codec::tsmultirange, "tsmultirange", "{[2024-01-01 00:00:00,)}",
              Multirange<Timestamp>{{{.lower = *parse_timestamp("2024-01-01 00:00:00")}}});
  types.check(codec::tstzmultirange, "tstzmultirange", "{[2024-01-01 00:00:00+00,)}",
              Multirange<TimestampTz>{{{.lower = *parse_timestamptz("2024-01-01 00:00:00+00")}}});
}

TEST_CASE("arrays") {
  TypeCheck types;
  using Strings = std::vector<std::string>;
  types.check(codec::array<codec::int4>, "int4[]", "{1,-2}", std::vector<std::int32_t>{1, -2});
  types.check(codec::array<codec::int4>, "int4[]", "{}", std::vector<std::int32_t>{});
  types.check(codec::array<codec::bool_>, "bool[]", "{t,f}", std::vector<bool>{true, false});
  types.check(codec::array<codec::text>, "text[]", R"({"a,b","say \"hi\"","\\","","NULL"," x "})",
              Strings{"a,b", "say \"hi\"", "\\", "", "NULL", " x "});
  types.check(codec::nullable_array<codec::text>, "text[]", "{a,NULL}",
              std::vector<std::optional<std::string>>{"a", std::nullopt});
  types.check(codec::array<codec::array<codec::int4>>, "int4[]", "{{1,2},{3,4}}",
              std::vector<std::vector<std::int32_t>>{{1, 2}, {3, 4}});
  types.check(codec::array<codec::array<codec::text>>, "text[]", R"({{"}","\""},{a,"b,c"}})",
              std::vector<Strings>{{"}", "\""}, {"a", "b,c"}});
  types.check(codec::array<codec::numeric>, "numeric[]", "{1.50}", std::vector<Numeric>{*Numeric::parse("1.50")});
  types.check(codec::array<codec::uuid>, "uuid[]", "{}", std::vector<Uuid>{});
  types.check(codec::array<codec::bytea>, "bytea[]", R"({"\\x00ff"})",
              std::vector<Bytes>{{std::byte{0}, std::byte{255}}});
  types.check(codec::array<codec::box>, "box[]", "{(3,4),(1,2);(7,8),(5,6)}",
              std::vector<Box>{{{3, 4}, {1, 2}}, {{7, 8}, {5, 6}}});
  types.check(codec::array<codec::timestamptz>, "timestamptz[]", R"({"2024-01-01 00:00:00+00"})",
              std::vector<TimestampTz>{*parse_timestamptz("2024-01-01 00:00:00+00")});
  types.check(codec::array<codec::date>, "date[]", "{infinity}", std::vector<Date>{kInfinity<Date>});
  types.check(codec::array<codec::jsonb>, "jsonb[]", R"({"{\"a\": 1}"})", std::vector<Json>{Json{R"({"a": 1})"}});
  types.check(codec::array<codec::int4range>, "int4range[]", R"-({"[1,5)",empty})-",
              std::vector<Range<std::int32_t>>{{.lower = 1, .upper = 5}, Range<std::int32_t>::none()});
  types.check(codec::array<codec::interval>, "interval[]", "{P1D}", std::vector<Interval>{{0, 1, {}}});
  types.check(codec::array<codec::citext>, "citext[]", "{A}", Strings{"A"});
}

TEST_CASE("enums, arrays of enums, user-defined ranges, strong aliases") {
  TypeCheck types;
  using db::MpaaRating;
  types.check(codec::enumeration<MpaaRating>, "mpaa_rating", "PG-13", MpaaRating::pg_13);
  types.check(codec::array<codec::enumeration<MpaaRating>>, "mpaa_rating[]", "{G,PG-13}",
              std::vector{MpaaRating::g, MpaaRating::pg_13});
  types.connection().execute("CREATE TYPE floatrange AS RANGE (subtype = float8)");
  static constexpr auto kFloatRange = codec::range<codec::float8>({"public", "floatrange"});
  static constexpr auto kFloatMultirange = codec::multirange<kFloatRange>({"public", "floatmultirange"});
  types.check(kFloatRange, "floatrange", "[0.5,1.5)", Range<double>{.lower = 0.5, .upper = 1.5});
  types.check(kFloatMultirange, "floatmultirange", "{[0.5,1.5)}", Multirange<double>{{{.lower = 0.5, .upper = 1.5}}});
  types.check(codec::as_text<codec::float8>, "numeric", "2.5", 2.5);
}

TEST_CASE("the OIDs of codecs are those of pg_type") {
  TypeCheck types;
  const Codec* codecs[] = {&codec::bool_,
                           &codec::int2,
                           &codec::int4,
                           &codec::int8,
                           &codec::float4,
                           &codec::float8,
                           &codec::numeric,
                           &codec::money,
                           &codec::text,
                           &codec::varchar,
                           &codec::bpchar,
                           &codec::name,
                           &codec::xml,
                           &codec::cstring,
                           &codec::char_,
                           &codec::json,
                           &codec::jsonb,
                           &codec::jsonpath,
                           &codec::tsvector,
                           &codec::tsquery,
                           &codec::bytea,
                           &codec::bit,
                           &codec::varbit,
                           &codec::uuid,
                           &codec::date,
                           &codec::timestamp,
                           &codec::timestamptz,
                           &codec::time,
                           &codec::timetz,
                           &codec::interval,
                           &codec::inet,
                           &codec::cidr,
                           &codec::macaddr,
                           &codec::macaddr8,
                           &codec::point,
                           &codec::line,
                           &codec::lseg,
                           &codec::box,
                           &codec::path,
                           &codec::polygon,
                           &codec::circle,
                           &codec::int4range,
                           &codec::int8range,
                           &codec::numrange,
                           &codec::tsrange,
                           &codec::tstzrange,
                           &codec::daterange,
                           &codec::int4multirange,
                           &codec::int8multirange,
                           &codec::nummultirange,
                           &codec::tsmultirange,
                           &codec::tstzmultirange,
                           &codec::datemultirange,
                           &codec::oid,
                           &codec::xid,
                           &codec::cid,
                           &codec::xid8,
                           &codec::tid,
                           &codec::pg_lsn,
                           &codec::int2vector,
                           &codec::oidvector,
                           &codec::unknown,
                           &codec::aclitem,
                           &codec::gtsvector,
                           &codec::pg_brin_bloom_summary,
                           &codec::pg_brin_minmax_multi_summary,
                           &codec::pg_dependencies,
                           &codec::pg_mcv_list,
                           &codec::pg_ndistinct,
                           &codec::pg_node_tree,
                           &codec::pg_snapshot,
                           &codec::refcursor,
                           &codec::regclass,
                           &codec::regcollation,
                           &codec::regconfig,
                           &codec::regdictionary,
                           &codec::regnamespace,
                           &codec::regoper,
                           &codec::regoperator,
                           &codec::regproc,
                           &codec::regprocedure,
                           &codec::regrole,
                           &codec::regtype,
                           &codec::txid_snapshot};
  for (const Codec* codec : codecs) {
    CAPTURE(std::string{codec->type});
    const std::string where =
        " FROM pg_type WHERE typname = " + sql_literal(codec->type) + " AND typnamespace = 'pg_catalog'::regnamespace";
    CHECK(live::integer(types.connection(), "SELECT oid::int8" + where) == codec->oid);
    CHECK(live::integer(types.connection(), "SELECT typarray::int8" + where) == codec->array_oid);
  }
}

TEST_CASE("a column of another type than at generation") {
  TypeCheck types;
  CHECK_THROWS_AS(live::value(types.connection(), "SELECT 1::int8", codec::int4), UnexpectedType);
  CHECK_THROWS_AS(live::value(types.connection(), "SELECT 'x'::text", codec::int4), UnexpectedType);
  CHECK_THROWS_AS(live::value(types.connection(), "SELECT 1, 2", codec::int4), UnexpectedType);
  CHECK(live::value(types.connection(), "SELECT 'x'::varchar", codec::text) == "x");
  CHECK(live::value(types.connection(), "SELECT 'x'::name", codec::text) == "x");
}
