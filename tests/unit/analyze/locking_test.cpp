#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("row locks") {
  static constexpr Case kCases[] = {
      {"select id from movies for update", "id bigint"},
      {"select id from movies for update of movies", "id bigint"},
      {"select id from movies m for update of movies",
       "42P01 movies: relation \"movies\" in FOR UPDATE clause not found in FROM clause"},
      {"select id from movies for update of public.movies",
       "42601 public.movies: FOR UPDATE must specify unqualified relation names"},
      {"select distinct id from movies for share", "0A000 for: FOR SHARE is not allowed with DISTINCT clause"},
      {"select count(*) from movies for update", "0A000 for: FOR UPDATE is not allowed with aggregate functions"},
      {"select year from movies group by year for update", "0A000 for: FOR UPDATE is not allowed with GROUP BY clause"},
      {"select * from (select distinct id from movies) s for update",
       "0A000 for: FOR UPDATE is not allowed with DISTINCT clause"},
      {"select * from generate_series(1,2) g for update of g", "0A000 g: FOR UPDATE cannot be applied to a function"},
      {"select * from (movies a join people b on true) j for no key update of j",
       "0A000 j: FOR NO KEY UPDATE cannot be applied to a join"},
      {"with w as (select 1) select * from w for key share of w",
       "0A000 w: FOR KEY SHARE cannot be applied to a WITH query"},
      {"select row_number() over () from movies for update",
       "0A000 for: FOR UPDATE is not allowed with window functions"},
      {"select unnest(tags) from movies for update",
       "0A000 for: FOR UPDATE is not allowed with set-returning functions in the target list"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
