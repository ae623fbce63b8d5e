#include "catalog/migration_tables.hpp"

#include <doctest/doctest.h>

#include "fold.hpp"

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

TEST_CASE("the table of a migration tool is there when a migration refers to it") {
  for (const char* table : {"schema_migrations", "schema_migrations_history", "goose_db_version", "_sqlx_migrations",
                            "flyway_schema_history", "refinery_schema_history", "gorp_migrations", "pgmigrations",
                            "atlas_schema_revisions"}) {
    CAPTURE(std::string{table});
    const std::string name(table);
    for (const std::string& statement :
         {"alter table " + name + " add column more int", "comment on table public." + name + " is 'x'",
          "delete from " + name, "create index on \"" + name + "\" (more, more)", "drop table " + name}) {
      CAPTURE(statement);
      const Folded folded = fold(statement);
      const bool is_about_column = statement.find("index") != std::string::npos;
      CHECK(folded.messages().empty() == !is_about_column);
    }
    const Folded folded = fold("alter table " + name + " add column more int");
    const Relation* relation = folded.catalog.find_relation("public", table);
    REQUIRE(relation != nullptr);
    CHECK(is_migration_table(*relation));
    CHECK(relation->find_column("more") != nullptr);
    CHECK(relation->unique_keys.size() == 1);
  }
}

TEST_CASE("one that is made by a migration is as it says") {
  const Folded folded = fold("create table schema_migrations (version varchar primary key);");
  CHECK(folded.messages() == "");
  const Relation* relation = folded.catalog.find_relation("public", "schema_migrations");
  REQUIRE(relation != nullptr);
  CHECK(relation->columns.size() == 1);
  CHECK(is_migration_table(*relation));
}

TEST_CASE("others are missing as ever") {
  CHECK(fold("alter table schema_migration add column a int").messages().find("42P01") == 0);
  CHECK(fold("create schema s; create table s.t (a int); alter table s.alembic_version add column a int")
            .messages()
            .find("42P01") == 0);
}

}  // namespace
