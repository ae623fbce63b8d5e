#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("utilities that run a query take its parameters, others none") {
  static constexpr Case kCases[] = {
      {"CREATE TABLE copy_of AS SELECT id FROM movies WHERE id = $1", "<- bigint"},
      {"EXPLAIN SELECT 1 FROM movies WHERE id = $1", "QUERY PLAN text <- bigint"},
      {"CREATE VIEW v AS SELECT id FROM movies WHERE id = $1", "42P02 $1: there is no parameter $1"},
      {"CREATE TABLE t (a integer DEFAULT $1)", "42P02 $1: there is no parameter $1"},
      {"CREATE TABLE t (a integer DEFAULT @a)", "42P02 @a: there is no parameter $1"},
      {"COPY (SELECT id FROM movies WHERE id = $1) TO STDOUT", "42P02 $1: there is no parameter $1"},
      {"CREATE MATERIALIZED VIEW v AS SELECT id FROM movies WHERE id = $1",
       "0A000 CREATE MATERIALIZED VIEW v AS SELECT id FROM movies WHERE id = $1: materialized views may not be defined "
       "using bound parameters"},
      {"PREPARE p(bigint) AS SELECT $1", ""},
      {"CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql RETURN $1", ""},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
