#include <algorithm>
#include <deque>

#include "live_database.hpp"

// A program logs what(): no value may be in it, whichever part of the server complains about one.

using namespace pgscribe;

namespace {

const std::string kSecret = "s3cr3t";

constexpr Column kText[] = {column<std::string>("text", 0, codec::text)};
constexpr Parameter kValue[] = {parameter<std::string>("value", 0, codec::text).inferred()};

// Calls `check` with what the server says to a statement that is given the value.
template <typename Check>
void with_error(Executor& executor, const Statement& statement, const std::string& value, Check check) {
  try {
    (void)many<std::string>(executor, statement, {&value, nullptr});
  } catch (const Error& error) {
    check(error);
  }
}

const Statement& cast_to(const std::string& type) {
  static std::deque<std::pair<std::string, Statement>> kept;
  auto& [sql, statement] = kept.emplace_back("SELECT ($1::" + type + ")::text", Statement{});
  statement = {.name = "Cast", .sql = sql.c_str(), .columns = kText, .parameters = kValue};
  return statement;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

}  // namespace

TEST_CASE("what() of a value that no type accepts has nothing of it") {
  live::Database live;
  // Names that are looked up (regclass and its like) are names and stay.
  const std::string types = live::text(
      live.pool,
      "SELECT string_agg(t.oid::regtype::text, E'\\n') FROM pg_type t WHERE t.typtype IN ('b', 'd', 'e', 'r', 'm') "
      "AND t.typinput::oid <> 0 AND t.typcategory <> 'Z' AND t.typname !~ '^_?reg' AND t.typelem::regtype::text !~ "
      "'^reg' "
      "AND t.typnamespace <> 'information_schema'::regnamespace AND t.typname NOT IN ('aclitem', '_aclitem')");
  int refused = 0;
  for (const std::string& type : lines(types)) {
    for (const std::string& value :
         {kSecret, kSecret + "\" & \"" + kSecret, "{" + kSecret, "{\"" + kSecret + "\"} x", "(" + kSecret,
          "[" + kSecret + "," + kSecret + "]", "9999999999999999999999999999 " + kSecret, "2024-99-99 " + kSecret}) {
      with_error(live.pool, cast_to(type), value, [&](const Error& error) {
        ++refused;
        CAPTURE(type);
        CAPTURE(error.message());
        CHECK(std::string{error.what()}.find(kSecret) == std::string::npos);
      });
    }
  }
  CHECK(refused > 500);
}

TEST_CASE("what() of a value that a function refuses has nothing of it") {
  live::Database live;
  static constexpr const char* kCalls[] = {
      "SELECT to_date($1, 'YYYY')::text",
      "SELECT to_timestamp($1, 'HH24')::text",
      "SELECT to_number($1, '999')::text",
      "SELECT decode($1, 'hex')::text",
      "SELECT decode($1, 'base64')::text",
      "SELECT decode('00', $1)::text",
      "SELECT (now() AT TIME ZONE $1)::text",
      "SELECT date_trunc($1, now())::text",
      "SELECT extract(year FROM $1::timestamptz)::text",
      "SELECT date_part($1, now())::text",
      "SELECT to_tsquery('simple', $1 || ' &')::text",
      "SELECT jsonb_path_query('{}', $1::jsonpath)::text",
      "SELECT set_config('TimeZone', $1, true)",
      "SELECT set_config('work_mem', $1, true)",
      "SELECT pg_size_bytes($1)::text",
      "SELECT parse_ident($1)::text",
      "SELECT ('x' ~ ('(' || $1))::text",
      "SELECT convert_from('x', $1)",
      "SELECT make_date(length($1), 99, 99)::text",
      "SELECT xmlparse(document $1)::text",
      "SELECT ($1::text || ' ')::int::text",
      "SELECT ARRAY[1]::text FROM unnest(string_to_array($1, ',')::int[])",
      "SELECT encode(('\\x' || $1)::bytea, 'hex')",
      "SELECT normalize('a') FROM (SELECT $1::numeric(2, 1)) AS n",
  };
  int refused = 0;
  for (const char* sql : kCalls) {
    const Statement statement{.name = "Call", .sql = sql, .columns = kText, .parameters = kValue};
    auto connection = live.pool.acquire();
    connection.discard();  // it remembers the statement by its address
    for (const std::string& value : {kSecret, "\"" + kSecret + "\" %", kSecret + "("}) {
      with_error(connection, statement, value, [&](const Error& error) {
        ++refused;
        CAPTURE(std::string{sql});
        CAPTURE(error.message());
        CHECK(std::string{error.what()}.find(kSecret) == std::string::npos);
      });
    }
  }
  CHECK(refused > 40);
}

TEST_CASE("what() has no constant of a script, and keeps the names in it") {
  live::Database live;
  const auto what = [&](const std::string& sql) {
    try {
      live.pool.execute(sql);
    } catch (const Error& error) {
      return std::string{error.what()};
    }
    return std::string{};
  };
  for (const std::string sql :
       {"SELECT 's3cr3t'::int", "ALTER ROLE postgres PASSWORD 's3cr3t' BOGUS", "SELECT 1 's3cr3t'",
        "SELECT 1 E's3cr3t'", "SELECT 1 $$s3cr3t$$", "DO $$ BEGIN EXECUTE 'SELECT 1 ''s3cr3t'''; END $$"}) {
    CAPTURE(std::string{sql});
    CHECK_FALSE(what(sql).empty());
    CHECK(what(sql).find(kSecret) == std::string::npos);
  }
  CHECK(what("SELECT titel FROM movies") == "column \"titel\" does not exist [42703]");
  CHECK(what("SELEC 1") == "syntax error at or near \"SELEC\" [42601]");
  CHECK(what("DROP TABLE no_such") == "table \"no_such\" does not exist [42P01]");
}

TEST_CASE("the server's message is there in full, and says where") {
  live::Database live;
  try {
    live.pool.execute("SELECT 's3cr3t'::int");
    FAIL("it was read");
  } catch (const DataException& error) {
    CHECK(error.message() == "invalid input syntax for type integer: \"s3cr3t\"");
    CHECK(error.position() == 8);
  }
}
