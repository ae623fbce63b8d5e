#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "support/diagnostics.hpp"

namespace {

using pgscribe::analyze::Elements;

std::string word(Elements elements) {
  switch (elements) {
    case Elements::never_null: return "never";
    case Elements::nullable: return "nullable";
    case Elements::unknown: break;
  }
  return "unknown";
}

pgscribe::test::Schema& schema() {
  static pgscribe::test::Schema schema(
      "CREATE TABLE films (id bigint PRIMARY KEY, title text NOT NULL, note text, tags text[], studio bigint);"
      "CREATE TABLE studios (id bigint PRIMARY KEY, name text NOT NULL, code text);"
      "CREATE FUNCTION labels() RETURNS text[] LANGUAGE sql AS 'SELECT NULL::text[]';");
  return schema;
}

/// Of the first column.
std::string elements(const std::string& statement) {
  const auto result = schema().analyze("-- name: Q :many", statement);
  if (!result.query) return "error: " + result.diagnostics.front().message;
  return word(result.query->columns().front()->elements);
}

/// Of each parameter.
std::string parameters(const std::string& head, const std::string& statement) {
  const auto result = schema().analyze("-- name: Q :exec" + head, statement);
  if (!result.query) return "error: " + result.diagnostics.front().message;
  std::string text;
  for (const auto& parameter : result.query->parameters) text += (text.empty() ? "" : " ") + word(parameter.elements);
  return text;
}

}  // namespace

TEST_CASE("arrays that are made have the NULLs of what they are made of") {
  CHECK(elements("SELECT array_agg(title) FROM films") == "never");
  CHECK(elements("SELECT array_agg(note) FROM films") == "nullable");
  CHECK(elements("SELECT array_agg(s.name) FROM films f LEFT JOIN studios s ON s.id = f.studio") == "nullable");
  CHECK(elements("SELECT array_agg(s.name) FROM films f JOIN studios s ON s.id = f.studio") == "never");
  CHECK(elements("SELECT array_agg(note) OVER () FROM films") == "nullable");
  CHECK(elements("SELECT ARRAY(SELECT note FROM films)") == "nullable");
  CHECK(elements("SELECT ARRAY(SELECT title FROM films)") == "never");
  CHECK(elements("SELECT ARRAY[title, note] FROM films") == "nullable");
  CHECK(elements("SELECT ARRAY[title, coalesce(note, title)] FROM films") == "never");
  CHECK(elements("SELECT percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY note) FROM films") == "never");
  CHECK(elements("SELECT ARRAY[[1, 2], [3, NULL]]") == "nullable");
  CHECK(elements("SELECT '{a,b}'::text[]") == "never");
  CHECK(elements("SELECT '{a,NULL}'::text[]") == "nullable");
}

TEST_CASE("conditions keep NULL out of arrays") {
  CHECK(elements("SELECT array_agg(note) FILTER (WHERE note IS NOT NULL) FROM films") == "never");
  CHECK(elements("SELECT array_agg(note) FILTER (WHERE id > 3) FROM films") == "nullable");
  CHECK(elements("SELECT array_agg(s.name) FILTER (WHERE s.id IS NOT NULL) FROM films f LEFT JOIN studios s ON s.id = "
                 "f.studio") == "never");
  CHECK(elements("SELECT array_agg(s.code) FILTER (WHERE s.id IS NOT NULL) FROM films f LEFT JOIN studios s ON s.id = "
                 "f.studio") == "nullable");
  CHECK(elements("SELECT array_agg(note) FROM films WHERE note <> ''") == "never");
  CHECK(elements("SELECT ARRAY(SELECT note FROM films WHERE note IS NOT NULL)") == "never");
  CHECK(elements("SELECT array_remove(array_agg(note), NULL) FROM films") == "never");
}

TEST_CASE("arrays that are handed on keep what is known of them") {
  CHECK(elements("SELECT a || b FROM (SELECT ARRAY[1] AS a, ARRAY[NULL, 1] AS b) s") == "nullable");
  CHECK(elements("SELECT array_append(ARRAY[title], note) FROM films") == "nullable");
  CHECK(elements("SELECT array_append(ARRAY[title], 'x') FROM films") == "never");
  CHECK(elements("SELECT title || ARRAY[title] FROM films") == "never");
  CHECK(elements("SELECT coalesce(array_agg(title), '{}') FROM films") == "never");
  CHECK(elements("SELECT CASE WHEN id > 1 THEN ARRAY[title] ELSE ARRAY[note] END FROM films") == "nullable");
  CHECK(elements("SELECT (ARRAY[title, note])[1:1] FROM films") == "nullable");
  CHECK(elements("WITH x AS (SELECT array_agg(note) AS a FROM films) SELECT a FROM x") == "nullable");
  CHECK(elements("SELECT ARRAY[title] FROM films UNION SELECT ARRAY[note] FROM films") == "nullable");
  CHECK(elements("SELECT column1 FROM (VALUES (ARRAY[1]), (ARRAY[NULL::int])) v") == "nullable");
  CHECK(elements("WITH RECURSIVE x (a, n) AS (SELECT ARRAY[1], 1 UNION ALL SELECT a || n, n + 1 FROM x WHERE n < 3) "
                 "SELECT a FROM x") == "never");
  CHECK(
      elements("WITH RECURSIVE x (a, n) AS (SELECT ARRAY[1], 1 UNION ALL SELECT a || NULL::int, n + 1 FROM x WHERE n < "
               "3) SELECT a FROM x") == "nullable");
  CHECK(elements("SELECT string_to_array(title, ',') FROM films") == "never");
  CHECK(elements("SELECT string_to_array(title, ',', '') FROM films") == "nullable");
  CHECK(elements("SELECT regexp_match(title, '(a)|(b)') FROM films") == "nullable");
}

TEST_CASE("of stored arrays and functions of one's own nothing is known") {
  CHECK(elements("SELECT tags FROM films") == "unknown");
  CHECK(elements("SELECT tags || 'x'::text FROM films") == "unknown");
  CHECK(elements("SELECT tags || ARRAY[note] FROM films") == "nullable");
  CHECK(elements("SELECT labels()") == "unknown");
  CHECK(elements("SELECT title::text::text[] FROM films") == "unknown");
  CHECK(elements("SELECT $1::text::text[]") == "unknown");
}

TEST_CASE("a list may hold NULL where unnest() hands it to a nullable column") {
  CHECK(parameters("",
                   "INSERT INTO films (id, title, note) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])") ==
        "never never nullable");
  CHECK(parameters("", "INSERT INTO films (id, title, note) SELECT 1, unnest($1::text[]), unnest($2::text[])") ==
        "never nullable");
  CHECK(parameters("", "UPDATE films SET note = u.n FROM unnest($1::bigint[], $2::text[]) u (i, n) WHERE id = u.i") ==
        "never nullable");
  CHECK(parameters("", "UPDATE films SET tags = $1") == "never");
  CHECK(parameters("", "DELETE FROM films WHERE id = ANY ($1)") == "never");
}

TEST_CASE("directives say what is in an array") {
  CHECK(parameters("\n-- @param tags elements nullable", "UPDATE films SET tags = @tags") == "nullable");
  CHECK(parameters("\n-- @param notes elements not null",
                   "INSERT INTO films (id, title, note) SELECT 1, 'x', unnest(@notes::text[])") == "never");
  CHECK(parameters("\n-- @param id elements nullable", "DELETE FROM films WHERE id = @id") ==
        "error: \"id\" has no elements, because it is of type bigint");
  const auto result =
      schema().analyze("-- name: Q :many\n-- @column tags elements nullable", "SELECT tags, id FROM films");
  REQUIRE(result.query);
  CHECK(result.query->columns().front()->elements == Elements::nullable);
  CHECK(text(result.query->columns().front()->element_reason) == "the directive says @column tags elements nullable");
}

TEST_CASE("NULL in an array that the caller passes is NULL when it comes out") {
  const auto result = schema().analyze("-- name: Q :many\n-- @param a elements nullable", "SELECT unnest(@a::int[])");
  REQUIRE(result.query);
  CHECK_FALSE(result.query->columns().front()->not_null);
}
