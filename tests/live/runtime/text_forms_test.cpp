#include <array>
#include <deque>

#include "live_database.hpp"
#include "pgscribe/types.hpp"

// Of members that are no standard-layout types; both compilers support it.
#pragma GCC diagnostic ignored "-Winvalid-offsetof"

// The same value in a row that is read in binary form and in one that is not, whatever the settings of the database,
// the role or the last user of the connection.

using namespace pgscribe;

namespace {

constexpr std::array kSettings{"extra_float_digits = -15",
                               "extra_float_digits = 0",
                               "\"DateStyle\" = 'German, DMY'",
                               "\"DateStyle\" = 'Postgres'",
                               "\"IntervalStyle\" = 'sql_standard'",
                               "\"IntervalStyle\" = 'postgres_verbose'",
                               "bytea_output = 'escape'",
                               "array_nulls = off",
                               "quote_all_identifiers = on",
                               "xmloption = 'document'",
                               "xmlbinary = 'hex'",
                               "\"TimeZone\" = 'America/St_Johns'",
                               "lc_monetary = 'C'",
                               "standard_conforming_strings = off",
                               "client_encoding = 'LATIN1'"};

template <typename T>
struct Pair {
  T value{};
  std::string text{};
};

// `sql` alone, then next to a column that has no binary form.
template <typename T, typename View>
void check_same(Executor& executor, const std::string& sql, const CodecOf<T, View>& codec, const T& expected) {
  CAPTURE(sql);
  CHECK(live::value(executor, "SELECT " + sql, codec) == expected);
  const Column columns[] = {{.name = "value", .offset = offsetof(Pair<T>, value), .codec = &codec},
                            {.name = "text", .offset = offsetof(Pair<T>, text), .codec = &codec::other}};
  const std::string both = "SELECT " + sql + ", 'pg_class'::regclass";
  static std::deque<std::pair<std::string, Statement>> kept;
  auto& [kept_sql, statement] = kept.emplace_back(both, Statement{});
  statement = {.name = "Both", .sql = kept_sql.c_str(), .columns = columns};
  const auto pair = one<Pair<T>>(executor, statement, {});
  CHECK(pair.value == expected);
  CHECK(pair.text == "pg_class");
}

void check_all(Executor& executor) {
  using Floats = std::vector<double>;
  check_same(executor, "0.30000000000000004::float8", codec::float8, 0.30000000000000004);
  check_same(executor, "0.1::float4", codec::float4, 0.1F);
  check_same(executor, "'{0.30000000000000004}'::float8[]", codec::array<codec::float8>, Floats{0.30000000000000004});
  check_same(executor, "'(0.30000000000000004,1)'::point", codec::point, Point{0.30000000000000004, 1});
  check_same(executor, "'2024-02-01'::date", codec::date, *parse_date("2024-02-01"));
  check_same(executor, "'2024-02-01 03:04:05.678+00'::timestamptz", codec::timestamptz,
             *parse_timestamptz("2024-02-01 03:04:05.678+00"));
  check_same(executor, "'[2024-02-01 00:00,2024-03-01 00:00)'::tsrange", codec::tsrange,
             Range<Timestamp>{.lower = *parse_timestamp("2024-02-01 00:00:00"),
                              .upper = *parse_timestamp("2024-03-01 00:00:00")});
  check_same(executor, "'-1 year -2 mons +3 days -04:05:06'::interval", codec::interval,
             *parse_interval("P-1Y-2M3DT-4H-5M-6S"));
  check_same(executor, "'\\x005cff27'::bytea", codec::bytea,
             Bytes{std::byte{0}, std::byte{0x5C}, std::byte{0xFF}, std::byte{0x27}});
  check_same(executor, "'-1234.56'::money", codec::money, Money{-123456});
  check_same(executor, "'a b'::text", codec::text, std::string{"a b"});
  check_same(executor, "'<a/><b/>'::xml", codec::xml, std::string{"<a/><b/>"});
  check_same(executor, "E'\\u00e4\\u20ac'", codec::text, std::string{"\u00e4\u20ac"});
}

// NULL in an array that travels as text.
void check_array_with_null(Executor& executor) {
  using Words = std::vector<std::optional<std::string>>;
  static constexpr Parameter kWords[] = {parameter<Words>("words", 0, codec::nullable_array<codec::text>).inferred()};
  static constexpr Column kCount[] = {column<std::int32_t>("n", 0, codec::int4)};
  static constexpr Statement kNulls{
      .name = "Nulls", .sql = "SELECT num_nulls(VARIADIC $1::citext_like[])", .columns = kCount, .parameters = kWords};
  const Words words{std::nullopt, "NULL"};
  CHECK(one<std::int32_t>(executor, kNulls, {&words, nullptr}) == 1);
}

}  // namespace

TEST_CASE("one value has one answer, whatever the settings of the database") {
  live::Database live;
  live.pool.execute("CREATE DOMAIN citext_like AS text");
  for (const char* setting : kSettings) {
    CAPTURE(std::string{setting});
    live.pool.execute("ALTER DATABASE \"" + live.database.name() + "\" RESET ALL");
    live.pool.execute("ALTER DATABASE \"" + live.database.name() + "\" SET " + setting);
    for (const auto mode : {StatementMode::prepared, StatementMode::unprepared}) {
      Pool pool{PoolOptions{.conninfo = live.database.conninfo(), .max_connections = 1, .statements = mode}};
      check_all(pool);
      check_array_with_null(pool);
    }
  }
}

TEST_CASE("and whatever the last user of the connection did to them") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute("CREATE DOMAIN citext_like AS text");
  live.pool.execute("ALTER DATABASE \"" + live.database.name() + "\" SET extra_float_digits = 0");
  for (const char* setting : kSettings) {
    CAPTURE(std::string{setting});
    live.pool.acquire().execute(std::string{"set "} + setting);
    check_all(live.pool);
    live.pool.execute(std::string{"SET SESSION "} + setting);
    check_array_with_null(live.pool);
    check_all(live.pool);
  }
  for (const char* script : {"DISCARD ALL", "RESET ALL", "Reset extra_float_digits",
                             "SELECT set_config('extra_float_digits', '0', false)"}) {
    CAPTURE(std::string{script});
    live.pool.execute(script);
    check_all(live.pool);
  }
}
