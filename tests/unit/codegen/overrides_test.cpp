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
  options.overrides.resize(5);
  options.overrides[4].db_type = "text";
  options.overrides[4].nullable_elements = true;
  options.overrides[0].db_type = "uuid";
  options.overrides[1].db_type = "uuidd";
  options.overrides[2].column = "movies.id";
  options.overrides[3].column = "movies.idd";
  options.strong_domains = {"score"};
  support::Diagnostics diagnostics;
  codegen::check_overrides(catalog, options, diagnostics);
  REQUIRE(diagnostics.all().size() == 4);
  CHECK(diagnostics.all()[0].message == "override for db_type \"uuidd\" matches no type");
  CHECK(diagnostics.all()[1].message == "override for column \"movies.idd\" matches no column");
  CHECK(diagnostics.all()[2].message == "override for the elements of db_type \"text\", which is no array");
  CHECK(diagnostics.all()[3].message == "strong_domains: there is no domain \"score\"");
}

TEST_CASE("what is read and written through JSON has to be JSON") {
  const catalog::Catalog catalog = make_catalog(
      "CREATE DOMAIN document AS jsonb; CREATE DOMAIN documents AS document[]; CREATE DOMAIN email AS text;"
      "CREATE TABLE movies (id uuid PRIMARY KEY, a json, b jsonb[], c document, d documents, e email);");
  const auto messages = [&](const char* column, const char* db_type) {
    config::CppOptions options;
    options.overrides.resize(1);
    options.overrides[0].column = column;
    options.overrides[0].db_type = db_type;
    options.overrides[0].type.is_json = true;
    support::Diagnostics diagnostics;
    codegen::check_overrides(catalog, options, diagnostics);
    std::string text;
    for (const support::Diagnostic& diagnostic : diagnostics.all()) text += diagnostic.message + ";";
    return text;
  };
  for (const char* column : {"movies.a", "movies.b", "movies.c", "public.movies.d"}) CHECK(messages(column, "") == "");
  for (const char* type : {"json", "jsonb", "document", "public.documents", "jsonb[]"}) CHECK(messages("", type) == "");
  CHECK(messages("movies.?", "") == "json: \"movies.?\" is of email, not of json or jsonb;");
  CHECK(messages("movies.id", "") == "json: \"movies.id\" is of uuid, not of json or jsonb;");
  CHECK(messages("", "email") == "json: \"email\" is of email, not of json or jsonb;");
  CHECK(messages("movies.z", "") == "override for column \"movies.z\" matches no column;");
}

TEST_CASE("an override holds for parameters that take the column's values, and no others") {
  config::CppOptions options;
  options.query_parameter_limit = 4;
  const auto add = [&](const char* column, const char* type) {
    config::Override& added = options.overrides.emplace_back();
    added.column = column;
    added.type = {type, "my.hpp", "my::codec"};
  };
  add("cards.id", "my::Id");
  add("cards.body", "my::Body");
  add("cards.tags", "my::Tags");
  const Generated generated(
      "CREATE TABLE cards (id bigint PRIMARY KEY, body jsonb NOT NULL, tags text[] NOT NULL, due date);"
      "CREATE VIEW open_cards AS SELECT id AS card FROM cards WHERE due IS NULL;",
      "-- name: One :many\nSELECT id FROM cards WHERE id = @id;\n"
      "-- name: Listed :many\nSELECT id FROM cards WHERE id = ANY (@ids);\n"
      "-- name: Sliced :many\nSELECT id FROM cards WHERE id NOT IN (sqlc.slice(ids));\n"
      "-- name: Keyed :many\nSELECT id FROM cards WHERE body ? @key;\n"
      "-- name: Tagged :many\nSELECT id FROM cards WHERE @tag = ANY (tags);\n"
      "-- name: AllTagged :many\nSELECT id FROM cards WHERE tags @> @tags;\n"
      "-- name: Seen :many\nSELECT card FROM open_cards WHERE card > @after;\n"
      "-- name: Kept :exec\nUPDATE cards SET body = coalesce(@body, body) WHERE due = @due;\n",
      options);
  CHECK(generated.messages().empty());
  const auto has = [&](const char* part) { return generated.has("movies.hpp", part); };
  CHECK(has("one(const my::Id& id)"));
  CHECK(has("listed(std::span<const my::Id> ids)"));
  CHECK(has("sliced(std::span<const my::Id> ids)"));
  CHECK(has("keyed(std::string_view key)"));
  CHECK(has("tagged(std::string_view tag)"));
  CHECK(has("all_tagged(const my::Tags& tags)"));
  CHECK(has("std::vector<my::Id> seen(const my::Id& after)"));
  CHECK(has("kept(const std::optional<my::Body>& body, pgscribe::Date due)"));
  CHECK(generated.has("movies.cpp", "codec::array<codec::for_type<my::codec, codec::int8>>"));
}

TEST_CASE("strong domains are the types of parameters, and keys") {
  config::CppOptions options;
  options.strong_domains = {"card_id", "area"};
  const Generated generated(
      "CREATE DOMAIN card_id AS bigint; CREATE DOMAIN area AS box;"
      "CREATE TABLE cards (id card_id PRIMARY KEY, place area);",
      "-- name: One :one\nSELECT place FROM cards WHERE id = @id;\n"
      "-- name: Listed :many\nSELECT id FROM cards WHERE id = ANY (@ids);\n",
      options);
  CHECK(generated.messages().empty());
  CHECK(generated.has("movies.hpp", "one(const CardId& id)"));
  CHECK(generated.has("movies.hpp", "listed(std::span<const CardId> ids)"));
  CHECK(generated.has("models.hpp", "friend auto operator<=>(const CardId&, const CardId&) = default;"));
  CHECK(generated.has("models.hpp", "struct std::hash<db::CardId> {"));
  CHECK_FALSE(generated.has("models.hpp", "operator<=>(const Area&"));
  CHECK_FALSE(generated.has("models.hpp", "std::hash<db::Area>"));
}

TEST_CASE("arrays with NULL in them are vectors of optionals") {
  config::CppOptions options;
  options.overrides.resize(2);
  options.overrides[0].column = "cards.tags";
  options.overrides[0].nullable_elements = true;
  options.overrides[1].db_type = "int4[]";
  options.overrides[1].nullable_elements = true;
  const Generated generated(
      "CREATE TABLE cards (id bigint PRIMARY KEY, tags text[] NOT NULL, marks integer[] NOT NULL, names text[] NOT "
      "NULL,"
      " owner text); CREATE TABLE owners (card bigint, owner text);",
      "-- name: Tags :many\nSELECT tags FROM cards;\n"
      "-- name: Marks :many\n-- @column marks elements not null\nSELECT marks FROM cards;\n"
      "-- name: Owners :one\nSELECT array_agg(owner) AS owners FROM cards;\n"
      "-- name: Named :many\nSELECT id FROM cards WHERE names = @names;\n"
      "-- name: Own :exec\nINSERT INTO owners (card, owner) SELECT 1, unnest(@owners::text[]);\n",
      options);
  CHECK(generated.messages().empty());
  CHECK(generated.has("models.hpp", "std::vector<std::optional<std::string>> tags{};"));
  CHECK(generated.has("models.hpp", "std::vector<std::optional<std::int32_t>> marks{};"));
  CHECK(generated.has("models.hpp", "std::vector<std::string> names{};"));
  CHECK(generated.has("movies.hpp", "std::vector<std::vector<std::optional<std::string>>> tags()"));
  CHECK(generated.has("movies.hpp", "std::vector<std::vector<std::int32_t>> marks()"));
  CHECK(generated.has("movies.hpp", "std::optional<std::vector<std::optional<std::string>>> owners()"));
  CHECK(generated.has("movies.hpp", "named(std::span<const std::string> names)"));
  CHECK(generated.has("movies.hpp", "own(std::span<const std::optional<std::string>> owners)"));
  CHECK(generated.has("movies.cpp", "codec::nullable_array<codec::text>"));
}
