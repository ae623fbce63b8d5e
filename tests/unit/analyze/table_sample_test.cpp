#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("TABLESAMPLE") {
  static constexpr Case kCases[] = {
      {"select * from movies tablesample system (10)",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer"},
      {"select * from movies tablesample bernoulli ($1) repeatable ($2)",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer "
       "<- real, double precision"},
      {"select * from movies tablesample nope (10)", "42704 nope: tablesample method nope does not exist"},
      {"select * from movies tablesample system (1, 2)",
       "2202H system: tablesample method system requires 1 argument, not 2"},
      {"select * from movies tablesample system ('x')", "22P02 'x': invalid input syntax for type real: \"x\""},
      {"select * from titles tablesample system (10)",
       "0A000 titles: TABLESAMPLE clause can only be applied to tables and materialized views"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
