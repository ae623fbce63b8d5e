#include "analysis_of.hpp"

// Polymorphic functions: anyelement and its family, anycompatible and its family. Every expected answer is a PostgreSQL
// 15 server's.

using namespace pgscribe::test;

namespace {

constexpr const char* kSchema = R"(
CREATE TYPE color AS ENUM ('red', 'green');
CREATE DOMAIN int_list AS integer[];
CREATE TABLE t (i integer, b bigint, n numeric, x text, v varchar, e color, ints integer[], il int_list, texts text[], r int4range, rn numrange, mr int4multirange);
CREATE FUNCTION two(anyelement, anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION wrap(anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT ARRAY[$1]';
CREATE FUNCTION member(anyarray, anyelement) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION low(anyrange) RETURNS anyelement LANGUAGE sql AS 'SELECT lower($1)';
CREATE FUNCTION compatible(anycompatible, anycompatible) RETURNS anycompatible LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION in_range(anycompatiblerange, anycompatible) RETURNS anycompatible LANGUAGE sql AS 'SELECT $2';
CREATE FUNCTION scalar(anynonarray) RETURNS text LANGUAGE sql AS 'SELECT ''x''::text';
CREATE FUNCTION label(anyenum) RETURNS anyenum LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION pick(VARIADIC anycompatiblearray) RETURNS anycompatible LANGUAGE sql AS 'SELECT $1[1]';
)";

}  // namespace

TEST_CASE("one type for anyelement and its family") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT two(1, 2), two(x, 'y'), two($1, i) FROM t", "two integer, two text, two integer <- integer"},
      {"SELECT two(i, b) FROM t", "42883 two: function two(integer, bigint) does not exist"},
      {"SELECT two('a', 'b')", "42804 two: could not determine polymorphic type because input has type unknown"},
      {"SELECT two($1, $2)", "42804 two: could not determine polymorphic type because input has type unknown"},
      {"SELECT wrap(i), wrap(ints) FROM t", "42704 wrap: could not find array type for data type integer[]"},
      {"SELECT wrap(e) FROM t", "wrap color[]"},
      {"SELECT member(ints, 1), member(ints, $1), member($1, i), member(il, 2) FROM t",
       "42883 member: function member(integer, integer) does not exist"},
      {"SELECT member(ints, x) FROM t", "42883 member: function member(integer[], text) does not exist"},
      {"SELECT member(i, i) FROM t", "42883 member: function member(integer, integer) does not exist"},
      {"SELECT low(r), low(rn), lower(mr) FROM t", "low integer, low numeric, lower integer"},
      {"SELECT low(i) FROM t", "42883 low: function low(integer) does not exist"},
      {"SELECT low($1)", "42804 low: could not determine polymorphic type because input has type unknown"},
      {"SELECT scalar(i) FROM t", "scalar text"},
      {"SELECT scalar(ints) FROM t", "42883 scalar: function scalar(integer[]) does not exist"},
      {"SELECT label(e) FROM t", "label color"},
      {"SELECT label(x) FROM t", "42883 label: function label(text) does not exist"},
      {"SELECT label(NULL)", "42883 label: function label(unknown) does not exist"},
  };
  check_all(schema, cases);
}

TEST_CASE("a common type for anycompatible and its family") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT compatible(i, b), compatible(i, n), compatible(x, v) FROM t",
       "compatible bigint, compatible numeric, compatible text"},
      {"SELECT compatible(i, x) FROM t", "42883 compatible: function compatible(integer, text) does not exist"},
      {"SELECT compatible('a', 'b')", "compatible text"},
      {"SELECT compatible($1, $2)", "compatible text <- text, text"},
      {"SELECT compatible($1, n) FROM t", "compatible numeric <- numeric"},
      {"SELECT in_range(rn, 1), in_range(r, $1) FROM t", "in_range numeric, in_range integer <- integer"},
      {"SELECT in_range(r, n) FROM t", "42883 in_range: function in_range(int4range, numeric) does not exist"},
      {"SELECT pick(1, 2.5), pick(VARIADIC ints) FROM t", "pick numeric, pick integer"},
      {"SELECT pick('a')", "pick text"},
      {"SELECT array_append(ints, 2), array_append(ints, b), array_cat(ints, $1) FROM t",
       "array_append integer[], array_append bigint[], array_cat integer[] <- integer[]"},
  };
  check_all(schema, cases);
}
