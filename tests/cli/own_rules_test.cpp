#include "project.hpp"

// Rules of vet that a project brings itself: where findings stand, what allows them, what is wrong with a rule.

namespace {

using namespace pgscribe::cli::testing;

/// A project with one rule, in generator.yaml from line 8 on.
void write_rule(const Project& project, const std::string& lines) {
  project.write_valid();
  project.write("generator.yaml",
                "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n    vet:\n"
                "      rules:\n" +
                    lines + "    gen: {cpp: {out: out}}\n");
}

const std::string kNoStar =
    "        - name: no-star\n          message: name the columns\n"
    "          sql: SELECT name AS query FROM query WHERE has_star\n";

TEST_CASE("a row is a finding, and the exit code is 1") {
  const Project project;
  write_rule(project, kNoStar);
  const Run found = project.run("vet");
  CHECK(found.exit_code == 1);
  CHECK(contains(found.err, "queries/movies.sql:1:10: warning: name the columns [no-star]"));
  CHECK(contains(project.run("vet --diagnostics json").err, "\"code\":\"no-star\""));
  CHECK(contains(project.run("vet --diagnostics sarif").err, "\"ruleId\":\"no-star\""));
  CHECK(project.run("check").exit_code == 0);
  project.write("queries/movies.sql", "-- name: GetMovie :one\nSELECT id FROM movies WHERE id = $1;\n");
  CHECK(project.run("vet").exit_code == 0);
}

TEST_CASE("every command knows the names that can be allowed") {
  const Project project;
  write_rule(project, kNoStar);
  project.write("queries/movies.sql",
                "-- name: GetMovie :one\n-- @allow no-star\nSELECT * FROM movies WHERE id = $1;\n");
  for (const char* command : {"vet", "check", "generate", "diff", "analyze", "explain"}) {
    CAPTURE(std::string{command});
    const Run run = project.run(command);
    CHECK(run.exit_code == 0);
    CHECK(run.err == "");
  }
  project.write("queries/movies.sql",
                "-- name: GetMovie :one\n-- @allow no-stra\nSELECT * FROM movies WHERE id = $1;\n");
  const Run mistyped = project.run("check");
  CHECK(mistyped.exit_code == 1);
  CHECK(contains(mistyped.err, "did you mean \"no-star\"?"));
}

TEST_CASE("an error in a rule stands at its place in the configuration") {
  const Project project;
  write_rule(project,
             "        - name: no-star\n          message: text\n          sql: |\n"
             "            SELECT name AS query\n            FROM query WHERE has_stra\n");
  const Run run = project.run("vet");
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "generator.yaml:12:30: error: no such column: has_stra [bad-rule]"));
  CHECK(contains(run.err, "^~~~~~~~"));
}

TEST_CASE("rules are not asked while there are errors") {
  const Project project;
  write_rule(project,
             "        - name: no-queries\n          sql: SELECT 'no query' AS message WHERE NOT EXISTS "
             "(SELECT * FROM query)\n");
  project.write("queries/movies.sql", "-- name: GetMovie :one\nSELECT nothing FROM movies WHERE id = $1;\n");
  const Run run = project.run("vet");
  CHECK(run.exit_code == 1);
  CHECK(!contains(run.err, "no query"));
  CHECK(contains(run.err, "column \"nothing\" does not exist"));
}

TEST_CASE("what is wrong with the configuration of a rule is said by every command") {
  const struct {
    const char* rule;
    const char* message;
  } kCases[] = {
      {"        - sql: SELECT 1\n", "a rule of vet needs \"name\""},
      {"        - name: a\n", "a rule of vet needs \"sql\""},
      {"        - name: No Star\n          sql: SELECT 1\n", "\"No Star\" is no name for a rule"},
      {"        - name: offset-page\n          sql: SELECT 1\n", "there is a rule or warning \"offset-page\" already"},
      {"        - name: a\n          sql: SELECT 1\n        - name: a\n          sql: SELECT 1\n",
       "there is a rule or warning \"a\" already"},
      {"        - name: a\n          sql: SELECT 1\n          severity: note\n",
       "\"severity\" must be one of: warning, error"},
      {"        - name: a\n          rule: SELECT 1\n", "unknown key \"rule\" in a rule of vet"},
      {"        a: b\n", "\"rules\" of vet must be a list"},
  };
  for (const auto& given : kCases) {
    CAPTURE(std::string{given.message});
    const Project project;
    write_rule(project, given.rule);
    const Run run = project.run("check");
    CHECK(run.exit_code == 1);
    CHECK_MESSAGE(contains(run.err, given.message), run.err);
  }
}

}  // namespace
