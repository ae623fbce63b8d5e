#include "catalog/routine_call.hpp"

#include <doctest/doctest.h>

#include "fold.hpp"

// What is folded is in ddl/routines.sql; here is what is not.

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

TEST_CASE("what a routine does is told where it is not constant") {
  const Folded folded = fold(
      "create table t (a int);\n"
      "create procedure p(tbl text) language plpgsql as $$ begin execute 'drop table ' || tbl; end $$;\n"
      "call p(current_user::text);\n"
      "create procedure c(b bool) language plpgsql as $$ begin if b then create table u (a int); else drop table t; "
      "end "
      "if; end $$;\n"
      "call c(true);\n"
      "create function r() returns void language plpgsql as $$ begin perform r(); end $$;\n"
      "select r();\n");
  CHECK(
      folded.messages() ==
      "not-seen at \"call p(current_user::text)\": in procedure \"p\": what this dynamic SQL does to the schema is not "
      "seen\n"
      "  hint: repeat its CREATE and ALTER statements in an SQL file of the schema that is never run\n"
      "not-seen at \"call c(true)\": in procedure \"c\": whether this statement runs is not seen; it is taken to run\n"
      "not-seen at \"call c(true)\": in procedure \"c\": whether this statement runs is not seen; it is taken not to "
      "run\n"
      "  hint: repeat its CREATE and ALTER statements in an SQL file of the schema that is never run\n"
      "not-seen at \"select r()\": what function \"r\" does to the schema is not seen\n"
      "  hint: write what it does to the schema in an SQL file of the schema that is never run\n");
}

TEST_CASE("after what was not seen, an object that is missing may be there and one in use may be gone") {
  Folded folded = fold(
      "create table t (a int); create view v as select a from t;\n"
      "create procedure p(tbl text) language plpgsql as $$ begin execute tbl; end $$;\n");
  fold_into(folded, "drop table gone; drop table t;", "2.sql");
  CHECK(folded.diagnostics.error_count() == 2);
  fold_into(folded, "call p(current_user::text);", "3.sql");
  fold_into(
      folded,
      "alter table made add column b int; alter table t drop column c; drop table t; drop function f(int); create "
      "table t (a int); create tabel x ();",
      "4.sql");
  std::string said;
  for (const pgscribe::support::Diagnostic& d : folded.diagnostics.all()) {
    if (d.file->path() == "4.sql")
      said += (d.severity == pgscribe::support::Severity::error ? "error " : "warning ") + d.code + "\n";
  }
  CHECK(said == "error 42601\nwarning 42P01\nwarning 42703\nwarning 2BP01\nwarning 42883\nerror 42P07\n");
}

TEST_CASE("a routine of another language, and one that is not the user's, is left alone") {
  const Folded folded = fold(
      "create function f() returns void language c as 'x', 'y'; select f();\n"
      "create extension hstore; select hstore('a', 'b');\n");
  CHECK(folded.messages() == "");
}

}  // namespace
