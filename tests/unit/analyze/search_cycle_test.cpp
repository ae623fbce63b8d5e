#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("SEARCH and CYCLE") {
  static constexpr Case kCases[] = {
      {"with recursive t(n) as (select 1 union all select n + 1 from t) search depth first by n set o select * "
       "from t",
       "n integer, o record[]"},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) search breadth first by n set o select "
       "n, o from t order by o",
       "n integer, o record"},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) cycle n set c using p select * from t",
       "n integer, c boolean, p record[]"},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) cycle n set c to 'Y' default 'N' using "
       "p select * from t",
       "n integer, c text, p record[]"},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) cycle n set c to 1 default 'N' using p "
       "select * from t",
       "22P02 'N': invalid input syntax for type integer: \"N\""},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) cycle z set c using p select * from t",
       "42601 cycle: cycle column \"z\" not in WITH query column list"},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) cycle n, n set c using p select * from t",
       "42701 cycle: cycle column \"n\" specified more than once"},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) cycle n set n using p select * from t",
       "42702 n: column reference \"n\" is ambiguous"},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) cycle n set p using p select * from t",
       "42601 cycle: cycle mark column name and cycle path column name are the same"},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) search depth first by z set o select * "
       "from t",
       "42601 search: search column \"z\" not in WITH query column list"},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) search depth first by n set n select * "
       "from t",
       "42702 n: column reference \"n\" is ambiguous"},
      {"with recursive t(n) as (select 1 union all select n + 1 from t) search depth first by n set o cycle n "
       "set o using p select * from t",
       "42601 search: search sequence column name and cycle mark column name are the same"},
      {"with recursive t(n) as (select 1) search depth first by n set o select * from t",
       "42601 t: WITH query is not recursive"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
