#include "codegen/overrides.hpp"

#include <doctest/doctest.h>

#include "generated.hpp"

using namespace pgscribe;
using codegen::matches_glob;

TEST_CASE("globs") {
  CHECK(matches_glob("*", ""));
  CHECK(matches_glob("*_at", "created_at"));
  CHECK(matches_glob("i?", "id"));
  CHECK_FALSE(matches_glob("i?", "i"));
  CHECK(matches_glob("a\\*", "a*"));
  CHECK_FALSE(matches_glob("a\\*", "ab"));
}

TEST_CASE("a column pattern without a schema means the default one") {
  catalog::Relation relation;
  relation.schema = "public";
  relation.name = "movies";
  config::CppOptions options;
  CHECK(codegen::matches_column("movies.id", relation, "id", options));
  CHECK(codegen::matches_column("*.id", relation, "id", options));
  CHECK(codegen::matches_column("public.movies.i*", relation, "id", options));
  CHECK_FALSE(codegen::matches_column("shared.movies.id", relation, "id", options));
  relation.schema = "shared";
  CHECK_FALSE(codegen::matches_column("movies.id", relation, "id", options));
}

TEST_CASE("types are named as pg_type or SQL does") {
  const catalog::Catalog catalog =
      make_catalog("CREATE TYPE mood AS ENUM ('sad'); CREATE SCHEMA s; CREATE TYPE s.mood AS ENUM ('ok');");
  const config::CppOptions options;
  const auto names = [&](std::string_view written, std::string_view schema, std::string_view name) {
    const catalog::Type* type = catalog.find_type(schema, name);
    REQUIRE(type != nullptr);
    return codegen::names_type(written, *type, catalog, options);
  };
  CHECK(names("integer", "pg_catalog", "int4"));
  CHECK(names("int4", "pg_catalog", "int4"));
  CHECK(names("pg_catalog.int4", "pg_catalog", "int4"));
  CHECK(names("timestamp with time zone", "pg_catalog", "timestamptz"));
  CHECK(names("text[]", "pg_catalog", "_text"));
  CHECK_FALSE(names("text", "pg_catalog", "_text"));
  CHECK(names("mood", "public", "mood"));
  CHECK_FALSE(names("mood", "s", "mood"));
  CHECK(names("s.mood", "s", "mood"));
}

TEST_CASE("overrides that match nothing are errors") {
  const catalog::Catalog catalog = make_catalog("CREATE TABLE movies (id uuid PRIMARY KEY);");
  config::CppOptions options;
  options.overrides.resize(4);
  options.overrides[0].db_type = "uuid";
  options.overrides[1].db_type = "uuidd";
  options.overrides[2].column = "movies.id";
  options.overrides[3].column = "movies.idd";
  options.strong_domains = {"score"};
  support::Diagnostics diagnostics;
  codegen::check_overrides(catalog, options, diagnostics);
  REQUIRE(diagnostics.all().size() == 3);
  CHECK(diagnostics.all()[0].message == "override for db_type \"uuidd\" matches no type");
  CHECK(diagnostics.all()[1].message == "override for column \"movies.idd\" matches no column");
  CHECK(diagnostics.all()[2].message == "strong_domains: there is no domain \"score\"");
}
