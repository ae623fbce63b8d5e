#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("WITH") {
  static constexpr Case kCases[] = {
      {"with a as (select 1 as x), b as (select x + 1 as y from a) select * from b", "y integer"},
      {"with a as (select * from b), b as (select 1) select 1", "42P01 b: relation \"b\" does not exist"},
      {"with a as (select 1), a as (select 2) select 1", "42712 a: WITH query name \"a\" specified more than once"},
      {"with a(p, q, r) as (select 1, 2) select 1",
       "42P10 a: WITH query \"a\" has 2 columns available but 3 columns specified"},
      {"with a as (insert into people (id, name) values (1, 'x') returning id) select * from a", "id integer"},
      {"with a as (insert into people (id, name) values (1, 'x')) select * from a",
       "0A000 a: WITH query \"a\" does not have a RETURNING clause"},
      {"with a as (insert into people (id, name) values (1, 'x')) select 1", "?column? integer"},
      {"select * from (with a as (delete from people returning id) select * from a) s",
       "0A000 a: WITH clause containing a data-modifying statement must be at the top level"},
      {"with a as (update people set name = $1 where id = $2 returning *) select id, name from a",
       "id integer, name character varying(40) <- character varying, integer"},
      {"with w as (select 1 as x) select (select x from w), (with v as (select x + 1 as y from w) select y from "
       "v)",
       "x integer, y integer"},
      {"with w as (select $1 as x) select x + 1 from w", "42883 +: operator does not exist: text + integer"},
      {"with w as (select $1 as x) select x || 'a' from w", "?column? text <- text"},
      {"with w as (select 'lit' as x) select x from w", "x text"},
      {"with w as materialized (select 1 as x) select * from w", "x integer"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
