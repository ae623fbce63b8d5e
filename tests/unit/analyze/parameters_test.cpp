#include "analysis_of.hpp"

// parse_param.c: the first coercion decides, disagreement is an error. Every expected answer is a PostgreSQL 15
// server's.

using namespace pgscribe::test;

namespace {

constexpr const char* kSchema = R"(
CREATE TYPE color AS ENUM ('red', 'green');
CREATE TABLE t (i integer, b bigint, x text, v varchar(10), ts timestamptz, e color, ints integer[]);
)";

}  // namespace

TEST_CASE("what a parameter becomes") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT i FROM t WHERE i = $1 AND x = $2", "i integer <- integer, text"},
      {"SELECT i FROM t WHERE i = $1 OR $1 IS NULL", "i integer <- integer"},
      {"INSERT INTO t (i, x, e) VALUES ($1, $2, $3)", "<- integer, text, color"},
      {"UPDATE t SET x = $2 WHERE i = $1", "<- integer, text"},
      {"SELECT $1::text IS NULL OR x = $1 FROM t", "?column? boolean <- text"},
      {"SELECT i FROM t WHERE ts > now() - $1::interval", "i integer <- interval"},
      {"SELECT i FROM t WHERE ts > now() - $1",
       "42883 >: operator does not exist: timestamp with time zone > interval"},
      {"SELECT i FROM t LIMIT $1", "i integer <- bigint"},
      {"SELECT lower($1), length($2)", "lower text, length integer <- text, text"},
      {"SELECT i FROM t WHERE i IN ($1, $2)", "i integer <- integer, integer"},
      {"SELECT i FROM t WHERE x = ANY ($1)", "i integer <- text[]"},
      {"SELECT jsonb_build_object('a', $1::text)", "jsonb_build_object jsonb <- text"},
      {"WITH c AS (SELECT $1::integer AS k) SELECT k FROM c WHERE k = $2", "k integer <- integer, integer"},
      {"SELECT x FROM t ORDER BY CASE WHEN $1 THEN i END", "x text <- boolean"},
      {"INSERT INTO t (i, x) SELECT $1, $2", "<- integer, text"},
      {"INSERT INTO t (i, x) SELECT $1, $2 FROM t", "<- integer, text"},
  };
  check_all(schema, cases);
}

TEST_CASE("two uses must agree") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT i FROM t WHERE i = $1 AND x = $1", "42883 =: operator does not exist: text = integer"},
      {"SELECT i FROM t WHERE i = $1 AND b = $1", "i integer <- integer"},
      {"SELECT $1, $1 + 1::bigint", "42P08 $1: inconsistent types deduced for parameter $1"},
      {"INSERT INTO t (i, b) VALUES ($1, $1)", "42P08 $1: inconsistent types deduced for parameter $1"},
      {"UPDATE t SET x = $1, v = $1", "42P08 $1: inconsistent types deduced for parameter $1"},
      {"SELECT i FROM t WHERE $1 IS NULL OR i = $1", "42P08 $1: could not determine data type of parameter $1"},
  };
  check_all(schema, cases);
}

TEST_CASE("a parameter of no type is an error") {
  static Schema schema(kSchema);
  const Case cases[] = {
      {"SELECT i FROM t WHERE $1 IS NULL", "42P18 $1: could not determine data type of parameter $1"},
      {"SELECT $2::integer", "42P18 S: could not determine data type of parameter $1"},
      {"SELECT concat($1, x), $2 IS NOT NULL FROM t", "42P18 $1: could not determine data type of parameter $1"},
      {"SELECT i FROM t WHERE jsonb_build_object('a', $1) IS NULL",
       "42P18 $1: could not determine data type of parameter $1"},
  };
  check_all(schema, cases);
}
