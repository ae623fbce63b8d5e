#include <doctest/doctest.h>

#include "analysis_of.hpp"
#include "sql/grammar_version.hpp"

// RETURNING with OLD and NEW, and that of MERGE. The answers are those of a PostgreSQL 18 server.

using pgscribe::test::Case;
using pgscribe::test::Schema;

namespace {

const bool kIsUnread = pgscribe::sql::grammar_version() < 18;

constexpr const char* kTables = R"sql(
    CREATE TABLE stock (id integer PRIMARY KEY, amount integer NOT NULL, note text);
    CREATE TABLE orders (id integer PRIMARY KEY, stock_id integer NOT NULL, amount integer);
    CREATE VIEW scarce AS SELECT id, amount FROM stock WHERE amount < 10;
)sql";

Schema& stock() {
  static Schema schema(kTables, {}, 18);
  return schema;
}

template <std::size_t n>
void check_facts(const Case (&cases)[n]) {
  for (const Case& c : cases) {
    CAPTURE(c.sql);
    CHECK(stock().facts_of(c.sql) == std::string(c.expected));
  }
}

}  // namespace

TEST_CASE("types of OLD and NEW") {
  static constexpr Case kCases[] = {
      {"update stock set amount = $1 where id = $2 returning old.amount, new.amount as after, old.*",
       "amount integer, after integer, id integer, amount integer, note text <- integer, integer"},
      {"delete from stock returning old, new.note || $1 as n", "old stock, n text <- text"},
      {"insert into stock values (1, 2) returning (old).id, new.ctid, (select old.amount) as a",
       "id integer, ctid tid, a integer"},
      {"update stock as old set amount = 1 returning old.id, new.id as n", "id integer, n integer"},
      {"update stock set amount = 1 returning amount, old", "amount integer, old stock"},
      {"update stock set amount = 1 where old.id = 1", "42P01 old.id: missing FROM-clause entry for table \"old\""},
      {"update stock set amount = 1 returning new.nosuch", "42703 new.nosuch: column new.nosuch does not exist"},
  };
  check_all(stock(), kCases);
}

TEST_CASE("names for OLD and NEW" * doctest::skip(kIsUnread)) {
  static constexpr Case kCases[] = {
      {"update stock set amount = 1 returning with (old as o, new as n) o.id, n.amount, new.note",
       "42P01 new.note: missing FROM-clause entry for table \"new\""},
      {"update stock set amount = 1 returning with (old as o) o.id, new.amount", "id integer, amount integer"},
      {"update stock set amount = 1 returning with (old as a, old as b) 1",
       "42601 old: OLD cannot be specified multiple times"},
      {"update stock set amount = 1 returning with (new as stock) 1",
       "42712 new: table name \"stock\" specified more than once"},
  };
  check_all(stock(), kCases);
}

TEST_CASE("NULLs of OLD and NEW") {
  static constexpr Case kCases[] = {
      {"insert into stock values (1, 2) returning old.id, new.id, id", "id?, id, id (exactly_one)"},
      {"insert into stock values (1, 2) on conflict (id) do update set amount = 3 returning old.id, new.id",
       "id?, id (exactly_one)"},
      {"insert into stock values (1, 2) on conflict do nothing returning old.id, new.amount",
       "id?, amount (at_most_one)"},
      {"delete from stock where id = 1 and note is not null returning old.id, old.note, new.id, old.ctid, new.ctid",
       "id, note, id?, ctid, ctid? (at_most_one)"},
      {"update stock set note = 'x' where note is not null returning old.note, new.note, note",
       "note, note?, note? (many)"},
      {"insert into stock values (1, 2) on conflict (id) do update set amount = 3 returning case when old.id is not "
       "null then old.amount else 0 end as a, case when new.id is not null then old.amount else 0 end as b",
       "a, b? (exactly_one)"},
      {"update scarce set amount = 1 returning old.amount, new.amount", "amount, amount? (many)"},
  };
  check_facts(kCases);
}

TEST_CASE("types of MERGE ... RETURNING" * doctest::skip(kIsUnread)) {
  static constexpr Case kCases[] = {
      {"merge into stock s using orders o on s.id = o.stock_id when matched then update set amount = s.amount - "
       "o.amount when not matched by source then delete when not matched by target then insert values (o.stock_id, $1) "
       "returning merge_action(), old.amount, new.*, o.id as oid",
       "merge_action text, amount integer, id integer, amount integer, note text, oid integer <- integer"},
      {"merge into stock s using orders o on s.id = o.stock_id when matched then delete returning *",
       "id integer, stock_id integer, amount integer, id integer, amount integer, note text"},
      {"with m as (merge into stock s using orders o on s.id = o.stock_id when matched then delete returning s.id) "
       "select id from m",
       "id integer"},
      {"with m as (merge into stock s using orders o on s.id = o.stock_id when matched then delete) select * from m",
       "0A000 m: WITH query \"m\" does not have a RETURNING clause"},
      {"merge into scarce s using orders o on s.id = o.stock_id when matched then delete returning s.id", "id integer"},
      {"merge into stock s using orders o on s.id = o.stock_id when not matched by source and o.id = 1 then delete",
       "42P01 o.id: invalid reference to FROM-clause entry for table \"o\""},
      {"merge into stock s using orders o join scarce c on c.id = o.id on s.id = o.stock_id when not matched by source "
       "and o.id = 1 then delete",
       ""},
      {"merge into stock s using orders o join scarce c on c.id = o.id on s.id = o.stock_id when not matched by source "
       "and stock_id = 1 then delete",
       "42703 stock_id: column \"stock_id\" does not exist"},
      {"merge into stock s using orders o on s.id = o.stock_id when not matched by target and s.id = 1 then do nothing",
       "42P01 s.id: invalid reference to FROM-clause entry for table \"s\""},
      {"merge into stock s using orders o on s.id = o.stock_id when not matched by source then delete when not matched "
       "by source then do nothing",
       "42601 when: unreachable WHEN clause specified after unconditional WHEN clause"},
  };
  check_all(stock(), kCases);
}

TEST_CASE("NULLs and row counts of MERGE ... RETURNING" * doctest::skip(kIsUnread)) {
  static constexpr Case kCases[] = {
      {"merge into stock s using orders o on s.id = o.stock_id when matched then update set amount = 1 returning "
       "old.amount, new.amount, s.amount, o.stock_id",
       "amount, amount, amount, stock_id (many)"},
      {"merge into stock s using orders o on s.id = o.stock_id when matched then delete when not matched then insert "
       "values (o.id, 1) returning old.id, new.id, s.id, o.id",
       "id?, id?, id, id (many)"},
      {"merge into stock s using orders o on s.id = o.stock_id when not matched by source then delete returning o.id, "
       "old.id, new.id",
       "id?, id, id? (many)"},
      {"merge into stock s using (values (1, 2)) as v (id, n) on s.id = v.id when matched then update set amount = v.n "
       "when not matched then insert values (v.id, v.n) returning s.id, merge_action()",
       "id, merge_action (exactly_one)"},
      {"merge into stock s using (values (1, 2)) as v (id, n) on s.id = v.id when matched and s.amount > 1 then update "
       "set amount = v.n when not matched then insert values (v.id, v.n) returning s.id",
       "id (at_most_one)"},
      {"merge into stock s using (values (1, 2)) as v (id, n) on s.amount = v.n when matched then delete returning "
       "s.id",
       "id (many)"},
      {"merge into stock s using (values (1, 2)) as v (id, n) on s.amount = v.n when not matched then insert values "
       "(v.id, v.n) returning s.id, old.id",
       "id, id? (at_most_one)"},
      {"merge into stock s using (values (1)) as v (id) on s.id = v.id when not matched by source then delete "
       "returning old.id, v.id",
       "id, id? (many)"},
      {"merge into stock s using orders o on s.id = o.id and o.amount > 1 when matched then delete when not matched "
       "then do nothing returning o.amount",
       "amount (many)"},
      {"merge into stock s using orders o on s.id = o.id and o.amount > 1 when matched then delete when not matched "
       "then insert values (o.id, 1) returning o.amount",
       "amount? (many)"},
  };
  check_facts(kCases);
}

TEST_CASE("MERGE through views" * doctest::skip(pgscribe::sql::grammar_version() < 15)) {
  static Schema schema(R"sql(
    CREATE TABLE stock (id integer PRIMARY KEY, amount integer);
    CREATE TABLE news (id integer, amount integer);
    CREATE TABLE ruled (id integer, amount integer);
    CREATE RULE r AS ON INSERT TO ruled DO INSTEAD NOTHING;
    CREATE VIEW plain AS SELECT id, amount, amount + 1 AS more FROM stock;
    CREATE VIEW distinct_ones AS SELECT DISTINCT id, amount FROM stock;
    CREATE VIEW above_rules AS SELECT * FROM ruled;
    CREATE VIEW some_triggers AS SELECT id, amount FROM stock;
    CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
    CREATE TRIGGER t INSTEAD OF INSERT ON some_triggers FOR EACH ROW EXECUTE FUNCTION keep();
    CREATE VIEW view_rules AS SELECT id, amount FROM stock;
    CREATE RULE r AS ON INSERT TO view_rules DO INSTEAD NOTHING;
  )sql",
                       {}, 18);
  static constexpr Case kCases[] = {
      {"merge into plain v using news n on v.id = n.id when matched then update set amount = n.amount when not matched "
       "then insert (id) values (n.id)",
       ""},
      {"merge into plain v using news n on v.id = n.id when matched then update set more = 1",
       "0A000 more = 1: cannot merge into column \"more\" of view \"plain\""},
      {"merge into distinct_ones v using news n on v.id = n.id when matched then delete",
       "55000 distinct_ones: cannot delete from view \"distinct_ones\""},
      {"merge into distinct_ones v using news n on v.id = n.id when matched then do nothing", ""},
      {"merge into above_rules v using news n on v.id = n.id when matched then delete",
       "0A000 above_rules: cannot execute MERGE on relation \"ruled\""},
      {"merge into view_rules v using news n on v.id = n.id when matched then delete",
       "0A000 view_rules: cannot execute MERGE on relation \"view_rules\""},
      {"merge into some_triggers v using news n on v.id = n.id when not matched then insert values (1, 2)", ""},
      {"merge into some_triggers v using news n on v.id = n.id when matched then delete when not matched then insert "
       "values (1, 2)",
       "0A000 some_triggers: cannot merge into view \"some_triggers\""},
  };
  check_all(schema, kCases);
}

TEST_CASE("earlier releases have neither") {
  static Schema schema(kTables, {}, 17);
  CHECK(schema.of("update stock set amount = 1 returning old.id") ==
        "42P01 old.id: missing FROM-clause entry for table \"old\"");
  if (!kIsUnread) {
    CHECK(schema.of("update stock set amount = 1 returning with (old as o) 1") ==
          "42601 old: RETURNING WITH (...) needs PostgreSQL 18; this project's server_version is 17");
  }
}
