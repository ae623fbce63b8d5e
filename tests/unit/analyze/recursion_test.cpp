#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("WITH RECURSIVE") {
  static constexpr Case kCases[] = {
      {"with recursive t(n) as (values (1) union all select n + 1 from t where n < $1) select n from t",
       "n integer <- integer"},
      {"with recursive t(n) as (select 1 union all select n + 1.5 from t) select n from t",
       "42804 1: recursive query \"t\" column 1 has type integer in non-recursive term but type numeric overall"},
      {"with recursive t as (select 'x' as s union all select s || 'y' from t) select s from t", "s text"},
      {"with recursive t as (select 'x'::varchar(3) as s union all select s || 'y' from t) select s from t",
       "42804 'x': recursive query \"t\" column 1 has type character varying(3) in non-recursive term but type "
       "character varying overall"},
      {"with recursive t(n) as (select $1 union all select n + 1 from t) select n from t",
       "42883 +: operator does not exist: text + integer"},
      {"with recursive t as (select id, boss from people where boss is null union select p.id, p.boss from "
       "people p join t on p.boss = t.id) select * from t",
       "id integer, boss integer"},
      {"with recursive t as (select 1 union all select 2 from t order by 1) select 1",
       "0A000 1: ORDER BY in a recursive query is not implemented"},
      {"with recursive t as (select 1 union all select 2 from t limit 1) select 1",
       "0A000 1: LIMIT in a recursive query is not implemented"},
      {"with recursive t as (select 1 union all select 2 from t offset 1) select 1",
       "0A000 1: OFFSET in a recursive query is not implemented"},
      {"with recursive t as (select 1 from t union all select 2) select 1",
       "42P19 t: recursive reference to query \"t\" must not appear within its non-recursive term"},
      {"with recursive t as (select 1 union all select 2 from t a, t b) select 1",
       "42P19 t: recursive reference to query \"t\" must not appear more than once"},
      {"with recursive t as (select 1 union all select (select 2 from t)) select 1",
       "42P19 t: recursive reference to query \"t\" must not appear within a subquery"},
      {"with recursive t as (select 1 union all select 2 from people left join t on true) select 1",
       "42P19 t: recursive reference to query \"t\" must not appear within an outer join"},
      {"with recursive t as (select 1 n union all (select 2 intersect all select n from t)) select 1",
       "42P19 t: recursive reference to query \"t\" must not appear within INTERSECT"},
      {"with recursive t as (select 1 n union all (select 2 except select n from t)) select 1",
       "42P19 t: recursive reference to query \"t\" must not appear within EXCEPT"},
      {"with recursive t as (select 1 n union all (select n from t except select 2)) select 1", "?column? integer"},
      {"with recursive t as (select 1 n from t) select 1",
       "42P19 t: recursive query \"t\" does not have the form non-recursive-term UNION [ALL] recursive-term"},
      {"with recursive t as (insert into people select * from t returning id) select 1",
       "42P19 t: recursive query \"t\" must not contain data-modifying statements"},
      {"with recursive a as (select * from b), b as (select * from a) select 1",
       "0A000 a: mutual recursion between WITH items is not implemented"},
      {"with recursive a as (select * from b), b as (select 1 as z) select * from a", "z integer"},
      {"with recursive t as (select 1 n union all select t.n + u.n from t, (select 1 n) u) select * from t",
       "n integer"},
      {"with recursive t as (with t as (select 5 as n) select n from t union all select 2) select * from t",
       "n integer"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
