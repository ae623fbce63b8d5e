#include "analysis_of.hpp"

// Casts, assignments and what a parameter or literal becomes by them. Every expected answer is a PostgreSQL 15
// server's.

using namespace pgscribe::test;

namespace {

constexpr const char* kSchema = R"(
CREATE TYPE color AS ENUM ('red', 'green');
CREATE TYPE pair AS (a integer, b text);
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN short_text AS varchar(3);
CREATE DOMAIN pair_domain AS pair;
CREATE TABLE t (i integer, n numeric(5,2), x text, v varchar(5), b boolean, d date, ts timestamp(3), e color, p pair, pd pair_domain, q positive, st short_text, ints integer[], j jsonb);
CREATE TABLE parent (k integer);
CREATE TABLE child (extra text) INHERITS (parent);
)";

}  // namespace

TEST_CASE("explicit casts") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT i::text, i::bigint, i::numeric(7,1), i::boolean FROM t", "i text, i bigint, i numeric(7,1), i boolean"},
      {"SELECT x::integer, x::color, x::pair FROM t", "x integer, x color, x pair"},
      {"SELECT d::integer FROM t", "42846 ::: cannot cast type date to integer"},
      {"SELECT b::numeric FROM t", "42846 ::: cannot cast type boolean to numeric"},
      {"SELECT ints::text[], ints::numeric(3)[], ints::text FROM t", "ints text[], ints numeric(3,0)[], ints text"},
      {"SELECT ints::integer FROM t", "42846 ::: cannot cast type integer[] to integer"},
      {"SELECT ROW(1, 'x')::pair, ROW(1, 2)::pair", "row pair, row pair"},
      {"SELECT ROW(1)::pair", "42846 ::: cannot cast type record to pair"},
      {"SELECT ROW(1, 2, 3)::pair", "42846 ::: cannot cast type record to pair"},
      {"SELECT ROW(now(), 2)::pair", "42846 ::: cannot cast type record to pair"},
      {"SELECT j::integer, j::text FROM t", "j integer, j text"},
      {"SELECT x::json FROM t", "x json"},
      {"SELECT e::integer FROM t", "42846 ::: cannot cast type color to integer"},
  };
  check_all(schema, cases);
}

TEST_CASE("lengths stay with the value they are enforced on") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT v::varchar, v::varchar(2), v::text FROM t", "v character varying, v character varying(2), v text"},
      {"SELECT n::numeric, n::numeric(5,2), n + 1 FROM t", "n numeric, n numeric(5,2), ?column? numeric"},
      {"SELECT ts::timestamp(0), ts::timestamptz FROM t",
       "ts timestamp(0) without time zone, ts timestamp with time zone"},
      {"SELECT st, q FROM t", "st short_text, q positive"},
      {"SELECT '1'::short_text, 1::positive", "short_text short_text, positive positive"},
      {"SELECT '2 hours'::interval hour to minute", "interval interval hour to minute"},
  };
  check_all(schema, cases);
}

TEST_CASE("parameters take the type of their first coercion") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT $1::integer", "int4 integer <- integer"},
      {"SELECT $1::positive", "positive positive <- positive"},
      {"SELECT $1::varchar(10)", "varchar character varying(10) <- character varying"},
      {"SELECT $1::integer, $1 + 1", "int4 integer, ?column? integer <- integer"},
      {"SELECT $1::integer, $1::text", "int4 integer, text text <- integer"},
      {"SELECT $1, $1::integer", "42P08 $1: inconsistent types deduced for parameter $1"},
      {"SELECT $1", "?column? text <- text"},
      {"SELECT $1 IS NULL", "42P18 $1: could not determine data type of parameter $1"},
      {"SELECT $2::integer", "42P18 S: could not determine data type of parameter $1"},
      {"SELECT coalesce($1, 1), $1 || 'x'", "coalesce integer, ?column? text <- integer"},
  };
  check_all(schema, cases);
}

TEST_CASE("assignment coercions") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"INSERT INTO t (i, n, x) VALUES ($1, $2, $3)", "<- integer, numeric, text"},
      {"INSERT INTO t (x) VALUES (1)", ""},
      {"INSERT INTO t (i) VALUES ('x')", "22P02 'x': invalid input syntax for type integer: \"x\""},
      {"INSERT INTO t (i) VALUES ('1'::text)",
       "42804 '1': column \"i\" is of type integer but expression is of type text"},
      {"INSERT INTO t (i) VALUES (1.5)", ""},
      {"INSERT INTO t (d) VALUES (1)", "42804 1: column \"d\" is of type date but expression is of type integer"},
      {"INSERT INTO t (p) VALUES (ROW(1, 2))", ""},
      {"INSERT INTO t (e) VALUES ('blue')", "22P02 'blue': invalid input value for enum color: \"blue\""},
      {"UPDATE t SET v = i", ""},
      {"UPDATE t SET b = i", "42804 i: column \"b\" is of type boolean but expression is of type integer"},
      {"UPDATE t SET q = $1", "<- positive"},
      {"UPDATE t SET p.a = $1, ints[1] = $2", "<- integer, integer"},
  };
  check_all(schema, cases);
}

TEST_CASE("conditions are boolean") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT i FROM t WHERE $1", "i integer <- boolean"},
      {"SELECT i FROM t WHERE i", "42804 i: argument of WHERE must be type boolean, not type integer"},
      {"SELECT i FROM t WHERE 'yes'", "i integer"},
      {"SELECT i FROM t WHERE 'maybe'", "22P02 'maybe': invalid input syntax for type boolean: \"maybe\""},
      {"SELECT NOT x FROM t", "42804 x: argument of NOT must be type boolean, not type text"},
      {"SELECT b AND i FROM t", "42804 i: argument of AND must be type boolean, not type integer"},
      {"SELECT i FROM t GROUP BY i HAVING i", "42804 i: argument of HAVING must be type boolean, not type integer"},
      {"SELECT CASE WHEN i THEN 1 END FROM t", "42804 i: argument of CASE/WHEN must be type boolean, not type integer"},
      {"SELECT 1 FROM t LIMIT 'x'", "22P02 'x': invalid input syntax for type bigint: \"x\""},
      {"SELECT 1 FROM t LIMIT true", "42804 true: argument of LIMIT must be type bigint, not type boolean"},
      {"SELECT 1 FROM t LIMIT $1 OFFSET $2", "?column? integer <- bigint, bigint"},
  };
  check_all(schema, cases);
}

TEST_CASE("rows of a child are rows of its parent") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT c::parent FROM child c", "c parent"},
      {"SELECT p::child FROM parent p", "42846 ::: cannot cast type parent to child"},
  };
  check_all(schema, cases);
}

TEST_CASE("rows of tables below, and of tables of a type") {
  static Schema schema(R"(
CREATE TYPE pair AS (a integer, b text);
CREATE TABLE typed OF pair;
CREATE TABLE below (c integer) INHERITS (typed);
CREATE TABLE again OF pair;
CREATE FUNCTION of_pair(pair) RETURNS text LANGUAGE sql AS 'SELECT $1.b';
CREATE FUNCTION of_typed(typed) RETURNS integer LANGUAGE sql AS 'SELECT $1.a';
)");
  const Case cases[] = {
      {"SELECT typed.of_pair, of_pair(typed), typed::pair, (typed::pair).a FROM typed",
       "of_pair text, of_pair text, typed pair, a integer"},
      {"SELECT below.of_typed, of_typed(below) FROM below", "of_typed integer, of_typed integer"},
      {"SELECT below.of_pair FROM below", "42703 below.of_pair: column below.of_pair does not exist"},
      {"SELECT of_pair(below) FROM below", "42883 of_pair: function of_pair(below) does not exist"},
      {"SELECT below::pair FROM below", "42846 ::: cannot cast type below to pair"},
      {"SELECT typed::again FROM typed", "42846 ::: cannot cast type typed to again"},
      {"SELECT ROW(1, 'a')::pair::typed", "42846 ::: cannot cast type pair to typed"},
      {"SELECT of_typed(ROW(1, 'a')::pair)", "42883 of_typed: function of_typed(pair) does not exist"},
      {"SELECT coalesce(typed::pair, typed), ARRAY[ROW(1, 'b')::pair, typed] FROM typed",
       "coalesce pair, array pair[]"},
  };
  check_all(schema, cases);
}
