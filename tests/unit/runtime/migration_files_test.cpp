#include <doctest/doctest.h>

#include "embedded_sample.hpp"
#include "pgscribe/migrator.hpp"

using namespace pgscribe;

namespace {

Migration parse(std::string_view name, std::string_view text) {
  const MigrationFile files[] = {{name, text}};
  return parse_migrations(files).at(0);
}

}  // namespace

TEST_CASE("embedded migrations are those of the folder") {
  const auto embedded = sample::db::migrations();
  const auto read = read_migrations(EMBEDDED_MIGRATIONS);
  REQUIRE(embedded.size() == 2);
  REQUIRE(read.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(embedded[i].version == read[i].version);
    CHECK(embedded[i].name == read[i].name);
    CHECK(embedded[i].up == read[i].up);
    CHECK(embedded[i].down == read[i].down);
  }
  CHECK(embedded[0].up.find("\\back\\slashes\\") != std::string::npos);
  CHECK(embedded[0].down == "SELECT 'down';\n");
}

TEST_CASE("marks that keep a migration out of a transaction") {
  const Migration goose =
      parse("1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n");
  CHECK_FALSE(goose.transactional);
  CHECK_FALSE(goose.down_transactional);
  const Migration dbmate = parse("1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down transaction:false\nSELECT 2;\n");
  CHECK(dbmate.transactional);
  CHECK_FALSE(dbmate.down_transactional);
  CHECK(dbmate.up == "SELECT 1;\n");
  CHECK(dbmate.down == "SELECT 2;\n");
  const Migration plain = parse("1_a.up.sql", "-- no-transaction\nSELECT 1;\n");
  CHECK_FALSE(plain.transactional);
  CHECK(plain.up == "SELECT 1;\n");
  CHECK(parse("1_a.up.sql", "-- no-transaction here\nSELECT 1;\n").transactional);
}

TEST_CASE("pairs of files") {
  const MigrationFile files[] = {
      {"2_b.down.sql", "-- no-transaction\nDOWN"}, {"2_b.up.sql", "UP"}, {"1_only.down.sql", "X"}};
  const auto migrations = parse_migrations(files);
  REQUIRE(migrations.size() == 1);
  CHECK(migrations[0].name == "b");
  CHECK(migrations[0].transactional);
  CHECK_FALSE(migrations[0].down_transactional);
  const MigrationFile twice[] = {{"1_a.sql", ""}, {"01_b.sql", ""}};
  CHECK_THROWS_WITH_AS((void)parse_migrations(twice), "two migrations have the number 1: 1_a.sql and 01_b.sql",
                       std::runtime_error);
}

TEST_CASE("files that cannot be run say why") {
  using namespace std::string_view_literals;
  const auto said = [](std::string_view name, std::string_view text) {
    try {
      (void)parse(name, text);
    } catch (const std::runtime_error& error) {
      return std::string{error.what()};
    }
    return std::string{};
  };
  CHECK(said("1_a.sql", "CREATE TABLE a ();\n\0CREATE TABLE b ();"sv) == "1_a.sql holds a NUL byte");
  CHECK(said("1_a.sql", "SELECT 'caf\xE9'") == "1_a.sql is not UTF-8 text");
  CHECK(said("U1__a.sql", "DROP TABLE a") == "U1__a.sql is an undo migration of Flyway, which pgscribe does not read");
  CHECK(said("1_a.sql", "--liquibase formatted sql\n") ==
        "1_a.sql is a file of Liquibase, which pgscribe does not read");
  CHECK(said("1_a.sql", "\\ir other.sql\n") == "1_a.sql needs psql: \\ir");
  CHECK(said("a.sql", "") == "the name of the migration \"a.sql\" does not start with a number");
  CHECK(said("V1.2__a.sql", "") ==
        "the version of the migration \"V1.2__a.sql\" has several numbers; it must have one");
  CHECK(said("99999999999999999999_a.sql", "") ==
        "the number of the migration \"99999999999999999999_a.sql\" is too large");
}
