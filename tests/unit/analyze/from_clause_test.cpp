#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("items of FROM") {
  static constexpr Case kCases[] = {
      {"select * from (select 1, 2) s", "?column? integer, ?column? integer"},
      {"select * from (select 1 as a, 2 as a) s", "a integer, a integer"},
      {"select a from (select 1 as a, 2 as a) s", "42702 a: column reference \"a\" is ambiguous"},
      {"select * from (select 1 as a) s(b, c)", "42P10 c: table \"s\" has 1 columns available but 2 columns specified"},
      {"select * from (values (1, 'x'), (2, null)) v", "column1 integer, column2 text"},
      {"select * from (values (1, 'x'), (2, null)) v(n, t)", "n integer, t text"},
      {"select * from (select 'x' as u, null as n) s", "u text, n text"},
      {"select * from (select $1 as u) s", "u text <- text"},
      {"select u || 'y' from (select $1 as u) s", "?column? text <- text"},
      {"select u + 1 from (select $1 as u) s", "42883 +: operator does not exist: text + integer"},
      {"with w as (select id, title from movies) select * from w", "id bigint, title text"},
      {"with w(a) as (select id, title from movies) select * from w x(c)", "c bigint, title text"},
      {"with w as (select 1) select * from w w1, w w2", "?column? integer, ?column? integer"},
      {"with movies as (select 1 as one) select * from movies", "one integer"},
      {"with movies as (select 1 as one) select * from public.movies",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
