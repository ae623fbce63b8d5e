#include "pgscribe/testing.hpp"
#include "project.hpp"

// pgscribe drift and verify --against: a deployed database held against the migrations.

namespace {

using namespace pgscribe::cli::testing;

const std::string& server() {
  static const pgscribe::testing::TemporaryServer kServer;
  static const std::string conninfo = kServer.conninfo();
  return conninfo;
}

constexpr const char* kSchema =
    "CREATE TYPE mood AS ENUM ('sad', 'ok');\n"
    "CREATE DOMAIN year AS int NOT NULL;\n"
    "CREATE TABLE movies (id bigint PRIMARY KEY, title text NOT NULL, made year, feeling mood, code text UNIQUE, "
    "label text, serial text UNIQUE, gone text);\n"
    "CREATE TABLE tags (id int GENERATED ALWAYS AS IDENTITY, movie bigint REFERENCES movies, CHECK (id > 0));\n"
    "CREATE VIEW ids AS SELECT id FROM movies;\n"
    "CREATE FUNCTION total(a int) RETURNS int LANGUAGE sql AS 'SELECT a';\n"
    "COMMENT ON TABLE tags IS 'two\nlines';\n";

/// A project whose migrations were applied, and its database.
class DeployedProject : public Project {
 public:
  DeployedProject() : database_(server(), "template1") {
    write_valid();
    write("schema/1_movies.sql", kSchema);
    const Run applied = run("migrate up --database-url '" + database_.conninfo() + "'");
    REQUIRE_MESSAGE(applied.exit_code == 0, applied.err);
  }

  /// Changes the database behind the migrations' back.
  void change(const std::string& sql) const {
    write("hidden/1_change.sql", sql);
    const Run changed =
        run("migrate up --migrations hidden --table hidden_migrations --database-url '" + database_.conninfo() + "'");
    REQUIRE_MESSAGE(changed.exit_code == 0, changed.err);
  }

  [[nodiscard]] Run against(const std::string& command) const {
    return run(command + " --against '" + database_.conninfo() + "'");
  }

 private:
  pgscribe::testing::TemporaryDatabase database_;
};

/// What a change is to be called by drift; and by verify, where it reaches generated code.
struct Change {
  const char* sql;
  const char* drift;
  bool reaches_code;
};

const Change kChanges[] = {
    {"ALTER TABLE movies DROP COLUMN gone", "the database does not have table public.movies, column gone", true},
    {"ALTER TABLE movies ALTER COLUMN label TYPE varchar(9)",
     "table public.movies, column label: \"character varying(9)\" in the database, \"text\" by the migrations", true},
    {"ALTER TABLE movies ALTER COLUMN title DROP NOT NULL",
     "table public.movies, column title: \"text\" in the database, \"text not null\" by the migrations", true},
    {"ALTER TABLE movies ALTER COLUMN code SET NOT NULL",
     "table public.movies, column code: \"text not null\" in the database, \"text\" by the migrations", false},
    {"ALTER TABLE movies ADD COLUMN more int", "only the database has table public.movies, column more", false},
    {"ALTER TABLE movies DROP CONSTRAINT movies_code_key",
     "the database does not have table public.movies, unique movies_code_key", true},
    {"ALTER TABLE movies RENAME CONSTRAINT movies_serial_key TO other",
     "only the database has table public.movies, unique other", false},
    {"ALTER TABLE tags DROP CONSTRAINT tags_movie_fkey",
     "the database does not have table public.tags, foreign key tags_movie_fkey", false},
    {"ALTER TABLE tags DROP CONSTRAINT tags_id_check",
     "the database does not have table public.tags, check tags_id_check", false},
    {"ALTER TABLE tags ALTER COLUMN id DROP IDENTITY", "the database does not have sequence public.tags_id_seq", false},
    {"ALTER TYPE mood ADD VALUE 'happy'",
     "enum public.mood: \"sad, ok, happy\" in the database, \"sad, ok\" by the migrations", true},
    {"ALTER DOMAIN year DROP NOT NULL", "domain public.year: \"over integer\" in the database", true},
    {"DROP VIEW ids", "the database does not have view public.ids", true},
    {"DROP FUNCTION total", "the database does not have function public.total(a integer)", false},
    {"CREATE TABLE extra (id int)", "only the database has table public.extra", false},
    {"COMMENT ON TABLE tags IS 'other'",
     "table public.tags: \"-- other\" in the database, \"-- two lines\" by the migrations", false},
};

TEST_CASE("a database that is what the migrations say") {
  const DeployedProject project;
  const Run drift = project.against("drift");
  CHECK_MESSAGE(drift.exit_code == 0, drift.err);
  CHECK(contains(drift.out, " objects compared, 0 differences\n"));
  const Run verify = project.against("verify");
  CHECK_MESSAGE(verify.exit_code == 0, verify.err);
  CHECK(contains(verify.out, "1 queries, 1 parameters and 8 columns compared, 0 differences"));
}

TEST_CASE("every change is drift, and those that reach generated code fail verify") {
  const DeployedProject project;
  project.write("queries/movies.sql", "-- name: ListIds :many\nSELECT id FROM movies;\n");
  std::string script;
  std::size_t reaching = 0;
  for (const Change& change : kChanges) {
    script += change.sql + std::string(";\n");
    if (change.reaches_code) ++reaching;
  }
  project.change(script);
  const Run drift = project.against("drift");
  const Run verify = project.against("verify");
  CHECK(drift.exit_code == 1);
  CHECK(contains(drift.err, "[schema-drift]"));
  CHECK(verify.exit_code == 1);
  CHECK_MESSAGE(contains(verify.out, "compared, " + std::to_string(reaching) + " differences"), verify.err);
  for (const Change& change : kChanges) {
    CAPTURE(std::string{change.sql});
    CHECK_MESSAGE(contains(drift.err, change.drift), drift.err);
    CHECK(contains(verify.err, change.drift) == change.reaches_code);
  }
}

TEST_CASE("what reaches no generated code passes verify") {
  const DeployedProject project;
  project.change("ALTER TABLE movies ADD COLUMN more int; CREATE TABLE extra (id int);");
  CHECK(project.against("drift").exit_code == 1);
  CHECK(project.against("verify").exit_code == 0);
}

TEST_CASE("verify --against prepares every query and changes nothing") {
  const DeployedProject project;
  project.change("ALTER TABLE movies RENAME COLUMN code TO other");
  const Run verify = project.against("verify");
  CHECK(verify.exit_code == 1);
  CHECK(contains(verify.err, "the server refuses the statement: column \"code\" does not exist [42703]"));
  CHECK(project.against("verify --throwaway").exit_code == 2);
  CHECK(project.run("verify --against 'host=/nowhere'").exit_code == 2);
  CHECK(project.run("drift").exit_code == 2);
}

}  // namespace
