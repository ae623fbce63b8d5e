#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("utility statements") {
  static constexpr Case kCases[] = {
      {"call work(1, 'x')", "b text"},
      {"call work($1, $2)", "b text <- integer, text"},
      {"call plain()", ""},
      {"call plain($1)", "<- integer"},
      {"call plain('x')", "22P02 'x': invalid input syntax for type integer: \"x\""},
      {"call two()", "42883 two: procedure two() does not exist"},
      {"call nope()", "42883 nope: procedure nope() does not exist"},
      {"explain select id from movies where id = $1", "QUERY PLAN text <- bigint"},
      {"explain select zz from movies", "42703 zz: column \"zz\" does not exist"},
      {"create table copy_of as select id from movies where id = $1", "<- bigint"},
      {"create table copy_of as select zz from movies", "42703 zz: column \"zz\" does not exist"},
      {"select id into copy_of from movies", ""},
      {"select id into copy_of from movies where id = $1", "<- bigint"},
      {"declare c cursor for select id from movies", ""},
      {"declare c cursor for select zz from movies", "42703 zz: column \"zz\" does not exist"},
      {"truncate movies", ""},
      {"listen x", ""},
      {"set local work_mem = '1MB'", ""},
      {"refresh materialized view zz", ""},
      {"create index on movies (title)", ""},
      {"lock table movies in exclusive mode", ""},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}

TEST_CASE("what SHOW and EXPLAIN return, and what PREPARE holds") {
  static constexpr Case kCases[] = {
      {"show work_mem", "work_mem text"},
      {"show timezone", "TimeZone text"},
      {"show all", "name text, setting text, description text"},
      {"explain (format json) select 1", "QUERY PLAN json"},
      {"explain (format xml, costs off) select $1::integer", "QUERY PLAN xml <- integer"},
      {"explain (format yaml) select 1", "QUERY PLAN text"},
      {"prepare p as select titel from movies", "42703 titel: column \"titel\" does not exist"},
      {"prepare p (nosuch) as select $1", "42704 nosuch: type \"nosuch\" does not exist"},
      {"prepare p (integer) as select $1, $2 || 'x'", ""},
      {"prepare p (integer) as select $1 || 1", "42883 ||: operator does not exist: integer || integer"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
