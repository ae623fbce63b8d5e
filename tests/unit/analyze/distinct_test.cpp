#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("DISTINCT and DISTINCT ON") {
  static constexpr Case kCases[] = {
      {"select distinct doc from blobs", "42883 doc: could not identify an equality operator for type json"},
      {"select distinct title from movies order by id",
       "42P10 id: for SELECT DISTINCT, ORDER BY expressions must appear in select list"},
      {"select distinct title from movies order by title", "title text"},
      {"select distinct title as t from movies order by upper(title)",
       "42P10 upper: for SELECT DISTINCT, ORDER BY expressions must appear in select list"},
      {"select distinct on (year) title from movies order by year, title", "title text"},
      {"select distinct on (year) title from movies order by title",
       "42P10 year: SELECT DISTINCT ON expressions must match initial ORDER BY expressions"},
      {"select distinct on (year, title) title from movies order by title", "title text"},
      {"select distinct on (1) title from movies", "title text"},
      {"select distinct on (3) title from movies", "42P10 3: DISTINCT ON position 3 is not in select list"},
      {"select distinct spot from blobs", "42883 spot: could not identify an equality operator for type point"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
