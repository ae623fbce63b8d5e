#include "project.hpp"

// pgscribe check and diff, and the forms of diagnostics.

namespace {

using namespace pgscribe::cli::testing;

TEST_CASE("check writes nothing") {
  Project project;
  project.write_valid();
  CHECK(project.run("check").exit_code == 0);
  CHECK(project.output().empty());
}

TEST_CASE("diff shows what generate would change and fails") {
  Project project;
  project.write_valid();
  const Run missing = project.run("diff");
  CHECK(missing.exit_code == 1);
  CHECK(contains(missing.out, "--- /dev/null"));
  REQUIRE(project.run("generate").exit_code == 0);
  const Run same = project.run("diff");
  CHECK(same.exit_code == 0);
  CHECK(same.out.empty());
  project.write("queries/movies.sql", "-- name: GetMovie :one\nSELECT title FROM movies WHERE id = $1;\n");
  const Run changed = project.run("diff");
  CHECK(changed.exit_code == 1);
  CHECK(contains(changed.out, "@@"));
  CHECK(contains(project.output()["movies.hpp"], "get_movie"));
}

TEST_CASE("warnings are allowed by a query or by the configuration") {
  const Project project;
  project.write_valid();
  const std::string statement = "SELECT title FROM movies;\n";
  project.write("queries/movies.sql", kGetTitle + statement);
  CHECK(contains(project.run("check").err, "[many-rows]"));
  project.write("queries/movies.sql", kGetTitle + "-- @allow many-rows\n" + statement);
  CHECK(project.run("check").err == "");
  project.write("queries/movies.sql", kGetTitle + "-- @allow null-comparison\n" + statement);
  CHECK(contains(project.run("check").err, "[many-rows]"));

  project.write("queries/movies.sql", kGetTitle + statement + "CREATE TABLE beside (id int);\n");
  CHECK(project.run("check").exit_code == 1);
  project.write("generator.yaml",
                read(project.path("generator.yaml")) + "        allow: [many-rows, unnamed-statement]\n");
  const Run allowed = project.run("check");
  CHECK(allowed.exit_code == 0);
  CHECK(allowed.err == "");
}

TEST_CASE("diagnostics for machines") {
  Project project;
  project.write_valid();
  project.write("queries/movies.sql", kGetTitle + "SELECT titel FROM movies;\n");
  const std::string json = project.run("check --diagnostics json").err;
  CHECK(contains(
      json,
      R"("file":"queries/movies.sql","line":2,"column":8,"end_line":2,"end_column":13,"severity":"error","code":"42703")"));
  const std::string sarif = project.run("check --diagnostics sarif").err;
  CHECK(contains(sarif, R"("version":"2.1.0")"));
  CHECK(contains(sarif, R"("ruleId":"42703")"));
}

}  // namespace
