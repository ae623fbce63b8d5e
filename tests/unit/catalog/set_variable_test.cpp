#include <doctest/doctest.h>

#include "catalog/set_path.hpp"
#include "fold.hpp"

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;
using Names = std::vector<std::string>;

TEST_CASE("a path given as one text") {
  CHECK(split_search_path("") == Names{});
  CHECK(split_search_path("\"$user\", Public") == Names{"$user", "public"});
  CHECK(split_search_path(" a ,\"B \"\"c\"") == Names{"a", "B \"c"});
}

TEST_CASE("an emptied path and SET LOCAL end with the file, SET stays") {
  Folded folded = fold("create schema a; set search_path = a, public;");
  CHECK(folded.catalog.search_path() == Names{"pg_catalog", "a", "public"});
  fold_into(folded, "set local search_path = public;");
  CHECK(folded.catalog.search_path() == Names{"pg_catalog", "a", "public"});
  fold_into(folded, "select pg_catalog.set_config('search_path', '', false); create table x (a int);");
  CHECK(folded.messages() == "3F000 at \"x\": no schema has been selected to create in\n");
  CHECK(folded.catalog.search_path() == Names{"pg_catalog", "a", "public"});
}

TEST_CASE("a dump's path ends with its file, what was set before does not") {
  Folded folded = fold("create schema a; set search_path = a, public;");
  fold_into(folded, "select pg_catalog.set_config('search_path', '', false);", "dump.sql");
  CHECK(folded.catalog.search_path() == Names{"pg_catalog", "a", "public"});
  const auto path = schema_path(folded.catalog);
  REQUIRE(path);
  CHECK(path->schemas == Names{"a", "public"});
  CHECK(path->file == "schema.sql");
  fold_into(folded, "reset search_path;", "2.sql");
  CHECK_FALSE(schema_path(folded.catalog));
}

TEST_CASE("SET search_path TO DEFAULT, RESET, RESET ALL, DISCARD of other settings") {
  Folded folded = fold("create schema a; set search_path = a; set search_path to default;");
  CHECK(folded.catalog.creation_schema() == "public");
  fold_into(folded, "set search_path = a; set statement_timeout = 0;");
  CHECK(folded.catalog.creation_schema() == "a");
  fold_into(folded, "reset all;");
  CHECK(folded.catalog.creation_schema() == "public");
}

}  // namespace
