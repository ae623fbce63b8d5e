#include "catalog/version_rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "catalog/apply_ddl.hpp"
#include "catalog/builtins.hpp"
#include "catalog/server_version.hpp"
#include "sql/migration.hpp"

namespace {

using namespace pgscribe;
using namespace pgscribe::catalog;

constexpr int kVersions[] = {14, 15, 16, 17, 18};

/// The releases that have a function of that name.
std::string releases_with(std::string_view function) {
  std::string text;
  for (const int version : kVersions) {
    if (!builtins(version).functions.named(function).empty()) text += std::to_string(version) + " ";
  }
  return text;
}

TEST_CASE("each release has the functions that it has") {
  CHECK(releases_with("lower") == "14 15 16 17 18 ");
  CHECK(releases_with("regexp_like") == "15 16 17 18 ");
  CHECK(releases_with("any_value") == "16 17 18 ");
  CHECK(releases_with("to_bin") == "17 18 ");
  CHECK(releases_with("uuidv7") == "18 ");
  CHECK(releases_with("pg_start_backup") == "14 ");
}

TEST_CASE("a changed object is there once, as the release has it") {
  for (const int version : kVersions) {
    CAPTURE(version);
    const Builtins& all = builtins(version);
    std::set<std::string> signatures;
    for (const Function& function : all.functions.all()) {
      std::string signature = function.schema + "." + function.name;
      for (const Oid type : function.input_types) signature += " " + std::to_string(type);
      CHECK_MESSAGE(signatures.insert(signature).second, signature);
    }
    std::set<std::string> relations;
    for (const Relation& relation : all.relations.all())
      CHECK(relations.insert(relation.schema + "." + relation.name).second);
    CHECK(all.types.named("int4").size() == 1);
  }
}

TEST_CASE("JSON's null cast to a scalar is NULL since 18, and an error before") {
  for (const int version : kVersions) {
    CAPTURE(version);
    const Builtins& all = builtins(version);
    for (const char* name : {"bool", "float4", "float8", "int2", "int4", "int8", "numeric"}) {
      CAPTURE(std::string{name});
      const auto named = all.functions.named(name);
      const auto of_json = std::find_if(named.begin(), named.end(), [](const Function* function) {
        return function->input_types == std::vector<Oid>{oid::jsonb};
      });
      REQUIRE(of_json != named.end());
      CHECK((*of_json)->facts.answers_values() == (version < 18));
    }
  }
}

TEST_CASE("system relations have the columns of the release") {
  const auto has = [](int version, std::string_view relation, std::string_view column) {
    const Catalog catalog = catalog_of(version);
    const Relation* found = catalog.find_relation("pg_catalog", relation);
    return found != nullptr &&
           std::any_of(found->columns.begin(), found->columns.end(), [&](const Column& c) { return c.name == column; });
  };
  CHECK_FALSE(has(15, "pg_stat_io", "reads"));
  CHECK(has(16, "pg_stat_io", "reads"));
  CHECK(has(17, "pg_stat_io", "op_bytes"));
  CHECK_FALSE(has(18, "pg_stat_io", "op_bytes"));
  CHECK(has(18, "pg_stat_io", "read_bytes"));
  CHECK_FALSE(has(17, "pg_constraint", "conenforced"));
  CHECK(has(18, "pg_constraint", "conenforced"));
}

TEST_CASE("every extension of every release can be installed") {
  for (const int version : kVersions) {
    for (const std::string_view extension : extensions_of(version)) {
      CAPTURE(version);
      CAPTURE(extension);
      Catalog catalog = catalog_of(version);
      const support::SourceFile file("s.sql", "CREATE EXTENSION \"" + std::string(extension) + "\"");
      support::Diagnostics diagnostics;
      for (const sql::Statement& statement : sql::parse_migration(file, diagnostics))
        apply_ddl(catalog, statement, file, {}, diagnostics);
      CHECK(diagnostics.all().empty());
    }
  }
  const auto knows = [](int version, std::string_view name) { return extension_rows_of(name, version).has_value(); };
  CHECK(knows(16, "adminpack"));
  CHECK_FALSE(knows(17, "adminpack"));
  CHECK_FALSE(knows(18, "adminpack"));
  CHECK_FALSE(knows(14, "pg_walinspect"));
  CHECK_FALSE(knows(17, "pg_logicalinspect"));
  CHECK(knows(18, "pg_logicalinspect"));
  CHECK(knows(18, "vector"));
  CHECK_FALSE(knows(18, "no_such_extension"));
}

}  // namespace
