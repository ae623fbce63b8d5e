#include "pgscribe/migrator.hpp"

#include <fstream>
#include <thread>

#include "live_database.hpp"
#include "migrate/migration_lock.hpp"

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
  CHECK_THROWS_AS((void)read_migrations(folder.path), std::runtime_error);
  CHECK_THROWS((void)read_migrations(folder.path / "nothing"));
  Folder unnumbered;
  unnumbered.write("a.sql", "");
  CHECK_THROWS_AS((void)read_migrations(unnumbered.path), std::runtime_error);
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

namespace {

// Three tables with a way back.
std::vector<Migration> three() {
  std::vector<Migration> migrations;
  for (int i = 1; i <= 3; ++i) {
    const std::string table = "t" + std::to_string(i);
    migrations.push_back({.version = i * 10,
                          .name = table,
                          .up = "CREATE TABLE " + table + " ();",
                          .down = "DROP TABLE " + table + ";"});
  }
  return migrations;
}

std::int64_t tables(live::Database& live) {
  return live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname ~ '^t[0-9]$'");
}

}  // namespace

TEST_CASE("down, and to a version") {
  live::Database live;
  Migrator migrator{live.pool, three()};
  CHECK(migrator.down() == 0);
  CHECK(migrator.to(20) == 2);
  CHECK(migrator.version() == 20);
  CHECK(migrator.to(20) == 0);
  CHECK(migrator.up() == 1);
  CHECK(migrator.down() == 1);
  CHECK(migrator.version() == 20);
  CHECK(tables(live) == 2);
  CHECK(migrator.to(10) == 1);
  CHECK(migrator.to(30) == 2);
  CHECK(migrator.down(7) == 3);
  CHECK_FALSE(migrator.version());
  CHECK(tables(live) == 0);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM schema_migrations") == 0);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM schema_migrations_history") == 0);
  CHECK(migrator.up() == 3);
  CHECK(migrator.to(0) == 3);
  CHECK_THROWS_WITH_AS(migrator.to(15), "there is no migration 15", UsageError);
}

TEST_CASE("what cannot be undone") {
  live::Database live;
  auto migrations = three();
  migrations[1].down.clear();
  Migrator migrator{live.pool, migrations};
  CHECK(migrator.up() == 3);
  CHECK_THROWS_WITH_AS(migrator.down(3), "migration 20 (t2) cannot be undone: it has no down part", MigrationError);
  CHECK(migrator.version() == 20);
  migrations.pop_back();
  migrations.pop_back();
  Migrator older{live.pool, migrations};
  CHECK_THROWS_WITH_AS(older.down(), "the database is at version 20, of which there is no migration", MigrationError);
  CHECK(older.up() == 0);
}

TEST_CASE("a migration that was changed after it was applied") {
  live::Database live;
  auto migrations = three();
  CHECK(Migrator{live.pool, migrations}.to(20) == 2);
  migrations[0].up += "\r\n-- the same but for a comment";
  CHECK_THROWS_WITH_AS(Migrator(live.pool, migrations).up(), "migration 10 (t1) was changed after it was applied",
                       MigrationError);
  CHECK(Migrator{live.pool, migrations}.status()[0] ==
        MigrationStatus{.version = 10, .name = "t1", .applied = true, .changed = true});
  CHECK(Migrator{live.pool, migrations, {.allow_changed = true}}.up() == 1);
  migrations[0].up = "CREATE TABLE t1 ();\r";  // the ends of lines do not count
  CHECK(Migrator{live.pool, migrations}.up() == 0);
}

TEST_CASE("a migration that comes too late") {
  live::Database live;
  auto migrations = three();
  const Migration second = migrations[1];
  migrations.erase(migrations.begin() + 1);
  CHECK(Migrator{live.pool, migrations}.up() == 2);
  migrations.push_back(second);  // the order does not matter
  CHECK_THROWS_WITH_AS(Migrator(live.pool, migrations).up(),
                       "migration 20 (t2) is older than the database but was never applied", MigrationError);
  CHECK_FALSE(Migrator{live.pool, migrations}.status()[1].applied);
  CHECK(Migrator{live.pool, migrations, {.allow_missing = true}}.up() == 0);
  CHECK(tables(live) == 2);
}

TEST_CASE("force") {
  live::Database live;
  auto migrations = three();
  migrations[1].transactional = false;
  migrations[1].up = "CREATE TABLE t2 (); SELECT nonsense;";
  Migrator migrator{live.pool, migrations};
  CHECK_THROWS_AS(migrator.up(), MigrationError);
  CHECK_THROWS_WITH_AS((void)migrator.version(), doctest::Contains("dirty at version 20"), UsageError);
  CHECK_THROWS_AS(migrator.down(), UsageError);
  migrator.force(20);
  CHECK(migrator.version() == 20);
  CHECK(migrator.up() == 1);
  CHECK(tables(live) == 3);
  migrator.force(std::nullopt);
  CHECK_FALSE(migrator.version());
  migrator.force(30);
  CHECK(migrator.up() == 0);
  CHECK(migrator.to(0) == 3);
  CHECK(tables(live) == 0);
}

TEST_CASE("side by side with golang-migrate") {
  live::Database live;
  live.pool.execute(
      "CREATE TABLE t1 (); CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT "
      "NULL); "
      "INSERT INTO schema_migrations VALUES (10, false)");
  Migrator migrator{live.pool, three()};
  CHECK(migrator.status()[0].applied);
  CHECK(migrator.up() == 2);
  // It goes down to 20 and knows nothing of our history.
  live.pool.execute("DROP TABLE t3; UPDATE schema_migrations SET version = 20");
  CHECK_FALSE(migrator.status()[2].applied);
  CHECK(migrator.up() == 1);
  CHECK(migrator.status() ==
        std::vector<MigrationStatus>{{10, "t1", true, false}, {20, "t2", true, false}, {30, "t3", true, false}});
}

TEST_CASE("outside a transaction, there and back") {
  live::Database live;
  const MigrationFile files[] = {
      {"1_index.up.sql",
       "-- no-transaction\nCREATE INDEX CONCURRENTLY movies_year ON movies (year);\n"
       "CREATE FUNCTION twice(a int) RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN a * 2 END; END;"},
      {"1_index.down.sql", "-- no-transaction\nDROP INDEX CONCURRENTLY movies_year; DROP FUNCTION twice;"},
      {"README", "not a migration"}};
  Migrator migrator{live.pool, parse_migrations(files)};
  CHECK(migrator.up() == 1);
  CHECK(live::integer(live.pool, "SELECT twice(21)") == 42);
  CHECK(migrator.down() == 1);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname = 'movies_year'") == 0);
}

TEST_CASE("another migrator is waited for, but not for ever") {
  live::Database live;
  live.pool.execute("CREATE TABLE unrelated ()");
  auto other = live.pool.acquire();
  const std::uint32_t key =
      detail::migration_lock_key(live::text(other, "SELECT current_database()::text"), "public", "schema_migrations");
  other.execute("SELECT pg_advisory_lock(" + std::to_string(key) + ")");
  Migrator migrator{live.pool, three(), {.lock_timeout = std::chrono::milliseconds{20}}};
  CHECK_THROWS_AS(migrator.up(), LockNotAvailable);
  CHECK(tables(live) == 0);
}

TEST_CASE("a migration that ends its own transaction is not taken for one that failed without a trace") {
  live::Database live;
  const std::vector<Migration> migrations{
      {.version = 1, .name = "usual", .up = "BEGIN;\nCREATE TABLE a (i int);\nCOMMIT;\n"},
      {.version = 2, .name = "half", .up = "BEGIN; CREATE TABLE b (i int); COMMIT; SELECT 1/0;"},
      {.version = 3, .name = "never", .up = "CREATE TABLE c (i int);"}};
  Migrator migrator{live.pool, migrations};
  CHECK_THROWS_WITH_AS(migrator.up(), doctest::Contains("migration 2 (half): division by zero"), MigrationError);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname IN ('a', 'b', 'c')") == 2);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM schema_migrations WHERE version = 2 AND dirty") == 1);
  CHECK_THROWS_AS(migrator.up(), UsageError);
}

TEST_CASE("ROLLBACK in a migration undoes what it says, and no more") {
  live::Database live;
  Migrator migrator{
      live.pool,
      {{.version = 1, .name = "a", .up = "CREATE TABLE a (i int); ROLLBACK;"},
       {.version = 2, .name = "b", .up = "BEGIN; CREATE TABLE b (i int); ROLLBACK;"},
       {.version = 3, .name = "c", .up = "SAVEPOINT s; CREATE TABLE c (i int); ROLLBACK TO s; RELEASE s"}}};
  CHECK(migrator.up() == 3);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname = 'a'") == 1);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname IN ('b', 'c')") == 0);
}

TEST_CASE("a transaction that a migration does not end is not committed") {
  live::Database live;
  Migrator migrator{live.pool, {{.version = 1, .name = "a", .up = "COMMIT; BEGIN; CREATE TABLE a (i int);"}}};
  CHECK_THROWS_WITH_AS(migrator.up(), doctest::Contains("did not end the transaction that it began"), MigrationError);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname = 'a'") == 0);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM schema_migrations WHERE dirty") == 1);
}

TEST_CASE("the transaction is asked for its state before the version is written") {
  live::Database live;
  // Read with standard_conforming_strings, the COMMIT is part of a string.
  Migrator migrator{live.pool,
                    {{.version = 1, .name = "a", .up = "SET standard_conforming_strings = off"},
                     {.version = 2, .name = "b", .up = "CREATE TABLE b (); SELECT '\\''; COMMIT; SELECT '\\''"}}};
  CHECK_THROWS_WITH_AS(migrator.up(), doctest::Contains("ended the transaction that it ran in"), MigrationError);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM schema_migrations WHERE version = 2 AND dirty") == 1);
}

TEST_CASE("a role that a migration takes does not stay") {
  live::Database live;
  live.pool.execute("DROP ROLE IF EXISTS migrator_lowly; CREATE ROLE migrator_lowly");
  const std::string taken[] = {"SET ROLE migrator_lowly", "SET SESSION AUTHORIZATION migrator_lowly"};
  std::vector<Migration> migrations;
  for (const bool transactional : {true, false}) {
    for (const std::string& take : taken) {
      const auto version = static_cast<std::int64_t>(migrations.size() + 1);
      const std::string table = "t" + std::to_string(version);
      migrations.push_back({.version = version,
                            .name = table,
                            .up = "CREATE TABLE " + table + " (); " + take,
                            .down = "DROP TABLE " + table + "; " + take,
                            .transactional = transactional,
                            .down_transactional = transactional});
    }
  }
  Migrator migrator{live.pool, migrations};
  CHECK(migrator.up() == 4);
  CHECK(migrator.down(4) == 4);
  // One that fails leaves nobody with the role either.
  Migrator failing{live.pool, {{.version = 1, .name = "a", .up = "SET ROLE migrator_lowly; CREATE TABLE a ()"}}};
  CHECK_THROWS_AS(failing.up(), MigrationError);
  CHECK(live::text(live.pool, "SELECT current_user") != "migrator_lowly");
  CHECK(Migrator(live.pool, {{.version = 1, .name = "a", .up = "CREATE TABLE a ()"}}).up() == 1);
}

TEST_CASE("junk is refused before anything runs") {
  live::Database live;
  using namespace std::string_literals;
  const std::vector<Migration> nul{{.version = 1, .name = "good", .up = "CREATE TABLE good ()"},
                                   {.version = 2, .name = "bad", .up = "SELECT 1;\0CREATE TABLE bad ()"s}};
  CHECK_THROWS_AS(Migrator(live.pool, nul), ConversionError);
  const std::vector<Migration> latin1{{.version = 1, .name = "bad", .up = "SELECT 1", .down = "SELECT 'caf\xE9'"}};
  CHECK_THROWS_WITH_AS(Migrator(live.pool, latin1), "migration 1 (bad) is not UTF-8 text", UsageError);
}

TEST_CASE("COPY with its data") {
  live::Database live;
  const std::string copy = "CREATE TABLE copied (a int, b text);\nCOPY copied FROM stdin;\n1\tx;\n2\t\\N\n\\.\n";
  Migrator migrator{live.pool,
                    {{.version = 1, .name = "a", .up = copy + "CREATE TABLE after ();"},
                     {.version = 2, .name = "b", .up = "COPY copied FROM stdin;\nnot a number\t\n\\.\n"}}};
  CHECK_THROWS_WITH_AS(migrator.up(), doctest::Contains("migration 2 (b): invalid input syntax for type integer"),
                       MigrationError);
  CHECK(migrator.version() == 1);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM copied WHERE b IS NULL OR b = 'x;'") == 2);
}

TEST_CASE("dbmate's table is used as dbmate does") {
  live::Database live;
  live.pool.execute(
      "CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY); CREATE TABLE t1 (); "
      "INSERT INTO schema_migrations VALUES ('10')");
  auto migrations = three();
  Migrator migrator{live.pool, migrations};
  CHECK(migrator.version() == 10);
  CHECK(migrator.up() == 2);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM schema_migrations WHERE version IN ('10', '20', '30')") == 3);
  CHECK(migrator.down() == 1);
  CHECK(migrator.version() == 20);
  live.pool.execute("DELETE FROM schema_migrations WHERE version = '10'");
  CHECK_THROWS_WITH_AS(migrator.up(), doctest::Contains("older than the database but was never applied"),
                       MigrationError);
  CHECK_FALSE(migrator.status()[0].applied);
  migrator.force(20);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM schema_migrations") == 2);
  migrations[2].transactional = false;
  CHECK_THROWS_WITH_AS((Migrator{live.pool, migrations}.up()), doctest::Contains("the table of dbmate cannot say"),
                       MigrationError);
  CHECK(tables(live) == 2);
}

TEST_CASE("goose's table is used when it is named") {
  live::Database live;
  live.pool.execute(
      "CREATE TABLE goose_db_version (id serial PRIMARY KEY, version_id bigint NOT NULL, is_applied boolean NOT NULL, "
      "tstamp timestamp DEFAULT now()); INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, true), (10, "
      "true), (20, true), (20, false); CREATE TABLE t1 ()");
  CHECK_THROWS_WITH_AS((Migrator{live.pool, three()}.up()),
                       "this database is migrated by goose (it has the table \"goose_db_version\"): go on with that "
                       "tool, or name its table in MigratorOptions::table, or call force() with the version that it "
                       "has reached",
                       UsageError);
  Migrator migrator{live.pool, three(), {.table = "goose_db_version"}};
  CHECK(migrator.version() == 10);
  CHECK(migrator.up() == 2);
  CHECK(live::integer(live.pool, "SELECT max(version_id) FROM goose_db_version WHERE is_applied") == 30);
  CHECK(migrator.to(0) == 3);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM goose_db_version WHERE version_id = 0") == 1);
}

TEST_CASE("the tables of other tools are not written to") {
  for (const char* table : {"_sqlx_migrations", "flyway_schema_history", "refinery_schema_history", "databasechangelog",
                            "gorp_migrations", "schema_version", "atlas_schema_revisions"}) {
    CAPTURE(std::string{table});
    live::Database live;
    live.pool.execute(std::string{"CREATE TABLE "} + table + " (x int); CREATE TABLE t1 ()");
    Migrator migrator{live.pool, three()};
    CHECK_THROWS_WITH_AS(migrator.up(), doctest::Contains(table), UsageError);
    CHECK_THROWS_AS((void)migrator.status(), UsageError);
    migrator.force(10);
    CHECK(migrator.up() == 2);
    CHECK(live::integer(live.pool, std::string{"SELECT count(*) FROM "} + table) == 0);
  }
  live::Database live;
  live.pool.execute("CREATE TABLE schema_migrations (a int)");
  CHECK_THROWS_WITH_AS((Migrator{live.pool, three()}.up()), doctest::Contains("is none of migrations that can be used"),
                       UsageError);
}

TEST_CASE("new migrations") {
  Folder folder;
  const auto names = [](const std::vector<fs::path>& paths) {
    std::string text;
    for (const auto& path : paths) text += path.filename().string() + ' ';
    return text;
  };
  CHECK(names(create_migration(folder.path, "Add movies!")) == "000001_add_movies.up.sql 000001_add_movies.down.sql ");
  CHECK(names(create_migration(folder.path, "more", MigrationFormat::goose)) == "000002_more.sql ");
  folder.write("0041_x.sql", "");
  CHECK(names(create_migration(folder.path, "last", MigrationFormat::dbmate)) == "0042_last.sql ");
  CHECK_THROWS_AS(create_migration(folder.path, " ! "), std::runtime_error);
  CHECK_THROWS(create_migration(folder.path / "nothing", "x"));
  CHECK(read_migrations(folder.path).size() == 4);
}

TEST_CASE("steps are told with their times, in a dry run without anything being changed") {
  live::Database live;
  const std::vector<Migration> migrations{
      {.version = 1, .name = "a", .up = "CREATE TABLE a ()", .down = "DROP TABLE a"},
      {.version = 2, .name = "b", .up = "CREATE TABLE b ()", .down = "DROP TABLE b"}};
  std::vector<std::string> steps;
  bool took_time = false;
  MigratorOptions options;
  options.on_step = [&](const MigrationStep& step) {
    steps.push_back((step.up ? "up " : "down ") + std::string{step.name} + ": " + std::string{step.sql});
    took_time = step.duration > std::chrono::nanoseconds{0};
  };
  options.dry_run = true;
  Migrator dry{live.pool, migrations, options};
  CHECK(dry.up() == 2);
  CHECK(steps == std::vector<std::string>{"up a: CREATE TABLE a ()", "up b: CREATE TABLE b ()"});
  CHECK_FALSE(took_time);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname IN ('a', 'b', 'schema_migrations')") ==
        0);

  options.dry_run = false;
  Migrator migrator{live.pool, migrations, options};
  steps.clear();
  CHECK(migrator.validate() == 2);
  CHECK(migrator.up(1) == 1);
  CHECK(took_time);
  CHECK(migrator.up() == 1);
  CHECK(migrator.validate() == 0);
  CHECK(migrator.redo() == 2);
  CHECK(steps == std::vector<std::string>{"up a: CREATE TABLE a ()", "up b: CREATE TABLE b ()", "down b: DROP TABLE b",
                                          "up b: CREATE TABLE b ()"});
  steps.clear();
  CHECK(dry.down(2) == 2);
  CHECK(dry.redo() == 2);
  CHECK(migrator.version() == 2);
  CHECK(migrator.down(2) == 2);
  CHECK(migrator.redo() == 0);
}

TEST_CASE("statement_timeout is for each statement of a migration") {
  live::Database live;
  Migrator migrator{live.pool,
                    {{.version = 1, .name = "slow", .up = "SELECT pg_sleep(60)"}},
                    {.statement_timeout = std::chrono::milliseconds{10}}};
  CHECK_THROWS_AS(migrator.up(), MigrationError);
  CHECK_FALSE(migrator.version());
}
