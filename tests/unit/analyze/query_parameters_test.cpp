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

TEST_CASE("a parameter beside other values is named after the column that they come from") {
  CHECK(names("UPDATE movies SET title = coalesce($1, title)") == "title?");
  CHECK(names("UPDATE movies SET year = CASE WHEN $1::bool THEN $2 ELSE year END") == "column_1 year?");
  CHECK(names("UPDATE movies SET title = nullif($1, '')") == "title");
  CHECK(names("SELECT 1 FROM movies WHERE greatest(year, $1) > 3") == "year");
  CHECK(names("SELECT 1 FROM movies WHERE year = coalesce($1, 3)") == "year?");
  CHECK(names("SELECT coalesce(year, $1) FROM movies") == "year");
  CHECK(names("SELECT 1 FROM (SELECT year AS y FROM movies) s WHERE s.y = $1") == "y");
  CHECK(names("INSERT INTO movies (title, year) SELECT t, y FROM unnest($1::text[], $2::int[]) AS u (t, y)") ==
        "unnest unnest_2");
}

/// "movies.year", "movies.id[]" for a list of values, "-" without one.
std::string columns(const std::string& statement) {
  const auto result = pgscribe::test::movie_schema().analyze("-- name: Q :exec", statement);
  if (!result.query) return "error: " + result.diagnostics.front().message;
  std::string text;
  for (const auto& parameter : result.query->parameters) {
    if (!text.empty()) text += ' ';
    if (!parameter.column) {
      text += '-';
      continue;
    }
    const auto& catalog = pgscribe::test::movie_schema().catalog();
    const auto& relation = *catalog.relation(parameter.column->relation);
    const auto& column = relation.columns[static_cast<std::size_t>(parameter.column->attribute) - 1];
    const bool is_list = catalog.base_element_type(parameter.type) != 0 && catalog.base_element_type(column.type) == 0;
    text += relation.name + "." + column.name + (is_list ? "[]" : "");
  }
  return text;
}

TEST_CASE("a parameter belongs to the column whose values it takes") {
  CHECK(columns("SELECT 1 FROM movies WHERE year = $1") == "movies.year");
  CHECK(columns("SELECT 1 FROM movies WHERE id = ANY ($1)") == "movies.id[]");
  CHECK(columns("SELECT 1 FROM movies WHERE id <> ALL ($1)") == "movies.id[]");
  CHECK(columns("SELECT 1 FROM movies WHERE id IN (sqlc.slice(ids))") == "movies.id[]");
  CHECK(columns("SELECT 1 FROM movies WHERE tags && $1") == "movies.tags");
  CHECK(columns("SELECT 1 FROM people WHERE label = $1") == "people.label");
  CHECK(columns("SELECT 1 FROM people WHERE name = $1 OR name LIKE $2") == "people.name people.name");
  CHECK(columns("UPDATE movies SET year = coalesce($1, year), title = nullif($2, '')") == "movies.year movies.title");
  CHECK(columns("UPDATE movies SET rating = least(rating, $1), year = CASE WHEN id > 1 THEN $2 ELSE 1 END") ==
        "movies.rating movies.year");
  CHECK(columns("INSERT INTO movies (title) VALUES ($1), (coalesce($2, 'x'))") == "movies.title movies.title");
  CHECK(columns("INSERT INTO movies (title) SELECT unnest($1::text[])") == "movies.title[]");
  CHECK(columns("SELECT 1 FROM titles WHERE id = $1") == "titles.id");
  CHECK(columns("WITH x AS (SELECT id AS i FROM movies) SELECT 1 FROM x WHERE i = $1") == "movies.id");
  CHECK(columns("SELECT 1 FROM (SELECT id FROM movies UNION SELECT id FROM other.movies) u WHERE id = $1") ==
        "movies.id");
  CHECK(columns("SELECT 1 FROM movies WHERE $1 IN (SELECT p.id FROM people p)") == "people.id");
  CHECK(columns("SELECT 1 FROM movies WHERE (year, title) < ($1, $2)") == "movies.year movies.title");
  CHECK(columns("SELECT 1 FROM movies WHERE year = (SELECT max(c.person_id) FROM credits c WHERE c.role = $1)") ==
        "credits.role");
}

TEST_CASE("a parameter of another type belongs to no column") {
  CHECK(columns("SELECT 1 FROM movies WHERE $1 = ANY (tags)") == "-");
  CHECK(columns("SELECT 1 FROM people WHERE born + $1::interval < now()") == "-");
  CHECK(columns("SELECT 1 FROM movies WHERE year = $1::bigint") == "-");
  CHECK(columns("SELECT 1 FROM people WHERE born > $1::timestamptz") == "-");
  CHECK(columns("SELECT 1 FROM movies WHERE year > 1 LIMIT $1") == "-");
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
