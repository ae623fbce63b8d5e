#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "support/diagnostics.hpp"

namespace {

std::string names(const std::string& statement) {
  const auto result = pgscribe::test::movie_schema().analyze("-- name: Q :exec", statement);
  if (!result.query) return "error: " + result.diagnostics.front().message;
  std::string text;
  for (const auto& parameter : result.query->parameters) {
    text += (text.empty() ? "" : " ") + parameter.name + (parameter.not_null ? "" : "?");
  }
  return text;
}

}  // namespace

TEST_CASE("a parameter is named after what it stands for") {
  CHECK(names("SELECT 1 FROM movies WHERE year = $1") == "year");
  CHECK(names("SELECT 1 FROM movies WHERE id IN ($1, $2)") == "id id_2");
  CHECK(names("SELECT 1 FROM movies WHERE year BETWEEN $1 AND $2") == "year year_2");
  CHECK(names("SELECT 1 FROM movies WHERE id = ANY($1)") == "id");
  CHECK(names("INSERT INTO movies (title, year) VALUES ($1, $2)") == "title year?");
  CHECK(names("INSERT INTO movies (title, year) VALUES ($1, 1), ($2, $3)") == "title title_2 year?");
  CHECK(names("INSERT INTO movies (title, year) SELECT $1, $2::int") == "title year?");
  CHECK(names("UPDATE movies SET title = $2 WHERE id = $1") == "id title");
  CHECK(names("UPDATE movies SET (title, year) = ($1, $2)") == "title year?");
  CHECK(names("SELECT 1 FROM movies LIMIT $1 OFFSET $2") == "limit offset");
  CHECK(names("SELECT repeat($1, 3)") == "repeat");
  CHECK(names("SELECT * FROM many($1)") == "n");
}

TEST_CASE("a parameter without a name has its position") {
  CHECK(names("SELECT $1::int") == "dollar_1");
  CHECK(names("SELECT $1::int, $2::text") == "column_1 column_2");
}

TEST_CASE("macro names stay as they are, others make room for them") {
  CHECK(names("SELECT 1 FROM movies WHERE year = @y AND title = sqlc.narg(wanted)") == "y wanted?");
  CHECK(names("SELECT 1 FROM movies WHERE id = @year AND year = $2") == "year year_2");
  CHECK(names("SELECT 1 FROM movies WHERE id = @a OR id = @a") == "a");
}

TEST_CASE("facts of a parameter") {
  const auto result = pgscribe::test::movie_schema().analyze(
      "-- name: Q :exec", "SELECT 1 FROM movies WHERE id IN (sqlc.slice(ids)) AND tags = $2");
  REQUIRE(result.query);
  const auto& ids = result.query->parameters.at(0);
  CHECK(ids.is_slice);
  CHECK(ids.is_named);
  CHECK(ids.dimensions == 1);
  const auto& tags = result.query->parameters.at(1);
  CHECK_FALSE(tags.is_named);
  REQUIRE(tags.column);
  CHECK(tags.column->attribute == 4);
}
