#include "pgscribe/migrator.hpp"

#include <fstream>
#include <thread>

#include "live_database.hpp"

using namespace pgscribe;
namespace fs = std::filesystem;

namespace {

/// A folder that is removed with the object.
struct Folder {
  fs::path path = fs::path{live::server().directory()} / ("migrations" + std::to_string(++count));
  Folder() { fs::create_directory(path); }
  ~Folder() { fs::remove_all(path); }
  void write(const std::string& name, const std::string& text) const { std::ofstream{path / name} << text; }

  static inline int count = 0;
};

}  // namespace

TEST_CASE("folders of golang-migrate") {
  live::Database live;
  Folder folder;
  folder.write("9_nine.up.sql", "CREATE TABLE nine (id int);");
  folder.write("9_nine.down.sql", "DROP TABLE nine;");
  folder.write("10_ten.up.sql", "ALTER TABLE nine ADD ten int; SELECT set_config('search_path', '', false);");
  folder.write("11_eleven.up.sql", "CREATE TABLE eleven (id int);");
  Migrator migrator{live.pool, read_migrations(folder.path)};
  CHECK_FALSE(migrator.version());
  CHECK(migrator.up() == 3);
  CHECK(migrator.version() == 11);
  CHECK(migrator.up() == 0);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM information_schema.columns WHERE table_name = 'nine'") == 2);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM schema_migrations WHERE version = 11 AND NOT dirty") == 1);
}

TEST_CASE("files of goose and dbmate, and plain ones") {
  Folder folder;
  folder.write("00001_goose.sql",
               "-- +goose Up\n-- +goose StatementBegin\nCREATE TABLE a ();\n-- +goose StatementEnd\n-- +goose "
               "Down\nDROP TABLE a;\n");
  folder.write("20240101_dbmate.sql",
               "-- migrate:up transaction:false\nCREATE TABLE b ();\n-- migrate:down\nDROP TABLE b;\n");
  folder.write("3_plain.sql", "CREATE TABLE c ();");
  folder.write("00004_loose.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE TABLE d ();\n");
  folder.write("README.md", "no migration");
  const auto migrations = read_migrations(folder.path);
  REQUIRE(migrations.size() == 4);
  CHECK(migrations[0].name == "goose");
  CHECK(migrations[0].up == "CREATE TABLE a ();\n");
  CHECK(migrations[0].down == "DROP TABLE a;\n");
  CHECK(migrations[1].up == "CREATE TABLE c ();\n");
  CHECK(migrations[1].transactional);
  CHECK_FALSE(migrations[2].transactional);
  CHECK(migrations[3].version == 20240101);
  CHECK_FALSE(migrations[3].transactional);
  live::Database live;
  CHECK(Migrator{live.pool, migrations}.up() == 4);
}

TEST_CASE("a migration that fails leaves no trace") {
  live::Database live;
  Folder folder;
  folder.write("1_good.up.sql", "CREATE TABLE good ();");
  folder.write("2_bad.up.sql", "CREATE TABLE half (); SELECT nonsense;");
  Migrator migrator{live.pool, read_migrations(folder.path)};
  try {
    migrator.up();
    FAIL("applied");
  } catch (const MigrationError& error) {
    CHECK(error.version() == 2);
    CHECK(error.sqlstate() == "42703");
    CHECK(std::string{error.what()}.find("2 (bad)") != std::string::npos);
  }
  CHECK(migrator.version() == 1);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname = 'half'") == 0);
}

TEST_CASE("outside a transaction a failure leaves the database dirty") {
  live::Database live;
  Folder folder;
  folder.write("1_concurrently.sql",
               "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY movies_year ON movies "
               "(year);\nCREATE INDEX CONCURRENTLY movies_year2 ON movies (year);\n");
  folder.write("2_bad.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE TABLE half ();\nSELECT nonsense;\n");
  Migrator migrator{live.pool, read_migrations(folder.path)};
  CHECK_THROWS_AS(migrator.up(), MigrationError);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname LIKE 'movies_year%'") == 2);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname = 'half'") == 1);
  CHECK_THROWS_AS(migrator.up(), UsageError);
}

TEST_CASE("folders that cannot be read") {
  Folder folder;
  folder.write("1_a.sql", "");
  folder.write("1_b.sql", "");
  CHECK_THROWS_AS(read_migrations(folder.path), std::runtime_error);
  CHECK_THROWS(read_migrations(folder.path / "nothing"));
  Folder unnumbered;
  unnumbered.write("a.sql", "");
  CHECK_THROWS_AS(read_migrations(unnumbered.path), std::runtime_error);
}

TEST_CASE("two migrators at the same time") {
  live::Database live;
  Folder folder;
  for (int i = 1; i <= 20; ++i)
    folder.write(std::to_string(i) + "_t.up.sql", "CREATE TABLE t" + std::to_string(i) + " ();");
  std::size_t applied[2] = {};
  const auto run = [&](std::size_t i) { applied[i] = Migrator{live.pool, read_migrations(folder.path)}.up(); };
  std::thread other{run, 1};
  run(0);
  other.join();
  CHECK(applied[0] + applied[1] == 20);
}
