#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("GROUP BY and HAVING") {
  static constexpr Case kCases[] = {
      {"select year, count(*) from movies group by year", "year integer, count bigint"},
      {"select year, count(*) from movies group by 1", "year integer, count bigint"},
      {"select year, count(*) from movies group by 2", "42803 count: aggregate functions are not allowed in GROUP BY"},
      {"select year, count(*) from movies group by 3", "42P10 3: GROUP BY position 3 is not in select list"},
      {"select year as title, count(*) from movies group by title",
       "42803 year: column \"movies.year\" must appear in the GROUP BY clause or be used in an aggregate function"},
      {"select year as y, count(*) from movies group by y", "y integer, count bigint"},
      {"select count(*) from movies group by 'x'", "42601 'x': non-integer constant in GROUP BY"},
      {"select doc, count(*) from blobs group by doc",
       "42883 doc: could not identify an equality operator for type json"},
      {"select title from movies group by id", "title text"},
      {"select title, year from movies group by title",
       "42803 year: column \"movies.year\" must appear in the GROUP BY clause or be used in an aggregate function"},
      {"select title, year from movies having count(*) > 1",
       "42803 title: column \"movies.title\" must appear in the GROUP BY clause or be used in an aggregate "
       "function"},
      {"select count(*) from movies having true", "count bigint"},
      {"select year, size_x, count(*) from movies group by rollup (year, size_x)",
       "year integer, size_x integer, count bigint"},
      {"select year, size_x, count(*) from movies group by cube (year, size_x), title",
       "year integer, size_x integer, count bigint"},
      {"select year, count(*) from movies group by grouping sets ((year), ())", "year integer, count bigint"},
      {"select (year, size_x) from movies group by (year, size_x)", "row record"},
      {"select grouping(year) from movies group by year", "grouping integer"},
      {"select count(*) from movies where count(*) > 1", "42803 count: aggregate functions are not allowed in WHERE"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
