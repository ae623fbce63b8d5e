#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "catalog/catalog.hpp"
#include "support/diagnostics.hpp"

using pgscribe::test::movie_schema;

TEST_CASE("sqlc.embed gathers a relation's columns under its alias") {
  const auto result =
      movie_schema().analyze("-- name: Q :many",
                             "SELECT m.year, sqlc.embed(p), sqlc.embed(c) FROM movies m "
                             "JOIN credits c ON c.movie_id = m.id LEFT JOIN people p ON p.id = c.person_id");
  REQUIRE(result.query);
  const auto& items = result.query->items;
  REQUIRE(items.size() == 3);
  CHECK_FALSE(items[0].is_embed);
  CHECK(items[1].is_embed);
  CHECK(items[1].name == "p");
  CHECK(items[1].columns.size() == 8);
  CHECK(items[1].optional);
  CHECK(items[1].marker == 0);
  CHECK(items[1].relation == movie_schema().catalog().find_relation("", "people")->oid);
  CHECK_FALSE(items[2].optional);
  CHECK(result.query->columns().size() == 12);
  CHECK(result.query->sql.find("p.id, p.name, p.boss") != std::string::npos);
}

TEST_CASE("sqlc.embed gathers what any item of FROM gives") {
  const auto result = movie_schema().analyze(
      "-- name: Q :many",
      "WITH c AS (SELECT movie_id, count(*) AS n, max(role) AS role FROM credits GROUP BY movie_id) "
      "SELECT sqlc.embed(c), sqlc.embed(g) AS number, sqlc.embed(s) FROM movies m LEFT JOIN c ON c.movie_id = m.id, "
      "generate_series(1, 2) g, LATERAL (SELECT m.year AS y) s");
  REQUIRE(result.query);
  const auto& items = result.query->items;
  REQUIRE(items.size() == 3);
  CHECK(items[0].is_embed);
  CHECK(items[0].relation == 0);
  CHECK(items[0].columns.size() == 3);
  CHECK(items[0].optional);
  CHECK(items[0].marker == 0);
  CHECK_FALSE(items[0].columns[1].not_null);
  CHECK(items[0].columns[1].not_null_if_present);
  CHECK_FALSE(items[0].columns[2].not_null_if_present);
  CHECK(items[1].name == "number");
  CHECK_FALSE(items[1].optional);
  CHECK(items[1].columns[0].not_null_if_present);
  CHECK_FALSE(items[2].columns[0].not_null_if_present);
}

TEST_CASE("sqlc.embed of what is no item of the outermost FROM is refused") {
  const auto message = [](const std::string& statement) { return movie_schema().of(statement); };
  CHECK(message("SELECT sqlc.embed(j) FROM (movies m JOIN credits c ON c.movie_id = m.id) AS j") ==
        "bad-embed sqlc.embed(j): sqlc.embed needs one item of FROM, and \"j\" is none");
  CHECK(message("SELECT 1 FROM (SELECT sqlc.embed(m) FROM movies m) s") ==
        "bad-embed sqlc.embed(m): sqlc.embed outside the result of the statement");
  CHECK(message("SELECT sqlc.embed(nobody) FROM movies") ==
        "42P01 sqlc.embed(nobody): missing FROM-clause entry for table \"nobody\"");
}

TEST_CASE("RETURNING can embed the changed relation") {
  const auto result =
      movie_schema().analyze("-- name: Q :one", "UPDATE movies m SET year = 1 WHERE id = $1 RETURNING sqlc.embed(m)");
  REQUIRE(result.query);
  REQUIRE(result.query->items.size() == 1);
  CHECK(result.query->items[0].is_embed);
  CHECK(result.query->items[0].columns.size() == 7);
}
