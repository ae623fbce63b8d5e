#include "catalog/trigger.hpp"

#include <doctest/doctest.h>

#include <string>

#include "fold.hpp"

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

namespace {

constexpr const char* kTables = R"sql(
  create function keep() returns trigger language plpgsql as $$ begin return new; end $$;
  create function drop_row() returns trigger language plpgsql as $$ begin return null; end $$;
  create table t (a int);
  create table p (a int) partition by list (a);
  create table p1 partition of p for values in (1);
  create view v as select a from t;
)sql";

/// "trigger of relation" of each row trigger that can fire; `!` after those that may leave a row out.
std::string triggers_after(const std::string& ddl, const char* relation) {
  const Folded folded = fold(kTables + ddl);
  CHECK(folded.messages() == "");
  std::string text;
  for (const RowTrigger& each : row_triggers(folded.catalog, *folded.catalog.find_relation("", relation))) {
    text += (text.empty() ? "" : ", ") + each.trigger->name + " of " + each.relation->name +
            (may_drop_row(folded.catalog, *each.trigger) ? "!" : "");
  }
  return text;
}

}  // namespace

TEST_CASE("row triggers of a table") {
  const std::string create = "create trigger r before insert on t for each row execute function drop_row();";
  CHECK(triggers_after(create, "t") == "r of t!");
  CHECK(triggers_after("create trigger r before insert on t for each row execute function keep();", "t") == "r of t");
  CHECK(triggers_after("create trigger r after insert on t for each row execute function drop_row();", "t") ==
        "r of t");
  CHECK(triggers_after("create trigger r before insert on t execute function drop_row();", "t").empty());
  CHECK(triggers_after(create + "drop trigger r on t;", "t").empty());
  CHECK(triggers_after(create + "alter trigger r on t rename to s; drop trigger s on t;", "t").empty());
  CHECK(triggers_after(create + "create or replace trigger r before insert on t for each row execute function keep();",
                       "t") == "r of t");
  CHECK(triggers_after("create trigger r instead of insert on v for each row execute function drop_row();", "v") ==
        "r of v!");
}

TEST_CASE("triggers that are switched off do not fire") {
  const std::string create = "create trigger r before insert on t for each row execute function drop_row();";
  CHECK(triggers_after(create + "alter table t disable trigger r;", "t").empty());
  CHECK(triggers_after(create + "alter table t disable trigger all;", "t").empty());
  CHECK(triggers_after(create + "alter table t disable trigger user; alter table t enable trigger r;", "t") ==
        "r of t!");
  CHECK(triggers_after(create + "alter table t disable trigger r; alter table t enable always trigger r;", "t") ==
        "r of t!");
}

TEST_CASE("triggers of partitions and of the tables above them") {
  const std::string above = "create trigger r before insert on p for each row execute function drop_row();";
  const std::string below = "create trigger r before insert on p1 for each row execute function drop_row();";
  CHECK(triggers_after(above, "p1") == "r of p!");
  CHECK(triggers_after(below, "p") == "r of p1!");
  CHECK(triggers_after(above + "alter table p disable trigger r;", "p1").empty());
  CHECK(triggers_after(above + "alter table only p disable trigger r;", "p1") == "r of p!");
  CHECK(triggers_after(above + "alter table p detach partition p1;", "p1").empty());
}
