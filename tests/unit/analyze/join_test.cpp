#include "analysis_of.hpp"

using pgscribe::test::Case;

TEST_CASE("joins, merged columns and their aliases") {
  static constexpr Case kCases[] = {
      {"select * from movies join credits on movies.id = credits.movie_id",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer, "
       "movie_id bigint, person_id integer, role text"},
      {"select * from movies a join movies b using (id)",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer, "
       "title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer"},
      {"select * from movies a join movies b using (id, id)",
       "42701 id: column name \"id\" appears more than once in USING clause"},
      {"select * from movies a join movies b using (zz)",
       "42703 zz: column \"zz\" specified in USING clause does not exist in left table"},
      {"select id from movies a join movies b using (id)", "id bigint"},
      {"select a.id, b.id from movies a join movies b using (id)", "id bigint, id bigint"},
      {"select id from movies a full join people b using (id)", "id bigint"},
      // A merged column seen from a sub-select, in a statement with collations.
      {"select a.title collate \"C\" as t from movies a full join movies b using (title) as j where exists (select 1 "
       "from people "
       "where upper(j.title) = 'x')",
       "t text"},
      {"select id from movies a left join people b using (id)", "id bigint"},
      {"select id from movies a right join people b using (id)", "id bigint"},
      {"select id from people a join movies b using (id)", "id bigint"},
      {"select * from (select 1 a) x join (select 'x'::text a) y using (a)",
       "42804 a: JOIN/USING types integer and text cannot be matched"},
      {"select * from (select 1 a) x join (select '(1,2)'::point a) y using (a)",
       "42804 a: JOIN/USING types integer and point cannot be matched"},
      {"select * from (select 'a' a) x join (select 1 a) y using (a)",
       "42804 a: JOIN/USING types text and integer cannot be matched"},
      {"select a from (select 'a'::char(1) a) x join (select 'a'::varchar(3) a) y using (a)", "a character"},
      {"select a from (select 'a'::varchar(2) a) x join (select 'a'::varchar(3) a) y using (a)", "a character varying"},
      {"select * from movies natural join people",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer, "
       "name character varying(40), boss integer, feeling mood, place pair, label code, born date, Quoted "
       "integer"},
      {"select * from movies natural join titles",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer"},
      {"select * from movies natural join blobs",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer, "
       "doc json, spot point"},
      {"select * from (movies a join credits c on a.id = c.movie_id) as j",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer, "
       "movie_id bigint, person_id integer, role text"},
      {"select * from (movies a join credits c on a.id = c.movie_id) as j(p, q)",
       "p bigint, q text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer, "
       "movie_id bigint, person_id integer, role text"},
      {"select a.id from (movies a join credits c on a.id = c.movie_id) as j",
       "42P01 a.id: invalid reference to FROM-clause entry for table \"a\""},
      {"select j.role from (movies a join credits c on a.id = c.movie_id) as j", "role text"},
      {"select j from (movies a join credits c on a.id = c.movie_id) as j", "j record"},
      {"select * from (movies a join credits c on a.id = c.movie_id) as j(a,b,c,d,e,f,g,h,i,k,l)",
       "42P10 l: join expression \"j\" has 10 columns available but 11 columns specified"},
      {"select u.id, a.title from movies a join people b using (id) as u", "id bigint, title text"},
      {"select u.* from movies a join people b using (id) as u", "id bigint"},
      {"select u from movies a join people b using (id) as u", "u record"},
      {"select u.title from movies a join people b using (id) as u", "42703 u.title: column u.title does not exist"},
      {"select * from movies a join people b using (id) as a",
       "42712 movies: table name \"a\" specified more than once"},
      {"select * from movies a join movies b on a.id",
       "42804 a.id: argument of JOIN/ON must be type boolean, not type bigint"},
      {"select * from movies a join movies b on a.id = zz.id",
       "42P01 zz.id: missing FROM-clause entry for table \"zz\""},
      {"select * from movies a join movies b on id = 1", "42702 id: column reference \"id\" is ambiguous"},
      {"select * from movies a, movies b join people c on a.id = c.id",
       "42P01 a.id: invalid reference to FROM-clause entry for table \"a\""},
      {"select * from movies a left join lateral (select a.id as q) s on true",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer, "
       "q bigint"},
      {"select * from movies a right join lateral (select a.id as q) s on true",
       "42P10 a.id: invalid reference to FROM-clause entry for table \"a\""},
      {"select * from movies a full join lateral (select a.id as q) s on true",
       "42P10 a.id: invalid reference to FROM-clause entry for table \"a\""},
      {"select * from movies a join movies a on true", "42712 movies: table name \"a\" specified more than once"},
      {"select * from movies a cross join people b",
       "id bigint, title text, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer, "
       "id integer, name character varying(40), boss integer, feeling mood, place pair, label code, born date, "
       "Quoted integer"},
      {"select * from (select 1 as a, 2 as a) x join (select 1 as a) y using (a)",
       "42702 a: common column name \"a\" appears more than once in left table"},
  };
  check_all(pgscribe::test::movie_schema(), kCases);
}
