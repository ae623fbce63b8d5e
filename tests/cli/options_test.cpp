#include "project.hpp"

// Options, the configuration and exit codes.

namespace {

using namespace pgscribe::cli::testing;

TEST_CASE("version, help and usage errors") {
  Project project;
  CHECK(project.run("version").out.substr(0, 9) == "pgscribe ");
  const Run help = project.run("--help");
  CHECK(help.exit_code == 0);
  CHECK(contains(help.out, "generate"));
  CHECK(contains(help.out, "Exit codes"));
  CHECK(project.run("help").out == help.out);
  CHECK(project.run("help migrate up").out == project.run("migrate up --help").out);
  CHECK(project.run("--version").out == project.run("version").out);
  const Run unknown = project.run("help migrate upp");
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.err ==
        "pgscribe: error: pgscribe migrate has no command \"upp\" [bad-usage]\n  hint: did you mean \"up\"?\n");
  CHECK(project.run("frobnicate").exit_code == 2);
  CHECK(project.run("generate --no-such-option").exit_code == 2);
}

TEST_CASE("a broken configuration is reported at its line") {
  check_rejected("generator.yaml", "version: \"2\"\nsql: [\n", "generator.yaml:");
  check_rejected("generator.yaml",
                 "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n    gen:\n   "
                 "   cpp:\n        out: out\n        nmespace: db\n",
                 "generator.yaml:9:9: error: unknown key \"nmespace\" in gen.cpp");
  check_rejected("generator.yaml",
                 "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: migrations\n    queries: queries\n    gen: "
                 "{cpp: {out: out}}\n",
                 "generator.yaml:4:13: error: file or folder \"migrations\" does not exist");
  check_rejected("generator.yaml", "", "[bad-config]");
  check_rejected("generator.yaml", "version: \"2\"\nsql: [\n", "[bad-yaml]");
  check_rejected("generator.yaml",
                 "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: none\n    gen: {cpp: "
                 "{out: out}}\n",
                 "[missing-path]");
  check_rejected("generator.yaml",
                 "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n    gen: "
                 "{cpp: {out: out, overrides: [{column: films.id, cpp_type: long}]}}\n",
                 "[unmatched-override]");
  Project project;
  project.write_valid();
  const Run unknown_entry = project.run("generate --entry nosuch");
  CHECK(unknown_entry.exit_code == 1);
  CHECK(contains(unknown_entry.err, "[missing-entry]"));
}

}  // namespace
