#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("WHERE and LIMIT") {
  static constexpr Case kCases[] = {
      {"select * from movies where id", "42804 id: argument of WHERE must be type boolean, not type bigint"},
      {"select * from movies where $1",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer "
       "<- boolean"},
      {"select * from movies limit $1 offset $2",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer "
       "<- bigint, bigint"},
      {"select * from movies limit 'x'", "22P02 'x': invalid input syntax for type bigint: \"x\""},
      {"select * from movies limit id", "42P10 id: argument of LIMIT must not contain variables"},
      {"select * from movies limit (select 1)",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer"},
      {"select id from movies fetch first 3 rows only", "id bigint"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
