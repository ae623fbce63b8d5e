#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("windows and their frames") {
  static constexpr Case kCases[] = {
      {"select row_number() over (order by id) from movies", "row_number bigint"},
      {"select row_number() over w from movies window w as (partition by year order by id)", "row_number bigint"},
      {"select row_number() over nope from movies", "42704 nope: window \"nope\" does not exist"},
      {"select row_number() over (w order by id) from movies window w as (partition by year)", "row_number bigint"},
      {"select row_number() over (w partition by id) from movies window w as (partition by year)",
       "42P20 (: cannot override PARTITION BY clause of window \"w\""},
      {"select row_number() over (w order by id) from movies window w as (order by year)",
       "42P20 (: cannot override ORDER BY clause of window \"w\""},
      {"select sum(id) over (w) from movies window w as (rows unbounded preceding)",
       "42P20 (: cannot copy window \"w\" because it has a frame clause"},
      {"select sum(id) over w from movies window w as (rows unbounded preceding)", "sum numeric"},
      {"select sum(id) over w from movies window w as (order by id), w as (order by year)",
       "42P20 (: window \"w\" is already defined"},
      {"select sum(id) over (rows $1 preceding) from movies", "sum numeric <- bigint"},
      {"select sum(id) over (order by id range between $1 preceding and 5 following) from movies",
       "sum numeric <- bigint"},
      {"select sum(year) over (order by year range between $1 preceding and current row) from movies",
       "sum bigint <- integer"},
      {"select sum(year) over (order by born range between $1 preceding and current row) from people, movies",
       "sum bigint <- interval"},
      {"select sum(year) over (order by born range between 1 preceding and current row) from people, movies",
       "0A000 1: RANGE with offset PRECEDING/FOLLOWING is not supported for column type date and offset type "
       "integer"},
      {"select sum(year) over (order by title range between 1 preceding and current row) from movies",
       "0A000 1: RANGE with offset PRECEDING/FOLLOWING is not supported for column type text"},
      {"select sum(year) over (order by rating range 1 preceding) from movies", "sum bigint"},
      {"select sum(year) over (range 1 preceding) from movies",
       "42P20 (: RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column"},
      {"select sum(year) over (order by id, year range 1 preceding) from movies",
       "42P20 (: RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column"},
      {"select sum(year) over (groups 1 preceding) from movies", "42P20 (: GROUPS mode requires an ORDER BY clause"},
      {"select sum(year) over (order by id groups $1 preceding exclude ties) from movies", "sum bigint <- bigint"},
      {"select sum(year) over (rows id preceding) from movies",
       "42P10 id: argument of ROWS must not contain variables"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
