#include "analyze/scope/analysis_error.hpp"

#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "support/diagnostics.hpp"

using namespace pgscribe;
using test::Schema;

namespace {

/// A table with a column, and a type with an attribute, whose type was refused where they were declared.
Schema& half_refused_schema() {
  static Schema schema(
      "CREATE TABLE shelves (id integer PRIMARY KEY, kind nowhere, place integer);"
      "CREATE TYPE spot AS (x integer, y nowhere);"
      "CREATE TABLE books (id integer, kind integer, lies spot);"
      "CREATE VIEW labels AS SELECT id, kind FROM shelves;",
      {"42704 nowhere: type \"nowhere\" does not exist", "42704 nowhere: type \"nowhere\" does not exist"});
  return schema;
}

}  // namespace

TEST_CASE("a statement that uses what was refused where it was declared says nothing more") {
  for (const char* statement : {
           "SELECT kind FROM shelves",
           "SELECT * FROM shelves",
           "SELECT shelves.* FROM shelves",
           "SELECT id FROM shelves WHERE kind = 'x'",
           "SELECT nonsense(kind) FROM shelves",
           "SELECT 1 FROM shelves JOIN books USING (kind)",
           "SELECT 1 FROM shelves NATURAL JOIN books",
           "SELECT s.kind FROM shelves s JOIN books b ON b.id = s.id",
           "SELECT kind FROM (SELECT * FROM shelves) s",
           "WITH s AS (SELECT kind FROM shelves) SELECT 1 FROM s",
           "SELECT (lies).y FROM books",
           "SELECT (lies).* FROM books",
           "SELECT y(lies) FROM books",
           "INSERT INTO shelves VALUES (1, 'x', 2)",
           "INSERT INTO shelves (kind) VALUES ($1)",
           "INSERT INTO shelves (id, kind) SELECT 1, 2",
           "UPDATE shelves SET kind = $1",
           "UPDATE shelves SET (id, kind) = (1, 2)",
           "UPDATE books SET lies.y = 1",
           "UPDATE books SET lies = ROW(1, 2)",
           "DELETE FROM shelves WHERE kind IS NULL",
           "INSERT INTO shelves (id) VALUES (1) RETURNING kind",
           "SELECT id FROM labels",
       }) {
    CAPTURE(std::string{statement});
    const Schema::Result result = half_refused_schema().analyze("-- name: Q :exec", statement);
    CHECK(!result.query);
    CHECK(result.diagnostics.empty());
  }
}

TEST_CASE("the other columns of such a table are as good as any") {
  static constexpr test::Case kCases[] = {
      {"SELECT id, place FROM shelves WHERE place = $1", "id integer, place integer <- integer"},
      {"SELECT s.id FROM shelves s JOIN books b ON b.id = s.id", "id integer"},
      {"SELECT s.id FROM shelves s JOIN books b USING (id)", "id integer"},
      {"INSERT INTO shelves (id) VALUES ($1)", "<- integer"},
      {"SELECT (lies).x FROM books", "x integer"},
      {"SELECT titel FROM shelves", "42703 titel: column \"titel\" does not exist"},
  };
  check_all(half_refused_schema(), kCases);
}

TEST_CASE("the first error of a statement is its only one") {
  for (const char* statement : {
           "SELECT a, b, c FROM shelves",
           "SELECT a FROM nowhere, neither",
           "WITH x AS (SELECT a FROM shelves), y AS (SELECT b FROM shelves) SELECT c FROM x, y",
           "SELECT (SELECT a), ARRAY(SELECT b) FROM shelves WHERE c GROUP BY d ORDER BY e LIMIT f",
           "INSERT INTO shelves (a, b) VALUES (c, d) RETURNING e",
           "UPDATE shelves SET a = b WHERE c",
       }) {
    CAPTURE(std::string{statement});
    const Schema::Result result = half_refused_schema().analyze("-- name: Q :exec", statement);
    CHECK(!result.query);
    CHECK(result.diagnostics.size() == 1);
  }
}
