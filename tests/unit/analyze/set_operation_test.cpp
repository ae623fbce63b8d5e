#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("set operations") {
  static constexpr Case kCases[] = {
      {"select id from movies union select 1", "id bigint"},
      {"select id from movies union all select 1.5", "id numeric"},
      {"select id from movies union select 'x'", "22P02 'x': invalid input syntax for type bigint: \"x\""},
      {"select id from movies union select title from movies",
       "42804 title: UNION types bigint and text cannot be matched"},
      {"select id, title from movies union select 1", "42601 1: each UNION query must have the same number of columns"},
      {"select 'a' union select 'b'", "?column? text"},
      {"select $1 union select 1", "?column? integer <- integer"},
      {"select $1 union select $2", "?column? text <- text, text"},
      {"select 1 union select $1 union select 2.5", "?column? numeric <- integer"},
      {"select null union select null union select 1", "42804 1: UNION types text and integer cannot be matched"},
      {"(select null union select null) union select 1", "42804 1: UNION types text and integer cannot be matched"},
      {"select null union (select null union select 1)", "?column? integer"},
      {"select 1 as a union select 2 as b order by a", "a integer"},
      {"select 1 as a union select 2 as b order by b", "42703 b: column \"b\" does not exist"},
      {"select 1 as a union select 2 as b order by a + 1",
       "0A000 a + 1: invalid UNION/INTERSECT/EXCEPT ORDER BY clause"},
      {"select 1 as a union select 2 as b order by 1", "a integer"},
      {"select 1 as a union select 2 as b order by 2", "42P10 2: ORDER BY position 2 is not in select list"},
      {"select 1 as a union select 2 limit $1", "a integer <- bigint"},
      {"select doc from blobs union select doc from blobs",
       "42883 doc: could not identify an equality operator for type json"},
      {"select doc from blobs union all select doc from blobs", "doc json"},
      {"select doc from blobs intersect all select doc from blobs",
       "42883 doc: could not identify an equality operator for type json"},
      {"select id from movies union select id from people for update",
       "0A000 for: FOR UPDATE is not allowed with UNION/INTERSECT/EXCEPT"},
      {"(select id from movies for update) union select 1",
       "0A000 for: FOR UPDATE is not allowed with UNION/INTERSECT/EXCEPT"},
      {"(select id from movies order by title limit 1) union all select 1", "id bigint"},
      {"select 1 into x union select 2", ""},
      {"select * from (select 1 into x) s", "42601 x: SELECT ... INTO is not allowed here"},
      {"select 1 union select 2 into x", "42601 x: INTO is only allowed on first SELECT of UNION/INTERSECT/EXCEPT"},
      {"select id from movies except select id from people", "id bigint"},
      {"select tags from movies union select null", "tags text[]"},
      {"select tags from movies union select '{a,b}'", "tags text[]"},
      {"select 'x'::varchar(3) union select 'y'::varchar(3)", "varchar character varying(3)"},
      {"select 'x'::varchar(3) union select 'y'::varchar(4)", "varchar character varying"},
      {"select row(1, 2) union select row(3, 4)", "row record"},
      {"select ctid from movies union select null", "ctid tid"},
      {"select feeling from people union select 'sad'", "feeling mood"},
      {"select feeling from people union select 'nope'", "22P02 'nope': invalid input value for enum mood: \"nope\""},
      {"with w as (select 1 as a) select a from w union select a + 1 from w", "a integer"},
      {"select * from movies m where id in (select m.id union select 2)",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer"},
      {"values (1) union select 2", "column1 integer"},
      {"values (1, $1) union all values (2, 3)", "42804 values (2, 3): UNION types text and integer cannot be matched"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}

TEST_CASE("LIMIT of a set operation sees no column") {
  static constexpr Case kCases[] = {
      {"select id from movies union select id from people limit id", "42703 id: column \"id\" does not exist"},
      {"select id from movies union select id from people order by id limit $1", "id bigint <- bigint"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
