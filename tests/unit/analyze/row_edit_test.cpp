#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "support/diagnostics.hpp"

namespace {

/// What is sent for a statement, or the first error.
std::string sent(const std::string& statement) {
  static pgscribe::test::Schema schema(
      "CREATE TYPE place AS (x integer, y integer);"
      "CREATE TABLE t (id integer PRIMARY KEY, at place, \"Name\" text);"
      "CREATE TABLE holders (id integer PRIMARY KEY, one t, many t[], at place);"
      "CREATE FUNCTION f(t) RETURNS t LANGUAGE sql AS 'SELECT $1';");
  const auto result = schema.analyze("-- name: Q :many", statement);
  if (!result.query) return "error: " + result.diagnostics.front().message;
  return result.query->sent_sql;
}

}  // namespace

TEST_CASE("a whole row in the result is written out") {
  CHECK(sent("SELECT t FROM t") == "SELECT ROW(t.id, t.at, t.\"Name\") AS t FROM t");
  CHECK(sent("SELECT a.* IS NULL, a AS b FROM t a") == "SELECT a.* IS NULL, ROW(a.id, a.at, a.\"Name\") AS b FROM t a");
  CHECK(sent("SELECT ARRAY(SELECT t FROM t) AS ts") ==
        "SELECT ARRAY(SELECT ROW(t.id, t.at, t.\"Name\") AS t FROM t) AS ts");
  CHECK(sent("SELECT array_agg(t ORDER BY t.id) FROM t") ==
        "SELECT array_agg(ROW(t.id, t.at, t.\"Name\") ORDER BY t.id) FROM t");
  CHECK(sent("DELETE FROM t RETURNING t") == "DELETE FROM t RETURNING ROW(t.id, t.at, t.\"Name\") AS t");
}

TEST_CASE("a row that may be absent stays NULL as a whole") {
  CHECK(sent("SELECT b FROM t a LEFT JOIN t b ON b.id = a.id + 1") ==
        "SELECT CASE WHEN b IS DISTINCT FROM NULL THEN ROW(b.id, b.at, b.\"Name\") END AS b FROM t a LEFT JOIN t b ON "
        "b.id = "
        "a.id + 1");
  CHECK(sent("SELECT one FROM holders") ==
        "SELECT CASE WHEN one IS DISTINCT FROM NULL THEN ROW((one).id, (one).at, (one).\"Name\") END AS one FROM "
        "holders");
}

TEST_CASE("arrays of rows are rebuilt") {
  CHECK(sent("SELECT h.many FROM holders h") ==
        "SELECT CASE WHEN h.many IS NOT NULL THEN ARRAY(SELECT CASE WHEN element.value IS DISTINCT FROM NULL THEN "
        "ROW((element.value).id, (element.value).at, (element.value).\"Name\") END FROM (SELECT unnest(h.many) AS "
        "value) AS "
        "element) END AS many FROM holders h");
}

TEST_CASE("what compares or makes rows is left as it is, and its result written out around it") {
  CHECK(sent("SELECT DISTINCT t, 1 AS n FROM t ORDER BY t") ==
        "SELECT CASE WHEN result.c1 IS DISTINCT FROM NULL THEN ROW((result.c1).id, (result.c1).at, "
        "(result.c1).\"Name\") END "
        "AS t, result.c2 AS n FROM (\nSELECT DISTINCT t, 1 AS n FROM t ORDER BY t\n) AS result (c1, c2)");
  CHECK(sent("SELECT f(t) FROM t").starts_with("SELECT CASE WHEN result.c1 IS DISTINCT FROM NULL THEN ROW("));
  CHECK(sent("SELECT t FROM t UNION ALL SELECT f(t) FROM t").starts_with("SELECT CASE WHEN result.c1 IS DISTINCT"));
}

TEST_CASE("rows that no one reads, and types with a name of their own, stay") {
  for (const char* statement : {"SELECT json_agg(t) FROM t", "SELECT id FROM t WHERE f(t) IS NOT NULL",
                                "SELECT at FROM t", "SELECT (t).id FROM t", "SELECT h.at FROM holders h"}) {
    CHECK(sent(statement) == statement);
  }
  CHECK(sent("SELECT b FROM t AS b (x, y)").starts_with("SELECT CASE WHEN result.c1 IS DISTINCT FROM NULL THEN ROW("));
}
