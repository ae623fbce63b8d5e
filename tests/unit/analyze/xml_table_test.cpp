#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("XMLTABLE") {
  static constexpr Case kCases[] = {
      {"select * from xmltable('/a' passing '<a/>' columns x int path 'b', y text, n for ordinality)",
       "x integer, y text, n integer"},
      {"select * from xmltable('/a' passing '<a/>' columns x int, x text)", "42601 x: column name \"x\" is not unique"},
      {"select * from xmltable('/a' passing '<a/>' columns n for ordinality, m for ordinality)",
       "42601 m: only one FOR ORDINALITY column is allowed"},
      {"select * from xmltable('/a' passing '<a/>' columns x int) as t(p, q)",
       "42P10 q: XMLTABLE function has 1 columns available but 2 columns specified"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
