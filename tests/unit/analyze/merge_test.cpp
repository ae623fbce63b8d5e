#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("MERGE") {
  static constexpr Case kCases[] = {
      {"merge into people p using movies m on p.id = m.id when matched then update set name = m.title when not "
       "matched then insert (id, name) values (m.id, m.title)",
       ""},
      {"merge into people p using movies m on p.id = m.id when matched and m.year > $1 then delete when not "
       "matched then do nothing",
       "<- integer"},
      {"merge into people p using (values ($1::integer, $2)) as v(id, name) on p.id = v.id when matched then "
       "update set name = v.name",
       "<- integer, text"},
      {"merge into people using movies on people.id = movies.id when not matched then insert values (people.id, "
       "'x')",
       "42P01 people.id: invalid reference to FROM-clause entry for table \"people\""},
      {"merge into people using movies on people.id = movies.id when not matched and people.id > 1 then do "
       "nothing",
       "42P01 people.id: invalid reference to FROM-clause entry for table \"people\""},
      {"merge into people using people on true when matched then delete",
       "42712 people: name \"people\" specified more than once"},
      {"merge into titles using people on true when matched then delete",
       "0A000 titles: cannot execute MERGE on relation \"titles\""},
      {"merge into people using movies on people.id = movies.id when matched then delete when matched then do "
       "nothing",
       "42601 when: unreachable WHEN clause specified after unconditional WHEN clause"},
      {"merge into people using movies on people.id = movies.id when matched and people.ctid is null then delete",
       "42P10 people.ctid: cannot use system column \"ctid\" in MERGE WHEN condition"},
      {"merge into people using movies on people.id = movies.id when matched and people.tableoid is null then "
       "delete",
       ""},
      {"merge into people using movies on people.id = movies.id when matched then update set zz = 1",
       "42703 zz: column \"zz\" of relation \"people\" does not exist"},
      {"merge into people using movies on people.id = movies.id when not matched then insert (id, name) values "
       "(1)",
       "42601 name: INSERT has more target columns than expressions"},
      {"merge into people using movies on zz = 1 when matched then delete", "42703 zz: column \"zz\" does not exist"},
      {"merge into people using movies on people.id = movies.id when not matched then insert default values", ""},
      {"merge into people using movies on people.id = movies.id when matched and 1 then delete",
       "42804 1: argument of WHEN must be type boolean, not type integer"},
      {"merge into movies using people on people.id = movies.id when not matched then insert (id, title) values "
       "(1, 'x')",
       "428C9 1: cannot insert a non-DEFAULT value into column \"id\""},
      {"merge into movies using people on people.id = movies.id when matched then update set id = 1",
       "428C9 id = 1: column \"id\" can only be updated to DEFAULT"},
      {"merge into people p using movies m join credits c on c.movie_id = m.id on p.id = m.id when not matched then "
       "insert (id, name) values (c.person_id, title)",
       ""},
      {"with w as (select 1 as id) merge into people using w on people.id = w.id when matched then delete", ""},
      {"with w as (merge into people using movies on true when matched then delete) select 1",
       "0A000 w: MERGE not supported in WITH query"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
