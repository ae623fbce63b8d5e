#include <doctest/doctest.h>

#include <algorithm>

#include "catalog/builtin_rows.hpp"
#include "catalog/builtins.hpp"
#include "fold.hpp"

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

std::vector<std::string> names(const std::vector<const Relation*>& relations) {
  std::vector<std::string> result;
  for (const Relation* relation : relations) result.push_back(relation->schema + "." + relation->name);
  return result;
}

TEST_CASE("a fresh catalog has the built-in objects and schema public") {
  const Catalog catalog;
  CHECK(catalog.schema_names() == std::vector<std::string>{"public"});
  CHECK(catalog.search_path() == std::vector<std::string>{"pg_catalog", "public"});
  CHECK(catalog.creation_schema() == "public");
  CHECK(catalog.user_relations().empty());
  CHECK(catalog.user_types().empty());
  CHECK(catalog.user_functions().empty());
  CHECK(catalog.schema_comment("public") == "standard public schema");
}

TEST_CASE("rows that only later minor releases have are marked") {
  const std::string_view rows[] = {"function a() void", "function b() void oid=7 since=15.4",
                                   "cast a b implicit binary since=15.12"};
  CHECK(rows_of_minor(rows, 3) == std::vector<std::string_view>{"function a() void"});
  CHECK(rows_of_minor(rows, 4) == std::vector<std::string_view>{"function a() void", "function b() void oid=7"});
  CHECK(rows_of_minor(rows, 12).back() == "cast a b implicit binary");

  const std::string_view late = "binary_upgrade_set_next_attribute_versions";
  CHECK(builtins().functions.named(late).size() == 1);
  CHECK(builtins_of_minor(20).functions.named(late).size() == 1);
  CHECK(builtins_of_minor(18).functions.named(late).empty());
}

TEST_CASE("the OIDs that rules name are those of the rows") {
  const Catalog catalog;
  CHECK(catalog.find_type("", "int4")->oid == oid::int4);
  CHECK(catalog.find_type("", "_int4")->oid == oid::int4_array);
  CHECK(catalog.find_type("", "char")->oid == oid::char_);
  CHECK(catalog.find_type("", "record")->oid == oid::record);
  CHECK(catalog.find_type("", "_record")->oid == oid::record_array);
  CHECK(catalog.find_type("", "anycompatiblemultirange")->oid == oid::anycompatiblemultirange);
  CHECK(catalog.find_type("", "pg_snapshot")->oid == oid::pg_snapshot);
  CHECK(catalog.type(oid::cstring_array)->element == oid::cstring);
}

TEST_CASE("relations of pg_catalog and information_schema, their row types and keys") {
  const Catalog catalog;
  const Relation* pg_class = catalog.find_relation("", "pg_class");
  REQUIRE(pg_class != nullptr);
  CHECK(pg_class->oid == 1259);
  CHECK(pg_class->find_column("relname")->type == oid::name);
  CHECK(pg_class->find_column("relname")->not_null);
  CHECK_FALSE(pg_class->find_column("relacl")->not_null);
  CHECK(pg_class->unique_keys.front().is_primary);
  CHECK(catalog.type(pg_class->row_type)->name == "pg_class");
  CHECK(catalog.type(catalog.type(pg_class->row_type)->array)->name == "_pg_class");
  CHECK(catalog.find_relation("", "columns") == nullptr);
  const Relation* columns = catalog.find_relation("information_schema", "columns");
  REQUIRE(columns != nullptr);
  CHECK(catalog.format_type(columns->find_column("table_name")->type) == "information_schema.sql_identifier");
  CHECK(catalog.base_type(columns->find_column("table_name")->type) == oid::name);
}

TEST_CASE("functions carry modes, defaults, variadic and kind") {
  const Catalog catalog;
  const std::vector<const Function*> each = catalog.find_functions("", "jsonb_each");
  REQUIRE(each.size() == 1);
  CHECK(each[0]->returns_set);
  CHECK(each[0]->result == oid::record);
  CHECK(each[0]->output_columns().size() == 2);
  CHECK(each[0]->output_columns()[1].name == "value");
  CHECK(each[0]->input_name(0) == "from_json");
  CHECK(catalog.find_functions("", "concat")[0]->variadic == oid::any);
  CHECK(catalog.find_functions("", "jsonb_extract_path")[0]->variadic == oid::text);
  CHECK(catalog.find_functions("", "make_interval")[0]->default_count == 7);
  CHECK(catalog.find_functions("", "rank").size() == 2);
  const Function* percentile = catalog.find_functions("", "percentile_disc")[0];
  CHECK(percentile->aggregate_kind == AggregateKind::ordered_set);
  CHECK(percentile->direct_argument_count == 1);
  CHECK(catalog.find_functions("", "row_number")[0]->kind == FunctionKind::window);
  CHECK(catalog.find_functions("", "count").size() == 2);
  CHECK(catalog.find_functions("information_schema", "_pg_expandarray").size() == 1);
}

TEST_CASE("operators know their function, partners and place in the ordering") {
  const Catalog catalog;
  const Operator* less = catalog.operator_(97);
  REQUIRE(less != nullptr);
  CHECK(less->name == "<");
  CHECK(less->left == oid::int4);
  CHECK(less->btree.has(BtreeStrategy::less));
  CHECK(less->function == "pg_catalog.int4lt");
  CHECK(catalog.operator_(less->commutator)->name == ">");
  CHECK(catalog.operator_(less->negator)->name == ">=");
  for (const Operator* op : catalog.find_operators("", "!!")) CHECK(op->left == kInvalidOid);
}

TEST_CASE("casts") {
  const Catalog catalog;
  CHECK(catalog.find_cast(oid::int4, oid::int8)->context == CastContext::implicit);
  CHECK(catalog.find_cast(oid::int8, oid::int4)->context == CastContext::assignment);
  CHECK(catalog.find_cast(oid::varchar, oid::text)->method == CastMethod::binary);
  CHECK(catalog.find_cast(oid::jsonb, oid::json)->method == CastMethod::in_out);
  CHECK(catalog.find_cast(oid::int4, oid::uuid) == nullptr);
}

TEST_CASE("names are looked up along the search path") {
  Folded folded = fold(
      "create schema a; create schema b; create table a.t (x int); create table b.t (y int);"
      "create function a.f(int) returns int language sql as ''; create function b.f(int) returns text language sql as "
      "'';"
      "create function b.f(text) returns text language sql as ''; set search_path = b, a, missing;");
  const Catalog& catalog = folded.catalog;
  CHECK(catalog.search_path() == std::vector<std::string>{"pg_catalog", "b", "a"});
  CHECK(catalog.creation_schema() == "b");
  CHECK(catalog.find_relation("", "t")->schema == "b");
  CHECK(catalog.find_relation("a", "t")->schema == "a");
  CHECK(catalog.find_relation("public", "t") == nullptr);
  const std::vector<const Function*> functions = catalog.find_functions("", "f");
  REQUIRE(functions.size() == 2);  // a.f(int) is hidden
  CHECK(std::all_of(functions.begin(), functions.end(), [](const Function* f) { return f->schema == "b"; }));
  fold_into(folded, "set search_path = a, pg_catalog;");
  CHECK(catalog.search_path() == std::vector<std::string>{"a", "pg_catalog"});
  fold_into(folded, "create function a.lower(text) returns int language sql as '';");
  CHECK(catalog.find_functions("", "lower")[0]->schema == "a");
}

TEST_CASE("a temporary relation hides a permanent one, but functions are never temporary") {
  const Folded folded = fold("create table t (a int); create temp table t (b int);");
  CHECK(folded.messages().empty());
  CHECK(folded.catalog.find_relation("", "t")->is_temporary);
  CHECK(folded.catalog.search_path().front() == "pg_temp");
  CHECK(folded.catalog.find_relation("public", "t")->find_column("a") != nullptr);
}

TEST_CASE("user objects come in order of creation, without what extensions and PostgreSQL add") {
  const Folded folded = fold(
      "create extension citext; create table z (a serial primary key); create type e as enum ('a'); create view b as "
      "select a from z;"
      "create type c as (x int); create domain d as int; create type r as range (subtype = int4); alter table z rename "
      "to y;");
  CHECK(names(folded.catalog.user_relations()) == std::vector<std::string>{"public.y", "public.z_a_seq", "public.b"});
  std::vector<std::string> types;
  for (const Type* type : folded.catalog.user_types()) types.push_back(type->name);
  CHECK(types == std::vector<std::string>{"e", "c", "d", "r"});
}

TEST_CASE("collations") {
  const Catalog catalog;
  CHECK(catalog.has_collation("", "C"));
  CHECK(catalog.has_collation("", "de-AT-x-icu"));
  CHECK(catalog.has_collation("pg_catalog", "default"));
  CHECK(catalog.has_collation("", "en_US.utf8"));
  CHECK(catalog.has_collation("", "ca_ES@valencia"));
  CHECK_FALSE(catalog.has_collation("", "nothing"));
  CHECK_FALSE(catalog.has_collation("public", "C"));
}

}  // namespace
