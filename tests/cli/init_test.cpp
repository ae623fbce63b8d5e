#include "project.hpp"

// pgscribe init.

namespace {

using namespace pgscribe::cli::testing;

TEST_CASE("init writes a project that generates, and never overwrites") {
  Project project;
  REQUIRE(project.run("init").exit_code == 0);
  const std::string config = read(project.path("generator.yaml"));
  CHECK(config.rfind("# yaml-language-server: $schema=generator.schema.json\n", 0) == 0);
  CHECK(read(project.path("generator.schema.json")) == project.run("config-schema").out);
  CHECK(project.run("generate").exit_code == 0);
  CHECK(project.output("generated").count("authors.hpp") == 1);
  project.write("queries/authors.sql", "-- mine\n");
  const Run again = project.run("init");
  CHECK(again.exit_code == 1);
  CHECK(read(project.path("generator.yaml")) == config);
  CHECK(read(project.path("queries/authors.sql")) == "-- mine\n");
}

}  // namespace
