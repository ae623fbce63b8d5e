#include "analysis_of.hpp"

// Operators: the unknown side takes the other side's type, preferred types, ANY and ALL. Every expected answer is a
// PostgreSQL 15 server's.

using namespace pgscribe::test;

namespace {

constexpr const char* kSchema = R"(
CREATE TYPE color AS ENUM ('red', 'green');
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN amount AS numeric(10, 2);
CREATE TABLE t (i integer, s smallint, b bigint, n numeric, f real, x text, v varchar(10), c char(4), d date, ts timestamp, tz timestamptz, iv interval,
  j json, jb jsonb, e color, m mood, a amount, ints integer[], texts text[], r int4range);
CREATE FUNCTION same(integer, integer) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, PROCEDURE = same);
)";

}  // namespace

TEST_CASE("an unknown literal or parameter takes the type of the other side") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT i FROM t WHERE i = $1", "i integer <- integer"},
      {"SELECT i FROM t WHERE $1 = x", "i integer <- text"},
      {"SELECT d + $1 FROM t", "42725 +: operator is not unique: date + unknown"},
      {"SELECT ts - $1 FROM t", "?column? interval <- timestamp without time zone"},
      {"SELECT x || $1 FROM t", "?column? text <- text"},
      {"SELECT ints || $1 FROM t", "?column? integer[] <- integer[]"},
      {"SELECT jb -> $1 FROM t", "?column? jsonb <- text"},
      {"SELECT a > $1 FROM t", "?column? boolean <- numeric"},
      {"SELECT e = $1 FROM t", "?column? boolean <- color"},
      {"SELECT e = 'blue' FROM t", "22P02 'blue': invalid input value for enum color: \"blue\""},
      {"SELECT i = 'x' FROM t", "22P02 'x': invalid input syntax for type integer: \"x\""},
      {"SELECT $1 || $2", "?column? text <- text, text"},
      {"SELECT $1 = $2", "?column? boolean <- text, text"},
      {"SELECT $1 + $2", "42725 +: operator is not unique: unknown + unknown"},
      {"SELECT -$1", "42725 -: operator is not unique: - unknown"},
      {"SELECT 'a' || 'b'", "?column? text"},
  };
  check_all(schema, cases);
}

TEST_CASE("implicit coercions and preferred types decide the rest") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT i + b, i + n, s + f, i / 2, f * 2 FROM t",
       "?column? bigint, ?column? numeric, ?column? double precision, ?column? integer, ?column? double precision"},
      {"SELECT x || i FROM t", "?column? text"},
      {"SELECT x = v, v = c, x LIKE 'a%' FROM t", "?column? boolean, ?column? boolean, ?column? boolean"},
      {"SELECT d - d, d + iv, ts - ts, tz - ts FROM t",
       "?column? integer, ?column? timestamp without time zone, ?column? interval, ?column? interval"},
      {"SELECT d < ts, ts < tz FROM t", "?column? boolean, ?column? boolean"},
      {"SELECT x || ints FROM t", "42883 ||: operator does not exist: text || integer[]"},
      {"SELECT ints || texts FROM t", "42883 ||: operator does not exist: integer[] || text[]"},
      {"SELECT r @> 1, r @> '[1,2)' FROM t", "?column? boolean, ?column? boolean"},
      {"SELECT jb @> '{}', jb ? $1 FROM t", "?column? boolean, ?column? boolean <- text"},
      {"SELECT a + 1, a = a FROM t", "?column? numeric, ?column? boolean"},
  };
  check_all(schema, cases);
}

TEST_CASE("no operator, several operators, shells and schemas") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT i = x FROM t", "42883 =: operator does not exist: integer = text"},
      {"SELECT e = m FROM t", "42883 =: operator does not exist: color = mood"},
      {"SELECT j = j FROM t", "42883 =: operator does not exist: json = json"},
      {"SELECT - x FROM t", "42883 -: operator does not exist: - text"},
      {"SELECT i ?? i FROM t", "42883 ??: operator does not exist: integer ?? integer"},
      {"SELECT i OPERATOR(pg_catalog.+) 1 FROM t", "?column? integer"},
      {"SELECT i OPERATOR(missing.+) 1 FROM t", "3F000 OPERATOR(missing.+): schema \"missing\" does not exist"},
      {"SELECT i === 1, i === $1 FROM t", "?column? boolean, ?column? boolean <- integer"},
      {"SELECT i OPERATOR(public.===) '2' FROM t", "?column? boolean"},
      {"SELECT s === x FROM t", "42883 ===: operator does not exist: smallint === text"},
      {"SELECT '1' - '2'", "42725 -: operator is not unique: unknown - unknown"},
      {"SELECT @ $1", "?column? double precision <- double precision"},
  };
  check_all(schema, cases);
}

TEST_CASE("ANY and ALL over arrays") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT i = ANY ($1) FROM t", "?column? boolean <- integer[]"},
      {"SELECT $1 = ANY (ints) FROM t", "?column? boolean <- integer"},
      {"SELECT i = ANY (ints), x = ANY (texts) FROM t", "?column? boolean, ?column? boolean"},
      {"SELECT i = ANY ('{1,2}') FROM t", "?column? boolean"},
      {"SELECT i = ANY ('{x}') FROM t", "22P02 '{x}': invalid input syntax for type integer: \"x\""},
      {"SELECT x LIKE ANY ($1) FROM t", "?column? boolean <- text[]"},
      {"SELECT i = ANY (x) FROM t", "42809 =: op ANY/ALL (array) requires array on right side"},
      {"SELECT i = ANY (texts) FROM t", "42883 =: operator does not exist: integer = text"},
      {"SELECT i + ANY (ints) FROM t", "42809 +: op ANY/ALL (array) requires operator to yield boolean"},
      {"SELECT s <> ALL (ints) FROM t", "?column? boolean"},
      {"SELECT e = ANY ($1) FROM t", "?column? boolean <- color[]"},
      {"SELECT a = ANY ($1) FROM t", "?column? boolean <- numeric[]"},
      {"SELECT v = ANY ($1) FROM t", "?column? boolean <- text[]"},
  };
  check_all(schema, cases);
}
