#include "analysis_of.hpp"

// Calls: exact matches, coercions, VARIADIC, defaults, named notation, aggregates and window functions. Every expected
// answer is a PostgreSQL 15 server's.

using namespace pgscribe::test;

namespace {

constexpr const char* kSchema = R"(
CREATE TABLE t (i integer, s smallint, b bigint, n numeric, f double precision, x text, v varchar(10), d date, ok boolean, ints integer[]);
CREATE TYPE pair AS (a integer, b text);
CREATE DOMAIN small_number AS integer;
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS 'SELECT ''x''::text';
CREATE FUNCTION amb(integer, numeric) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION amb(numeric, integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g(a integer, b text DEFAULT 'x', c numeric DEFAULT 1) RETURNS text LANGUAGE sql AS 'SELECT ''x''::text';
CREATE FUNCTION h(VARIADIC integer[]) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION dom(small_number) RETURNS text LANGUAGE sql AS 'SELECT ''d''::text';
CREATE FUNCTION dom(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION outs(IN p integer, OUT y text, OUT z numeric) LANGUAGE sql AS 'SELECT ''x''::text, 1.0';
CREATE FUNCTION of_pair(pair) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE proc(a integer, INOUT b text) LANGUAGE sql AS 'SELECT ''x''::text';
)";

}  // namespace

TEST_CASE("an exact match wins, then the most exact and preferred arguments") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT f(1)", "f integer"},
      {"SELECT f('x')", "f text"},
      {"SELECT f($1)", "f text <- text"},
      {"SELECT f(s) FROM t", "f integer"},
      {"SELECT f(v) FROM t", "f text"},
      {"SELECT abs(s), abs(n), abs($1) FROM t", "abs smallint, abs numeric, abs double precision <- double precision"},
      {"SELECT round(f), round(n, 2) FROM t", "round double precision, round numeric"},
      {"SELECT date_trunc('day', d) FROM t", "date_trunc timestamp with time zone"},
      {"SELECT length('x')", "length integer"},
      {"SELECT sqrt(i), power(i, n) FROM t", "sqrt double precision, power numeric"},
  };
  check_all(schema, cases);
}

TEST_CASE("several equally good functions are ambiguous") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT amb(1, 1)", "42725 amb: function amb(integer, integer) is not unique"},
      {"SELECT amb($1, $2)", "42725 amb: function amb(unknown, unknown) is not unique"},
      {"SELECT generate_series($1, $2)",
       "42725 generate_series: function generate_series(unknown, unknown) is not unique"},
      {"SELECT amb(1, 1.5)", "amb integer"},
  };
  check_all(schema, cases);
}

TEST_CASE("nothing that fits is reported at the name") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT f(d) FROM t", "42883 f: function f(date) does not exist"},
      {"SELECT nope(1, 'x')", "42883 nope: function nope(integer, unknown) does not exist"},
      {"SELECT pg_catalog.nope()", "42883 pg_catalog.nope: function pg_catalog.nope() does not exist"},
      {"SELECT missing.f(1)", "3F000 missing.f: schema \"missing\" does not exist"},
      {"SELECT substring(i FROM 1) FROM t",
       "42883 substring: function pg_catalog.substring(integer, integer) does not exist"},
  };
  check_all(schema, cases);
}

TEST_CASE("defaults and named notation") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT g(1)", "g text"},
      {"SELECT g(1, c => 2)", "g text"},
      {"SELECT g(b => 'y', a => $1)", "g text <- integer"},
      {"SELECT g(1, 'x', $1)", "g text <- numeric"},
      {"SELECT g(b => 'y')", "42883 g: function g(b => unknown) does not exist"},
      {"SELECT g(1, d => 2)", "42883 g: function g(integer, d => integer) does not exist"},
      {"SELECT g(a => 1, a => 2)", "42601 a: argument name \"a\" used more than once"},
      {"SELECT g(a => 1, 'x')", "42601 'x': positional argument cannot follow named argument"},
      {"SELECT g()", "42883 g: function g() does not exist"},
  };
  check_all(schema, cases);
}

TEST_CASE("VARIADIC") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT h(1, 2, 3)", "h integer"},
      {"SELECT h(VARIADIC ints) FROM t", "h integer"},
      {"SELECT h(VARIADIC $1)", "h integer <- integer[]"},
      {"SELECT h(1, $1)", "h integer <- integer"},
      {"SELECT h()", "42883 h: function h() does not exist"},
      {"SELECT h(VARIADIC 1)", "42883 h: function h(integer) does not exist"},
      {"SELECT concat('a', 1, $1)", "42P18 $1: could not determine data type of parameter $1"},
      {"SELECT concat(VARIADIC ARRAY['a', 'b'])", "concat text"},
      {"SELECT concat(VARIADIC 1)", "42804 1: VARIADIC argument must be an array"},
      {"SELECT format('%s', VARIADIC ints) FROM t", "format text"},
  };
  check_all(schema, cases);
}

TEST_CASE("a type name called as a function is a cast where no function of that name is needed") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT text(i) FROM t", "text text"},
      {"SELECT int8('12')", "int8 bigint"},
      {"SELECT varchar(x) FROM t", "42601 x: syntax error at or near \"x\""},
      {"SELECT date('2024-01-01')", "date date"},
      {"SELECT pg_catalog.text($1::varchar)", "text text <- character varying"},
      {"SELECT small_number('1')", "small_number small_number"},
      {"SELECT text(ROW(1, 2))", "42883 text: function text(record) does not exist"},
  };
  check_all(schema, cases);
}

TEST_CASE("domains count as their base type, unless a function takes the domain itself") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT dom(1)", "dom integer"},
      {"SELECT dom(1::small_number)", "dom text"},
      {"SELECT f(1::small_number)", "f integer"},
  };
  check_all(schema, cases);
}

TEST_CASE("columns as functions and functions as columns") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT a(ROW(1, 'x')::pair)", "a integer"},
      {"SELECT (ROW(1, 'x')::pair).of_pair", "of_pair integer"},
      {"SELECT i(t) FROM t", "i integer"},
      {"SELECT (outs(1)).z", "z numeric"},
      {"SELECT outs(1)", "outs record"},
      {"SELECT (t).nope FROM t", "42703 t: column t.nope does not exist"},
  };
  check_all(schema, cases);
}

TEST_CASE("aggregates") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT count(*), sum(i), sum(b), avg(f), max(v) FROM t",
       "count bigint, sum bigint, sum numeric, avg double precision, max text"},
      {"SELECT count() FROM t", "42809 count: count(*) must be used to call a parameterless aggregate function"},
      {"SELECT sum(*) FROM t", "42883 sum: function sum() does not exist"},
      {"SELECT upper(*) FROM t", "42883 upper: function upper() does not exist"},
      {"SELECT upper(DISTINCT x) FROM t", "42809 upper: DISTINCT specified, but upper is not an aggregate function"},
      {"SELECT upper(x) FILTER (WHERE ok) FROM t",
       "42809 upper: FILTER specified, but upper is not an aggregate function"},
      {"SELECT upper(x) OVER () FROM t",
       "42809 upper: OVER specified, but upper is not a window function nor an aggregate function"},
      {"SELECT sum(x) FROM t", "42883 sum: function sum(text) does not exist"},
      {"SELECT string_agg(x, ',' ORDER BY i) FROM t", "string_agg text"},
      {"SELECT array_agg(v), array_agg($1::integer) FROM t",
       "array_agg character varying[], array_agg integer[] <- integer"},
      {"SELECT sum(i) FILTER (WHERE i) FROM t", "42804 i: argument of FILTER must be type boolean, not type integer"},
      {"SELECT string_agg(x ORDER BY x, ',') FROM t", "42883 string_agg: function string_agg(text) does not exist"},
  };
  check_all(schema, cases);
}

TEST_CASE("ordered-set and hypothetical-set aggregates") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i) FROM t", "percentile_cont double precision"},
      {"SELECT percentile_disc($1) WITHIN GROUP (ORDER BY x) FROM t",
       "42725 percentile_disc: function percentile_disc(unknown, text) is not unique"},
      {"SELECT mode() WITHIN GROUP (ORDER BY v) FROM t", "mode character varying"},
      {"SELECT rank($1) WITHIN GROUP (ORDER BY i) FROM t", "rank bigint <- integer"},
      {"SELECT rank(1, 'x') WITHIN GROUP (ORDER BY i) FROM t",
       "42883 rank: function rank(integer, unknown, integer) does not exist"},
      {"SELECT percentile_cont(0.5) FROM t", "42883 percentile_cont: function percentile_cont(numeric) does not exist"},
      {"SELECT percentile_cont(0.5, i) FROM t",
       "42809 percentile_cont: WITHIN GROUP is required for ordered-set aggregate percentile_cont"},
      {"SELECT mode(1) WITHIN GROUP (ORDER BY i) FROM t", "42883 mode: function mode(integer, integer) does not exist"},
      {"SELECT sum(1) WITHIN GROUP (ORDER BY i) FROM t", "42883 sum: function sum(integer, integer) does not exist"},
      {"SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i) OVER () FROM t",
       "0A000 percentile_cont: OVER is not supported for ordered-set aggregate percentile_cont"},
      {"SELECT rank('x') WITHIN GROUP (ORDER BY i) FROM t", "22P02 'x': invalid input syntax for type integer: \"x\""},
  };
  check_all(schema, cases);
}

TEST_CASE("window functions") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT row_number() OVER (), lag(x) OVER (ORDER BY i), ntile(4) OVER () FROM t",
       "row_number bigint, lag text, ntile integer"},
      {"SELECT lag(i, 1, $1) OVER () FROM t", "lag integer <- integer"},
      {"SELECT row_number() FROM t", "42809 row_number: window function row_number requires an OVER clause"},
      {"SELECT sum(DISTINCT i) OVER () FROM t", "0A000 sum: DISTINCT is not implemented for window functions"},
      {"SELECT sum(i ORDER BY i) OVER () FROM t",
       "0A000 sum: aggregate ORDER BY is not implemented for window functions"},
      {"SELECT row_number() FILTER (WHERE ok) OVER () FROM t",
       "0A000 row_number: FILTER is not implemented for non-aggregate window functions"},
      {"SELECT first_value(generate_series(1, 2)) OVER () FROM t",
       "0A000 generate_series: window function calls cannot contain set-returning function calls"},
      {"SELECT count() OVER () FROM t",
       "42809 count: count(*) must be used to call a parameterless aggregate function"},
  };
  check_all(schema, cases);
}

TEST_CASE("procedures are called by CALL only, and by nothing else") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT proc(1, 'x')", "42809 proc: proc(integer, unknown) is a procedure"},
      {"CALL f(1)", "42809 f: f(integer) is not a procedure"},
      {"CALL nope(1)", "42883 nope: procedure nope(integer) does not exist"},
      {"CALL proc('x', 1, 2)", "42883 proc: procedure proc(unknown, integer, integer) does not exist"},
  };
  check_all(schema, cases);
}

TEST_CASE("set-returning calls have their places") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT generate_series(1, 3)", "generate_series integer"},
      {"SELECT i FROM t WHERE generate_series(1, i) > 1",
       "0A000 generate_series: set-returning functions are not allowed in WHERE"},
      {"SELECT i FROM t LIMIT generate_series(1, 2)",
       "0A000 generate_series: set-returning functions are not allowed in LIMIT"},
      {"SELECT * FROM generate_series(1, generate_series(1, 2))",
       "0A000 generate_series: set-returning functions must appear at top level of FROM"},
      {"UPDATE t SET i = generate_series(1, 2)",
       "0A000 generate_series: set-returning functions are not allowed in UPDATE"},
      {"INSERT INTO t (i) VALUES (generate_series(1, 2)), (1)",
       "0A000 generate_series: set-returning functions are not allowed in VALUES"},
      {"SELECT i FROM t WHERE unnest(ints)", "0A000 unnest: set-returning functions are not allowed in WHERE"},
  };
  check_all(schema, cases);
}
