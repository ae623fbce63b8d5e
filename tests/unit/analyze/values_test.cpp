#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("VALUES") {
  static constexpr Case kCases[] = {
      {"values (1, 'x'), (2, null)", "column1 integer, column2 text"},
      {"values (1, 'x'), (2)", "42601 2: VALUES lists must all be the same length"},
      {"values (1), (2.5), (null)", "column1 numeric"},
      {"values (1), ('x')", "22P02 'x': invalid input syntax for type integer: \"x\""},
      {"values ($1), (1)", "column1 integer <- integer"},
      {"values ($1), ($2)", "column1 text <- text, text"},
      {"values (default)", "42601 default: DEFAULT is not allowed in this context"},
      {"values (1), (2) order by 1 limit 1", "column1 integer"},
      {"values (1), (2) order by column1", "column1 integer"},
      {"values (1), (2) for update", "0A000 for: FOR UPDATE cannot be applied to VALUES"},
      {"values ('2020-01-01'::date), (now())", "column1 timestamp with time zone"},
      {"values (row(1,2)), (row('x', 3))", "column1 record"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
