#include "pgscribe/testing.hpp"
#include "project.hpp"

// pgscribe migrate.

namespace {

using namespace pgscribe::cli::testing;

const std::string& conninfo() {
  static const pgscribe::testing::TemporaryServer server;
  static const std::string text = server.conninfo();
  return text;
}

/// A project with two migrations and a database of its own.
class MigratedProject : public Project {
 public:
  MigratedProject() : database_(conninfo(), "template1") {
    write("generator.yaml",
          "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n    database: {uri: "
          "\"${APP_DATABASE}\"}\n    gen: {cpp: {out: out}}\n");
    write("schema/000001_movies.up.sql", "CREATE TABLE movies (id bigint PRIMARY KEY);\n");
    write("schema/000001_movies.down.sql", "DROP TABLE movies;\n");
    write("schema/000002_tags.up.sql", "CREATE TABLE tags (id int)");
    write("schema/000002_tags.down.sql", "DROP TABLE tags");
  }

  [[nodiscard]] Run migrate(const std::string& arguments) const {
    return run("migrate " + arguments, "APP_DATABASE=\"" + database_.conninfo() + "\"");
  }

 private:
  pgscribe::testing::TemporaryDatabase database_;
};

/// The lines without the times, which differ.
std::string without_times(std::string text) {
  for (std::size_t at; (at = text.find(" (")) != std::string::npos;) text.erase(at, text.find(')', at) + 1 - at);
  return text;
}

TEST_CASE("migrations go up and down, each with a line") {
  const MigratedProject project;
  CHECK(project.migrate("version").out == "none\n");
  CHECK(project.migrate("status").out == "pending 1 movies\npending 2 tags\n");
  const Run first = project.migrate("up 1");
  CHECK_MESSAGE(first.exit_code == 0, first.err);
  CHECK(without_times(first.out) == "up   1 movies\n1 migration applied\n");
  CHECK(contains(first.out, " ms)\n"));
  CHECK(without_times(project.migrate("up").out) == "up   2 tags\n1 migration applied\n");
  CHECK(without_times(project.migrate("redo").out) == "down 2 tags\nup   2 tags\n2 migrations run\n");
  CHECK(project.migrate("version").out == "2\n");
  CHECK(without_times(project.migrate("down").out) == "down 2 tags\n1 migration undone\n");
  CHECK(without_times(project.migrate("to 2").out) == "up   2 tags\n1 migration run\n");
  CHECK(without_times(project.migrate("to 0").out) == "down 2 tags\ndown 1 movies\n2 migrations run\n");
  CHECK(project.migrate("to 77").exit_code == 1);
}

TEST_CASE("a dry run prints the SQL and leaves the database alone") {
  const MigratedProject project;
  const std::string up =
      "-- up 1 movies\nCREATE TABLE movies (id bigint PRIMARY KEY);\n-- up 2 tags\nCREATE TABLE tags (id int)\n";
  CHECK(project.migrate("up --dry-run").out == up);
  CHECK(project.migrate("up --dry-run").out == up);
  CHECK(project.migrate("version").out == "none\n");
  CHECK(project.migrate("up").exit_code == 0);
  CHECK(project.migrate("redo --dry-run").out ==
        "-- down 2 tags\nDROP TABLE tags\n-- up 2 tags\nCREATE TABLE tags (id int)\n");
  CHECK(project.migrate("version").out == "2\n");
}

TEST_CASE("as JSON, an object a line") {
  const MigratedProject project;
  CHECK(project.migrate("version --json").out == "{\"version\":null}\n");
  CHECK(contains(project.migrate("up 1 --json").out,
                 "{\"version\":1,\"name\":\"movies\",\"direction\":\"up\",\"seconds\":0."));
  CHECK(project.migrate("status --json").out ==
        "{\"version\":1,\"name\":\"movies\",\"applied\":true,\"changed\":false}\n"
        "{\"version\":2,\"name\":\"tags\",\"applied\":false,\"changed\":false}\n");
  CHECK(project.migrate("up --dry-run --json").out ==
        "{\"version\":2,\"name\":\"tags\",\"direction\":\"up\",\"sql\":\"CREATE TABLE tags (id int)\\n\"}\n");
}

TEST_CASE("what was changed, failed or takes too long ends with exit code 1") {
  const MigratedProject project;
  CHECK(project.migrate("up").exit_code == 0);
  CHECK(project.migrate("validate").exit_code == 0);
  project.write("schema/000001_movies.up.sql", "CREATE TABLE movies (id bigint PRIMARY KEY, title text);\n");
  const Run changed = project.migrate("validate");
  CHECK(changed.exit_code == 1);
  CHECK(contains(changed.err, "migration 1 (movies) was changed after it was applied [migration-failed]"));
  CHECK(contains(project.migrate("status").out, "changed 1 movies\n"));
  CHECK(project.migrate("validate --allow-changed").exit_code == 0);
  project.write("schema/000003_bad.up.sql", "CREATE TABEL x ();\n");
  CHECK(contains(project.migrate("up --allow-changed").err,
                 "migration 3 (bad): syntax error at or near \"TABEL\" [42601]"));
  project.write("schema/000003_bad.up.sql", "SELECT pg_sleep(60);\n");
  CHECK(contains(project.migrate("up --allow-changed --statement-timeout 0.01").err, "[57014]"));
  project.write("schema/000003_bad.up.sql", "SELECT nosuch('x'::name);\n");
  const Run hinted = project.migrate("up --allow-changed");
  CHECK(contains(hinted.err, "hint: No function matches"));
}

TEST_CASE("create and force need no run") {
  const MigratedProject project;
  CHECK(project.migrate("create 'Add years!'").out ==
        "schema/000003_add_years.up.sql\nschema/000003_add_years.down.sql\n");
  CHECK(project.run("migrate create more --format goose --migrations schema").out == "schema/000004_more.sql\n");
  CHECK(project.migrate("create '!'").exit_code == 1);
  CHECK(project.migrate("force 2").exit_code == 0);
  CHECK(project.migrate("version").out == "2\n");
  CHECK(project.migrate("force 0").exit_code == 0);
  CHECK(project.migrate("version").out == "none\n");
}

TEST_CASE("where the migrations and the database are has to be said") {
  MigratedProject project;
  CHECK(contains(
      project.run("migrate status").err,
      "the configuration's database: uri needs the environment variable APP_DATABASE, which is not set [bad-config]"));
  CHECK(project.run("migrate status --database-url 'host=/nowhere'").exit_code == 2);
  CHECK(project.run("migrate").exit_code == 2);
  project.write("generator.yaml",
                "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: [schema, more]\n    queries: queries\n    "
                "gen: {cpp: {out: out}}\n");
  const Run several = project.run("migrate status");
  CHECK(several.exit_code == 1);
  CHECK(contains(several.err, "generator.yaml:4:"));
  CHECK(contains(several.err, "the schema of this entry is not one folder of migrations [missing-path]"));
  const Run help = project.run("migrate redo --help");
  CHECK(contains(help.out, "pgscribe migrate redo"));
}

}  // namespace
