#include <doctest/doctest.h>

#include "fold.hpp"

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

bool never_null(const Folded& folded, std::string_view column) {
  return folded.catalog.find_relation("", "t")->find_column(column)->never_null;
}

TEST_CASE("a CHECK that says IS NOT NULL proves it, other checks do not") {
  const Folded folded = fold(
      "create table t (a int check (a is not null), b int check (b > 0 and b is not null), c int check (c is not null "
      "or c > 0),"
      "  d int check (d > 0), e int, f int, check (e is not null and (f is not null and e > f)));");
  CHECK(never_null(folded, "a"));
  CHECK(never_null(folded, "b"));
  CHECK_FALSE(never_null(folded, "c"));
  CHECK_FALSE(never_null(folded, "d"));
  CHECK(never_null(folded, "e"));
  CHECK(never_null(folded, "f"));
}

TEST_CASE("the proof goes with the constraint, follows a renamed column and waits for validation") {
  Folded folded = fold("create table t (a int); alter table t add constraint c check (a is not null) not valid;");
  CHECK_FALSE(never_null(folded, "a"));
  fold_into(folded, "alter table t validate constraint c;");
  CHECK(never_null(folded, "a"));
  fold_into(folded, "alter table t rename column a to b; alter table t add column a int;");
  CHECK(never_null(folded, "b"));
  CHECK_FALSE(never_null(folded, "a"));
  fold_into(folded, "alter table t drop constraint c;");
  CHECK_FALSE(never_null(folded, "b"));
  CHECK(folded.messages().empty());
}

TEST_CASE("domains that forbid NULL") {
  Folded folded = fold(
      "create domain d as int not null; create domain over_d as d; create domain checked as int check (value is not "
      "null);"
      "create table t (a d, b over_d, c checked, e d[]);");
  CHECK(never_null(folded, "a"));
  CHECK(never_null(folded, "b"));
  CHECK(never_null(folded, "c"));
  CHECK_FALSE(never_null(folded, "e"));
  fold_into(folded, "alter domain d drop not null; alter domain checked drop constraint checked_check;");
  CHECK_FALSE(never_null(folded, "a"));
  CHECK_FALSE(never_null(folded, "b"));
  CHECK_FALSE(never_null(folded, "c"));
}

TEST_CASE("what a query proves lasts in a view, not in a table that it filled") {
  const Folded folded = fold(
      "create table base (a int not null); create view v as select a from base; create table filled as select a from "
      "base;"
      "create materialized view m as select a from base;");
  CHECK(folded.catalog.find_relation("", "v")->find_column("a")->never_null);
  CHECK(folded.catalog.find_relation("", "m")->find_column("a")->never_null);
  CHECK_FALSE(folded.catalog.find_relation("", "filled")->find_column("a")->never_null);
}

TEST_CASE("dropping a column takes its checks and keys; renaming carries them") {
  const Folded folded = fold(
      "create table t (a int, b int, check (a > b), unique (a, b), check (b > 0)); create unique index e on t ((a + "
      "1));"
      "alter table t rename column b to c; alter table t drop column a;");
  const Relation& t = *folded.catalog.find_relation("", "t");
  REQUIRE(t.checks.size() == 1);
  CHECK(t.checks[0].name == "t_b_check");
  CHECK(t.unique_keys.empty());
  CHECK(t.attribute_number("c") == 2);
  CHECK(folded.catalog.find_relation("", "e") == nullptr);
}

}  // namespace
