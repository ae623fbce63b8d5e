#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "support/diagnostics.hpp"

// What may be there afterwards that ROLLBACK would undo.

namespace {

pgscribe::test::Schema& schema() {
  static pgscribe::test::Schema schema{
      "CREATE TABLE t (id int PRIMARY KEY, n int);"
      "CREATE VIEW v AS SELECT * FROM t; CREATE SEQUENCE s;"
      "CREATE FUNCTION stays(int) RETURNS int LANGUAGE sql STABLE AS 'SELECT $1';"
      "CREATE FUNCTION adds(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN INSERT INTO t VALUES ($1); RETURN $1; END';"
      "CREATE FUNCTION adds_rows() RETURNS SETOF int LANGUAGE sql AS 'INSERT INTO t VALUES (1) RETURNING id';"
      "CREATE VIEW adding AS SELECT adds(n) AS added FROM t; CREATE VIEW above AS SELECT added FROM adding;"
      "CREATE VIEW staying AS SELECT stays(n) AS n FROM t;"
      "CREATE PROCEDURE work(INOUT n int) LANGUAGE plpgsql AS 'BEGIN END';"};
  return schema;
}

bool may_change_data(const std::string& statement) {
  const auto result = schema().analyze("-- name: Q :many", statement);
  if (!result.query) FAIL(pgscribe::test::Schema::described(result.diagnostics.front()));
  return result.query->may_change_data;
}

}  // namespace

TEST_CASE("statements that may change data") {
  for (const std::string statement :
       {"INSERT INTO t VALUES (1, 2) RETURNING id", "UPDATE t SET n = 1 RETURNING id", "DELETE FROM t RETURNING *",
        "WITH gone AS (DELETE FROM t RETURNING id) SELECT * FROM gone",
        "WITH a AS (SELECT 1), gone AS (DELETE FROM t RETURNING id) SELECT 1", "SELECT adds(1)",
        "SELECT id FROM t WHERE adds(id) > 1", "SELECT id FROM t ORDER BY (SELECT max(adds(n)) FROM t AS u)",
        "SELECT * FROM adds_rows()", "SELECT * FROM (SELECT stays(adds(1)) AS n) AS x",
        "SELECT 1 UNION ALL SELECT adds(2)", "CALL work(1)", "SELECT pg_notify('a', 'b')", "SELECT lo_create(0)",
        "EXPLAIN ANALYZE DELETE FROM t", "SELECT added FROM adding", "SELECT 1 WHERE EXISTS (SELECT FROM above)"}) {
    CAPTURE(statement);
    CHECK(may_change_data(statement));
  }
}

TEST_CASE("statements that only read") {
  for (const std::string statement :
       {"SELECT * FROM t", "SELECT * FROM v FOR UPDATE", "WITH a AS (SELECT 1 AS one) SELECT one FROM a",
        "SELECT stays(id) FROM t WHERE n IN (SELECT n FROM t)",
        "SELECT now(), random(), gen_random_uuid(), clock_timestamp()", "SELECT nextval('s') FROM (SELECT 1) AS x",
        "SELECT count(*) FROM t", "SHOW search_path", "EXPLAIN SELECT * FROM t", "VALUES (1), (2)", "TABLE t",
        "SELECT n FROM staying"}) {
    CAPTURE(statement);
    CHECK_FALSE(may_change_data(statement));
  }
}
