#include <doctest/doctest.h>

#include "catalog/builtin_rows.hpp"
#include "fold.hpp"

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

TEST_CASE("every known extension can be created, in any schema, and dropped again") {
  CHECK(known_extensions().size() >= 47);
  for (const ExtensionRows& extension : known_extensions()) {
    CAPTURE(extension.name);
    Folded folded =
        fold("create schema ext; create extension \"" + std::string(extension.name) + "\" with schema ext;");
    CHECK(folded.messages().empty());
    fold_into(folded, "drop extension \"" + std::string(extension.name) + "\";");
    CHECK(folded.messages().empty());
  }
}

TEST_CASE("an extension's objects can be used") {
  const Folded folded = fold(
      "create extension citext; create extension vector; create extension earthdistance;"
      "create table t (e citext unique, v vector(3), h halfvec(4)[], p earth);");
  CHECK(folded.messages().empty());
  const Catalog& c = folded.catalog;
  const Oid citext = c.find_type("", "citext")->oid;
  CHECK(c.type(citext)->category == 'S');
  CHECK(c.find_cast(citext, oid::text)->context == CastContext::implicit);
  CHECK(c.find_type("", "cube") != nullptr);
  const Column& vector = *c.find_relation("", "t")->find_column("v");
  CHECK(c.format_type(vector.type, vector.type_modifier) == "vector(3)");
  CHECK(c.find_operators("", "<=>").size() >= 3);
}

TEST_CASE("an unknown extension is a warning that says what to do") {
  const Folded folded =
      fold("create extension postgis; create extension if not exists postgis; create extension hstor;");
  CHECK(folded.messages() ==
        "unknown-extension at \"postgis\": extension \"postgis\" is not known: nothing that it creates is seen\n"
        "  hint: declare the types and functions you use of it in an SQL file of the schema that is never run\n"
        "unknown-extension at \"hstor\": extension \"hstor\" is not known: nothing that it creates is seen\n"
        "  hint: did you mean \"hstore\"?\n");
  CHECK_FALSE(folded.diagnostics.has_errors());
}

}  // namespace
