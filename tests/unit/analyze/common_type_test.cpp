#include "analysis_of.hpp"

// One type for several branches: CASE, COALESCE, GREATEST, ARRAY, VALUES, set operations. Every expected answer is a
// PostgreSQL 15 server's.

using namespace pgscribe::test;

namespace {

constexpr const char* kSchema = R"(
CREATE TYPE color AS ENUM ('red', 'green');
CREATE DOMAIN amount AS numeric(10, 2);
CREATE TABLE t (i integer, s smallint, b bigint, n numeric(5,2), f real, x text, v varchar(10), w varchar(10), c char(4), d date, ts timestamp, tz timestamptz, e color, a amount, ints integer[], ok boolean);
)";

}  // namespace

TEST_CASE("the first type that all others reach implicitly, preferred types first") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT coalesce(i, b), coalesce(i, n), coalesce(s, f), coalesce(b, f) FROM t",
       "coalesce bigint, coalesce numeric, coalesce real, coalesce real"},
      {"SELECT coalesce(x, v), coalesce(v, x), coalesce(c, v) FROM t",
       "coalesce text, coalesce character varying, coalesce character"},
      {"SELECT greatest(d, ts), least(ts, tz) FROM t",
       "greatest timestamp without time zone, least timestamp with time zone"},
      {"SELECT CASE WHEN ok THEN i ELSE 1.5 END FROM t", "case numeric"},
      {"SELECT ARRAY[s, i, b], ARRAY[d, ts] FROM t", "array bigint[], array timestamp without time zone[]"},
      {"SELECT i FROM t UNION SELECT n FROM t", "i numeric"},
      {"VALUES (1, 'a'), (1.5, 'b')", "column1 numeric, column2 text"},
  };
  check_all(schema, cases);
}

TEST_CASE("unknowns follow the rest, and are text among themselves") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT coalesce($1, i) FROM t", "coalesce integer <- integer"},
      {"SELECT coalesce($1, $2)", "coalesce text <- text, text"},
      {"SELECT CASE WHEN ok THEN 'a' ELSE 'b' END FROM t", "case text"},
      {"SELECT CASE WHEN ok THEN 1 ELSE 'x' END FROM t", "22P02 'x': invalid input syntax for type integer: \"x\""},
      {"SELECT greatest('2024-01-01', d, $1) FROM t", "greatest date <- date"},
      {"SELECT ARRAY[$1, e] FROM t", "array color[] <- color"},
      {"SELECT ARRAY['a', 'b'], ARRAY[NULL]", "array text[], array text[]"},
      {"SELECT NULL UNION SELECT 1", "?column? integer"},
      {"SELECT $1 UNION SELECT i FROM t", "?column? integer <- integer"},
      {"VALUES ($1), (1)", "column1 integer <- integer"},
      {"SELECT 'x' UNION ALL SELECT NULL", "?column? text"},
  };
  check_all(schema, cases);
}

TEST_CASE("domains survive only where all agree, lengths too") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT coalesce(a, a), coalesce(a, 1) FROM t", "coalesce amount, coalesce numeric"},
      {"SELECT coalesce(v, w), coalesce(v, x::varchar(3)) FROM t",
       "coalesce character varying(10), coalesce character varying"},
      {"SELECT n FROM t UNION ALL SELECT n FROM t", "n numeric(5,2)"},
      {"SELECT n FROM t UNION ALL SELECT 1", "n numeric"},
      {"SELECT CASE WHEN ok THEN v ELSE w END FROM t", "w character varying(10)"},
  };
  check_all(schema, cases);
}

TEST_CASE("categories do not mix") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT coalesce(i, x) FROM t", "42804 x: COALESCE types integer and text cannot be matched"},
      {"SELECT CASE WHEN ok THEN d ELSE i END FROM t", "42804 d: CASE types integer and date cannot be matched"},
      {"SELECT CASE i WHEN 1 THEN x ELSE ok END FROM t", "42804 x: CASE types boolean and text cannot be matched"},
      {"SELECT greatest(e, x) FROM t", "42804 x: GREATEST types color and text cannot be matched"},
      {"SELECT ARRAY[1, now()]", "42804 now: ARRAY types integer and timestamp with time zone cannot be matched"},
      {"SELECT i FROM t UNION SELECT x FROM t", "42804 x: UNION types integer and text cannot be matched"},
      {"VALUES (1), (true)", "42804 true: VALUES types integer and boolean cannot be matched"},
      {"SELECT i IN (1, 'x', d) FROM t", "22P02 'x': invalid input syntax for type integer: \"x\""},
      {"SELECT coalesce(ints, 1) FROM t", "42804 1: COALESCE types integer[] and integer cannot be matched"},
      {"SELECT ARRAY[]", "42P18 ARRAY: cannot determine type of empty array"},
  };
  check_all(schema, cases);
}

TEST_CASE("the comparisons of IN, BETWEEN, CASE and NULLIF") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT i IN (1, 2.5, $1) FROM t", "?column? boolean <- numeric"},
      {"SELECT x IN ('a', $1), $1 IN ('a', x) FROM t", "?column? boolean, ?column? boolean <- text"},
      {"SELECT d BETWEEN $1 AND $2 FROM t", "?column? boolean <- date, date"},
      {"SELECT CASE i WHEN $1 THEN $2 ELSE x END FROM t", "x text <- integer, text"},
      {"SELECT nullif(i, $1), nullif($1, 'x') FROM t", "22P02 'x': invalid input syntax for type integer: \"x\""},
      {"SELECT e IN ('red', 'blue') FROM t", "22P02 'blue': invalid input value for enum color: \"blue\""},
      {"SELECT nullif(i, x) FROM t", "42883 nullif: operator does not exist: integer = text"},
      {"SELECT (i, x) IN (($1, $2)) FROM t", "?column? boolean <- integer, text"},
      {"SELECT (i, d) < ($1, $2) FROM t", "?column? boolean <- integer, date"},
      {"SELECT i IS DISTINCT FROM $1 FROM t", "?column? boolean <- integer"},
  };
  check_all(schema, cases);
}
