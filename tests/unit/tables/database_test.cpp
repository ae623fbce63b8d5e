#include "tables/database.hpp"

#include <doctest/doctest.h>

// SELECTs over tables in memory: what they give, and what bounds them.

namespace {

using namespace pgscribe::tables;

const bool kHasSqlite = Database::is_available();

std::vector<Table> movies() {
  return {{"movie", {"name", "year"}, {{std::string("Alien"), std::int64_t{1979}}, {std::string("It's"), {}}}},
          {"empty", {"column", "key"}, {}}};
}

/// "Alien|1979;..." or what is said against it.
std::string asked(const Database& database, const std::string& sql) {
  const auto answer = database.select(sql);
  if (const auto* refusal = std::get_if<Refusal>(&answer))
    return refusal->message.text + (refusal->offset ? " at " + std::to_string(*refusal->offset) : "");
  std::string text;
  for (const Row& row : std::get<Result>(answer).rows) {
    for (const Value& value : row) {
      const auto* number = std::get_if<std::int64_t>(&value);
      const auto* words = std::get_if<std::string>(&value);
      text += (number != nullptr ? std::to_string(*number) : words != nullptr ? *words : "NULL") + "|";
    }
    text += ";";
  }
  return text;
}

TEST_CASE("values come back as they went in" * doctest::skip(!kHasSqlite)) {
  const Database database(movies());
  CHECK(asked(database, "SELECT name, year FROM movie ORDER BY name") == "Alien|1979|;It's|NULL|;");
  CHECK(asked(database, "SELECT column, key FROM empty") == "");
  CHECK(asked(database, "SELECT 1.5, 'a' || char(10)") == "1.5|a\n|;");
  CHECK(std::get<Result>(database.select("SELECT year AS y, 1 AS \"column\" FROM movie")).columns ==
        std::vector<std::string>{"y", "column"});
}

TEST_CASE("nothing but reading is possible" * doctest::skip(!kHasSqlite)) {
  const Database database(movies());
  for (const char* sql : {"DELETE FROM movie", "UPDATE movie SET year = 1", "INSERT INTO empty VALUES (1, 2)",
                          "DROP TABLE movie", "CREATE TABLE t (a)", "ATTACH 'x.db' AS x", "PRAGMA journal_mode",
                          "BEGIN", "VACUUM INTO 'x.db'", "", "-- nothing", "CREATE VIRTUAL TABLE t USING fts5(a)"}) {
    CAPTURE(std::string{sql});
    CHECK(asked(database, sql) == "a rule is one SELECT over the analysis, and changes nothing");
  }
  CHECK(asked(database, "SELECT count(*) FROM movie") == "2|;");
}

TEST_CASE("an error has its place" * doctest::skip(!kHasSqlite)) {
  const Database database(movies());
  CHECK(asked(database, "SELECT nam FROM movie") == "no such column: nam at 7");
  CHECK(asked(database, "SELECT 1; SELECT 2") == "a rule is one SELECT, and something stands behind it at 9");
  CHECK(asked(database, "SELECT 1;  -- all") == "1|;");
}

TEST_CASE("what a SELECT costs is bounded" * doctest::skip(!kHasSqlite)) {
  const Database database(movies());
  const std::string numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) ";
  CHECK(asked(database, numbers + "SELECT count(*) FROM n") == "the rule was stopped after 100 million steps");
  CHECK(asked(database, numbers + "SELECT i FROM n") == "the rule has more than 10000 rows");
  CHECK(asked(database, "SELECT hex(zeroblob(500000000))") ==
        "the rule needs more than 64 MB of memory, or makes a text that is as large");
  CHECK(asked(database, numbers + "SELECT i FROM n ORDER BY i DESC") ==
        "the rule needs more than 64 MB of memory, or makes a text that is as large");
  CHECK(asked(database, "SELECT 1") == "1|;");  // the bound is on one SELECT, not on all together
}

}  // namespace
