#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("ON CONFLICT") {
  static constexpr Case kCases[] = {
      {"insert into people (id, name) values (1, 'x') on conflict do nothing", ""},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do nothing", ""},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do update set name = excluded.name", ""},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do update set name = excluded.name || "
       "people.name where people.id > $1 returning *",
       "id integer, name character varying(40), boss integer, feeling mood, place pair, label code, born date, "
       "Quoted integer <- integer"},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do update set name = name",
       "42702 name: column reference \"name\" is ambiguous"},
      {"insert into people (id, name) values (1, 'x') on conflict (zz) do nothing",
       "42703 (: column \"zz\" does not exist"},
      {"insert into people (id, name) values (1, 'x') on conflict do update set name = 'y'",
       "42601 on: ON CONFLICT DO UPDATE requires inference specification or constraint name"},
      {"insert into people (id, name) values (1, 'x') on conflict on constraint people_pkey do update set name "
       "= $1",
       "<- character varying"},
      {"insert into people (id, name) values (1, 'x') on conflict on constraint nope do nothing",
       "42704 nope: constraint \"nope\" for table \"people\" does not exist"},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do update set zz = 1",
       "42703 zz: column \"zz\" of relation \"people\" does not exist"},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do update set name = excluded.zz",
       "42703 excluded.zz: column excluded.zz does not exist"},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do update set id = excluded.ctid",
       "42703 excluded.ctid: column excluded.ctid does not exist"},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do update set name = 'y' returning "
       "excluded.id",
       "42P01 excluded.id: invalid reference to FROM-clause entry for table \"excluded\""},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do update set (name, born) = "
       "(excluded.name, $1)",
       "<- date"},
      {"insert into people (id, name) values (1, 'x') on conflict (id) where id > 3 do nothing", ""},
      {"insert into people (id, name) values (1, 'x') on conflict ((id + 1)) do nothing", ""},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do update set name = 'y' where "
       "excluded.id",
       "42804 excluded.id: argument of WHERE must be type boolean, not type integer"},
      {"insert into people (id, name) values (1, 'x') on conflict (id) do update set (name, born) = (select "
       "excluded.name, now())",
       ""},
      {"insert into movies (title) values ('x') on conflict (id) do update set doubled = 3",
       "428C9 doubled = 3: column \"doubled\" can only be updated to DEFAULT"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}

TEST_CASE("what an index may have and ON CONFLICT may not") {
  static constexpr Case kCases[] = {
      {"insert into people (id, name) values (1, 'x') on conflict (id desc) do nothing",
       "42P10 (: ASC/DESC is not allowed in ON CONFLICT clause"},
      {"insert into people (id, name) values (1, 'x') on conflict (id nulls first) do nothing",
       "42P10 (: NULLS FIRST/LAST is not allowed in ON CONFLICT clause"},
      {"insert into people (id, name) values (1, 'x') on conflict (zz) do nothing",
       "42703 (: column \"zz\" does not exist"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
