#include "project.hpp"

#include <sys/stat.h>

// pgscribe generate: what it makes of the files that it is given.

namespace {

using namespace pgscribe::cli::testing;

TEST_CASE("what is called .sql and cannot be read is told") {
  Project project;
  project.write_valid();
  fs::create_directories(project.path("schema/2_folder.sql"));
  REQUIRE(::mkfifo(project.path("queries/pipe.sql").c_str(), 0600) == 0);
  const Run warned = project.run("generate");
  CHECK(warned.exit_code == 0);
  CHECK(contains(warned.err,
                 "generator.yaml:4:13: warning: \"schema/2_folder.sql\" is a folder and is not read [not-a-file]"));
  CHECK(contains(warned.err,
                 "generator.yaml:5:14: warning: \"queries/pipe.sql\" is not a file and is not read [not-a-file]"));
  fs::create_symlink("nowhere", project.path("queries/lost.sql"));
  const Run dangling = project.run("generate");
  CHECK(dangling.exit_code == 1);
  CHECK(contains(dangling.err, "generator.yaml:5:14: error: \"queries/lost.sql\" is a link to nothing [missing-path]"));
  project.write("generator.yaml",
                "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema/*.sql\n    queries: queries/*.sql\n"
                "    gen: {cpp: {out: out}}\n");
  const Run globbed = project.run("generate");
  CHECK(globbed.exit_code == 1);
  CHECK(contains(globbed.err, "\"queries/lost.sql\" is a link to nothing"));
  CHECK(contains(globbed.err, "\"queries/pipe.sql\" is not a file and is not read"));
  fs::remove(project.path("generator.yaml"));
  REQUIRE(::mkfifo(project.path("generator.yaml").c_str(), 0600) == 0);
  CHECK(contains(project.run("generate").err, "\"generator.yaml\" is not a file"));
}

TEST_CASE("errors of every entry are collected") {
  Project project;
  project.write_valid();
  project.write("generator.yaml",
                "version: \"2\"\nsql:\n"
                "  - {engine: postgresql, schema: schema, queries: queries, gen: {cpp: {out: a, namespace: class}}}\n"
                "  - {engine: postgresql, schema: schema, queries: queries, gen: {cpp: {out: b, namespace: 1x}}}\n");
  const Run result = project.run("generate");
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err, "generator.yaml:3:91: error: \"class\" cannot be a namespace in C++ [bad-config]"));
  CHECK(contains(result.err, "generator.yaml:4:91: error: \"1x\" cannot be a namespace in C++ [bad-config]"));
}

TEST_CASE("hostile query files get a message, quickly") {
  check_rejected("queries/movies.sql",
                 std::string("\x7f"
                             "ELF\x02\x01\0\0\0\0\0",
                             12),
                 "[bad-file]");
  check_rejected("queries/movies.sql", kGetTitle + "SELECT '\xff\xfe';\n", "queries/movies.sql:2:9: error:");
  check_rejected("queries/movies.sql",
                 kGetTitle + "SELECT " + std::string(20000, '(') + "1" + std::string(20000, ')') + ";\n",
                 "queries/movies.sql:2:");
  std::string sum = kGetTitle + "SELECT 1";
  for (int i = 0; i < 20000; ++i) sum += "+1";
  check_rejected("queries/movies.sql", sum + ";\n", "queries/movies.sql:2:");
  check_rejected("queries/movies.sql", kGetTitle + "SELECT '" + std::string(10U << 20U, 'x') + "' FROM nowhere;\n",
                 "queries/movies.sql:2:");
}

TEST_CASE("files that hold no query are told") {
  Project project;
  project.write_valid();
  project.write("queries/empty.sql", "");
  const Run result = project.run("generate");
  CHECK(result.exit_code == 0);
  CHECK(contains(result.err, "queries/empty.sql:1:1: warning:"));
  CHECK(contains(result.err, "[no-queries]"));
}

TEST_CASE("byte order marks and CRLF are read") {
  Project project;
  project.write_valid();
  project.write("queries/movies.sql",
                "\xEF\xBB\xBF-- name: GetMovie :one\r\nSELECT *\r\nFROM movies\r\nWHERE id = $1;\r\n");
  const Run result = project.run("generate");
  CHECK_MESSAGE(result.exit_code == 0, result.err);
  project.write("queries/movies.sql", "-- name: GetMovie :one\r\nSELECT titel\r\nFROM movies;\r\n");
  CHECK(contains(project.run("check").err, "queries/movies.sql:2:8: error: column \"titel\" does not exist"));
}

TEST_CASE("line ends inside of constants are sent as they are written") {
  Project project;
  project.write_valid();
  project.write("queries/movies.sql",
                "-- name: GetMovie :one\r\nSELECT 'a\r\nb' AS x, -- c\r\n  $$d\r\ne$$ AS y\r\nFROM movies\r\nWHERE id "
                "= @id;\r\n");
  REQUIRE(project.run("generate").exit_code == 0);
  CHECK(contains(
      project.output()["movies.cpp"],
      "    .sql = \"SELECT 'a\\r\\n\"\n        \"b' AS x,\\n\"\n        \"  $$d\\r\\n\"\n        \"e$$ AS y\\n\"\n"
      "        \"FROM movies\\n\"\n        \"WHERE id = $1\",\n"));
}

TEST_CASE("text that hides what it says does not get into sources") {
  Project project;
  project.write_valid();
  project.write(
      "queries/movies.sql",
      "-- name: GetMovie :one\n-- Of \u202Eevil\u2066 intent.\nSELECT '\u202Ea' AS x FROM movies WHERE id = @id;\n");
  REQUIRE(project.run("generate").exit_code == 0);
  CHECK(contains(project.output()["movies.hpp"], "/// Of <U+202E>evil<U+2066> intent.\n"));
  CHECK(contains(project.output()["movies.cpp"], R"("SELECT '\342\200\256a' AS x)"));
  for (const auto& [name, text] : project.output()) CHECK_FALSE(contains(text, "\u202E"));
}

TEST_CASE("queries do not start from the path that a schema file leaves") {
  const Project project;
  project.write_valid();
  project.write("schema/2_app.sql", "CREATE SCHEMA app;\nSET search_path = app;\nCREATE TABLE notes (body text);\n");
  project.write("schema/3_more.sql", "CREATE TABLE more (id int);\n");
  project.write("queries/movies.sql",
                "-- name: Movies :many\nSELECT * FROM movies;\n-- name: Notes :many\nSELECT * FROM notes, app.more;\n");
  Run run = project.run("check");
  CHECK(run.exit_code == 0);
  CHECK(
      contains(run.err,
               "queries/movies.sql:4:15: warning: relation \"notes\" does not exist with search_path = $user, public, "
               "only with app, which schema/2_app.sql sets [search-path]"));
  CHECK(contains(run.err, "set search_path: [app] in the configuration"));
  CHECK_FALSE(contains(run.err, "\"movies\""));

  std::string config = read(project.path("generator.yaml"));
  config.replace(config.find("    gen:"), 0, "    search_path: [app, public]\n");
  project.write("generator.yaml", config);
  run = project.run("check");
  CHECK(run.exit_code == 0);
  CHECK(run.err == "");
  CHECK(project.run("verify --throwaway").out.find("0 differences") != std::string::npos);
}

TEST_CASE("the tables of migration tools are there for migrations and queries, and get no struct") {
  const Project project;
  project.write_valid();
  project.write("schema/2_tool.sql", "ALTER TABLE schema_migrations ADD COLUMN note text;\n");
  project.write("queries/movies.sql", "-- name: Version :one\nSELECT * FROM schema_migrations LIMIT 1;\n");
  const Run run = project.run("generate");
  CHECK(run.exit_code == 0);
  const std::string models = read(project.path("out/models.hpp"));
  CHECK(contains(models, "struct Movie"));
  CHECK_FALSE(contains(models, "SchemaMigration"));
  CHECK(contains(read(project.path("out/movies.hpp")), "struct VersionRow"));
}

TEST_CASE("stubs stand for what an extension makes") {
  const Project project;
  project.write_valid();
  project.write("schema/2_shapes.sql", "CREATE EXTENSION shapes;\nCREATE TABLE lots (id bigint, area numeric);\n");
  project.write("queries/movies.sql", "-- name: Areas :many\nSELECT half(area) AS half FROM lots;\n");
  Run run = project.run("check");
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "unknown-extension"));
  CHECK(contains(run.err, "pgscribe stub shapes --database-url URL"));
  std::string config = read(project.path("generator.yaml"));
  config.replace(config.find("    gen:"), 0, "    stubs:\n      shapes: stubs/shapes.sql\n");
  project.write("generator.yaml", config);
  project.write("stubs/shapes.sql",
                "CREATE FUNCTION half(numeric) RETURNS float8 LANGUAGE internal IMMUTABLE AS 'stub';\n");
  run = project.run("check");
  CHECK(run.err == "");
  CHECK(run.exit_code == 0);
  CHECK(project.run("stub").exit_code == 2);
}

TEST_CASE("queries are for a release of PostgreSQL, and errors name the one that would take them") {
  Project project;
  project.write_valid();
  project.write("queries/movies.sql", "-- name: Any :one\nSELECT any_value(title) FROM movies;\n");
  const Run refused = project.run("check");
  CHECK(refused.exit_code == 1);
  CHECK(contains(refused.err, "[42883]"));
  CHECK(contains(refused.err, "PostgreSQL 16 has it; this project's server_version is 15"));
  CHECK(project.run("check --server-version 16").exit_code == 0);
  CHECK(project.run("analyze --server-version 18 --schema schema --queries queries").exit_code == 0);
  project.write("queries/movies.sql", "-- name: Backup :one\nSELECT pg_start_backup('a');\n");
  CHECK(project.run("check --server-version 14").exit_code == 0);
  CHECK(contains(project.run("check").err, "PostgreSQL 14 still has it; this project's server_version is 15"));
  project.write("schema/2_random.sql", "CREATE VIEW random AS SELECT random_normal() AS number;\n");
  project.write("queries/movies.sql", "-- name: GetMovie :one\nSELECT * FROM movies WHERE id = $1;\n");
  CHECK(contains(project.run("check").err, "PostgreSQL 16 has it; this project's server_version is 15"));
  project.write("schema/2_random.sql", "CREATE VIEW random AS SELECT no_such_function() AS number;\n");
  const Run unknown = project.run("check");
  CHECK(contains(unknown.err, "[42883]"));
  CHECK_FALSE(contains(unknown.err, "server_version"));
  CHECK(project.run("check --server-version 13").exit_code == 2);
}

}  // namespace
