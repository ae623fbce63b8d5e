#include "analysis_of.hpp"

using pgscribe::test::Case;
using pgscribe::test::Schema;

namespace {

Schema& written_schema() {
  static Schema schema(R"(
    create table t (id integer generated always as identity, a integer, twice integer generated always as (a * 2) stored, p point);
    create view plain as select id as number, a from t;
    create view of_plain as select a as b from plain;
    create view calculated as select id, a + 1 as more, ctid from t;
    create view grouped as select a, count(*) from t group by a;
    create view two as select t.a from t, t u;
    create view with_trigger as select distinct a from t;
    create function f() returns trigger language plpgsql as 'begin return new; end';
    create trigger write instead of insert on with_trigger for each row execute function f();
    create view with_rule as select distinct a from t;
    create rule r as on update to with_rule do instead nothing;
    create view sometimes as select a from t;
    create rule r as on delete to sometimes where old.a > 1 do instead nothing;
    create table ruled (a integer);
    create rule also as on insert to ruled do also notify x;
  )");
  return schema;
}

}  // namespace

TEST_CASE("writes through views") {
  static constexpr Case kCases[] = {
      {"insert into plain (a) values ($1)", "<- integer"},
      {"insert into of_plain (b) values (1) returning b", "b integer"},
      {"delete from plain where number = $1", "<- integer"},
      {"update of_plain set b = 1", ""},
      {"insert into plain (number) values (1)", "428C9 1: cannot insert a non-DEFAULT value into column \"id\""},
      {"update plain set number = 1", "428C9 number = 1: column \"id\" can only be updated to DEFAULT"},
      {"update calculated set more = 1", "0A000 more = 1: cannot update column \"more\" of view \"calculated\""},
      {"insert into calculated (more) values (1)",
       "0A000 1: cannot insert into column \"more\" of view \"calculated\""},
      {"delete from calculated", ""},
      {"update grouped set a = 1", "55000 grouped: cannot update view \"grouped\""},
      {"insert into two values (1)", "55000 two: cannot insert into view \"two\""},
      {"delete from two", "55000 two: cannot delete from view \"two\""},
  };
  check_all(written_schema(), kCases);
}

TEST_CASE("rules and INSTEAD OF triggers") {
  static constexpr Case kCases[] = {
      {"insert into with_trigger values (1)", ""},
      {"update with_trigger set a = 1", "55000 with_trigger: cannot update view \"with_trigger\""},
      {"update with_rule set a = 1", ""},
      {"update with_rule set a = 1 returning a",
       "0A000 with_rule: cannot perform UPDATE RETURNING on relation \"with_rule\""},
      {"delete from sometimes", "55000 sometimes: cannot delete from view \"sometimes\""},
      {"insert into ruled values (1) on conflict do nothing",
       "0A000 ruled: INSERT with ON CONFLICT clause cannot be used with table that has INSERT or UPDATE rules"},
      {"with w as (insert into ruled values (1)) select 1",
       "0A000 ruled: DO ALSO rules are not supported for data-modifying statements in WITH"},
      {"merge into ruled using t on true when matched then delete",
       "0A000 ruled: cannot execute MERGE on relation \"ruled\""},
  };
  check_all(written_schema(), kCases);
}

TEST_CASE("columns that make their own value") {
  static constexpr Case kCases[] = {
      {"insert into t (twice, id) values (1, 1)", "428C9 1: cannot insert a non-DEFAULT value into column \"id\""},
      {"insert into t (id, a) overriding system value values (1, 2)", ""},
      {"insert into t (id, a) values (default, 1), (default, 2)", ""},
      {"insert into t (twice) overriding system value values (1)",
       "428C9 1: cannot insert a non-DEFAULT value into column \"twice\""},
      {"update t set twice = default, id = default", ""},
      {"update t set a = 1, a = 2", "42601 a = 2: multiple assignments to same column \"a\""},
  };
  check_all(written_schema(), kCases);
}
