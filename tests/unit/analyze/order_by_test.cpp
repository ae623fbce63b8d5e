#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("ORDER BY: names, positions, expressions") {
  static constexpr Case kCases[] = {
      {"select id from movies order by 1", "id bigint"},
      {"select id from movies order by 2", "42P10 2: ORDER BY position 2 is not in select list"},
      {"select id from movies order by 0", "42P10 0: ORDER BY position 0 is not in select list"},
      {"select id from movies order by 'x'", "42601 'x': non-integer constant in ORDER BY"},
      {"select id from movies order by null", "42601 null: non-integer constant in ORDER BY"},
      {"select id from movies order by true", "42601 true: non-integer constant in ORDER BY"},
      {"select id from movies order by $1", "id bigint <- text"},
      {"select id as title from movies order by title", "title bigint"},
      {"select id as a, title as a from movies order by a", "42702 a: ORDER BY \"a\" is ambiguous"},
      {"select id as a, id as a from movies order by a", "a bigint, a bigint"},
      {"select id from movies order by zz", "42703 zz: column \"zz\" does not exist"},
      {"select id from movies order by id + 1", "id bigint"},
      {"select id from movies order by movies", "id bigint"},
      {"select doc from blobs order by doc", "42883 doc: could not identify an ordering operator for type json"},
      {"select doc from blobs order by 1", "42883 1: could not identify an ordering operator for type json"},
      {"select spot from blobs order by spot", "42883 spot: could not identify an ordering operator for type point"},
      {"select id from movies order by id using >", "id bigint"},
      {"select id from movies order by id using <>", "42809 <>: operator <> is not a valid ordering operator"},
      {"select id from movies order by id using @@@", "42883 @@@: operator does not exist: bigint @@@ bigint"},
      {"select place from people order by place", "place pair"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
