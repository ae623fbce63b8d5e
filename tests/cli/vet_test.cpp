#include "project.hpp"

// pgscribe vet: findings, exit codes, and what says that one is meant.

namespace {

using namespace pgscribe::cli::testing;

const std::string kForget = "-- name: ForgetAll :exec\n";

TEST_CASE("a finding is a warning, and the exit code is 1") {
  const Project project;
  project.write_valid();
  CHECK(project.run("vet").exit_code == 0);
  CHECK(project.run("vet").err == "");
  project.write("queries/movies.sql", kForget + "DELETE FROM movies;\n");
  const Run found = project.run("vet");
  CHECK(found.exit_code == 1);
  CHECK(found.out == "");
  CHECK(contains(found.err, "queries/movies.sql:2:13: warning: DELETE of \"movies\" has no WHERE"));
  CHECK(contains(found.err, "[unfiltered-change]"));
  CHECK(contains(found.err, "hint: "));
  CHECK(project.run("check").err == "");
  CHECK(project.output().empty());
}

TEST_CASE("warnings of the analysis and errors are findings, too") {
  const Project project;
  project.write_valid();
  project.write("queries/movies.sql", "-- name: NeverTrue :many\nSELECT id FROM movies WHERE year = NULL;\n");
  CHECK(project.run("check").exit_code == 0);
  CHECK(project.run("vet").exit_code == 1);
  project.write("queries/movies.sql", "-- name: Wrong :many\nSELECT nothing FROM movies;\n");
  CHECK(project.run("vet").exit_code == 1);
  CHECK(project.run("vet --config nowhere.yaml").exit_code == 1);
  CHECK(project.run("vet --no-such-option").exit_code == 2);
}

TEST_CASE("what is meant is allowed") {
  const Project project;
  project.write_valid();
  project.write("queries/movies.sql", kForget + "-- @allow unfiltered-change\nDELETE FROM movies;\n");
  CHECK(project.run("vet").exit_code == 0);
  project.write("schema/2_index.sql", "CREATE INDEX movies_year ON movies (year);\n");
  CHECK(contains(project.run("vet").err, "schema/2_index.sql:1:14: warning:"));
  project.write("schema/2_index.sql", "-- @allow blocking-index\nCREATE INDEX movies_year ON movies (year);\n");
  CHECK(project.run("vet").exit_code == 0);
}

TEST_CASE("the forms of findings, and inputs without a configuration") {
  const Project project;
  project.write_valid();
  project.write("queries/movies.sql", kForget + "DELETE FROM movies;\n");
  CHECK(contains(project.run("vet --diagnostics json").err, "\"code\":\"unfiltered-change\""));
  const Run sarif = project.run("vet --diagnostics sarif --schema schema --queries queries");
  CHECK(sarif.exit_code == 1);
  CHECK(contains(sarif.err, "unfiltered-change"));
  CHECK(contains(sarif.err, "\"warning\""));
}

TEST_CASE("vet says how it is used, with an example") {
  const Run help = Project().run("vet --help");
  CHECK(help.exit_code == 0);
  CHECK(contains(help.out, "pgscribe vet --diagnostics sarif"));
  CHECK(contains(help.out, "start_after"));
}

}  // namespace
