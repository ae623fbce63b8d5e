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

TEST_CASE("a stub stands for what an extension makes, in its schema") {
  const pgscribe::support::SourceFile stub(
      "stubs/shapes.sql",
      "create type shape; create function shape_in(cstring) returns shape language internal as 'x';\n"
      "create function shape_out(shape) returns cstring language internal as 'x';\n"
      "create type shape (input = shape_in, output = shape_out, typmod_in = shape_in);\n"
      "create function area(shape) returns float8 language internal as 'x';\n"
      "create view shapes as select null::shape as s;");
  Folded folded;
  set_stubs(folded.catalog, {{"shapes", {&stub}}});
  fold_into(folded,
            "create schema ext; create extension shapes schema ext; create table t (s ext.shape(7));"
            "create table area (a int);");
  CHECK(folded.messages() == "");
  const Function* area = folded.catalog.find_functions("ext", "area").at(0);
  CHECK(area->extension == "shapes");
  CHECK(folded.catalog.find_relation("ext", "shapes")->extension == "shapes");
  CHECK(folded.catalog.find_relation("public", "area") != nullptr);
  fold_into(folded, "drop extension shapes;");
  CHECK(folded.messages().find("column s of table t depends on type ext.shape") != std::string::npos);
  fold_into(folded, "drop extension shapes cascade; create extension shapes;");
  CHECK(folded.catalog.find_functions("public", "area").size() == 1);
}

TEST_CASE("a stub goes before what is built in") {
  const pgscribe::support::SourceFile stub("stubs/hstore.sql", "create type hstore as (it text);");
  Folded folded;
  set_stubs(folded.catalog, {{"hstore", {&stub}}});
  fold_into(folded, "create extension hstore;");
  CHECK(folded.catalog.find_functions("", "akeys").empty());
}

TEST_CASE("what a schema file has declared of an extension stands for it") {
  const Folded folded = fold(
      "create type hstore as (it text); create extension hstore;"
      "create table t (h hstore); create index on t using gist (h);"
      "create function digest(text, text) returns int language sql as 'select 1'; create extension pgcrypto;");
  CHECK(folded.messages() == "");
  CHECK(folded.catalog.find_functions("", "akeys").empty());
  const std::vector<const Function*> digests = folded.catalog.find_functions("", "digest");
  REQUIRE(digests.size() == 2);
  CHECK(digests[0]->result == oid::int4);
  CHECK(digests[1]->input_types == std::vector<Oid>{oid::bytea, oid::text});
}

TEST_CASE("an unknown extension is a warning that says what to do") {
  const Folded folded =
      fold("create extension pg_other; create extension if not exists pg_other; create extension hstor;");
  CHECK(folded.messages() ==
        "unknown-extension at \"pg_other\": extension \"pg_other\" is not known: nothing that it creates is seen\n"
        "  hint: let pgscribe stub pg_other --database-url URL write what it makes to a file, or write its CREATE TYPE "
        "and "
        "CREATE FUNCTION statements yourself, and name the file in the configuration: stubs: {pg_other: "
        "stubs/pg_other.sql}\n"
        "unknown-extension at \"hstor\": extension \"hstor\" is not known: nothing that it creates is seen\n"
        "  hint: did you mean \"hstore\"?\n");
  CHECK_FALSE(folded.diagnostics.has_errors());
}

}  // namespace
