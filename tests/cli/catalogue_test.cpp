#include "project.hpp"

// pgscribe catalogue: what it writes, and when it writes nothing.

namespace {

using namespace pgscribe::cli::testing;

TEST_CASE("a site is written, and again only where it differs") {
  const Project project;
  project.write_valid();
  const Run first = project.run("catalogue --out site");
  CHECK(first.exit_code == 0);
  CHECK(first.err == "");
  CHECK(contains(first.out, "1 tables and views, 1 queries: site/index.html"));
  const auto files = project.output("site");
  for (const char* name :
       {"index.html", "tables.html", "queries.html", "migrations.html", "style.css", "script.js", "search.js"}) {
    CAPTURE(std::string{name});
    CHECK(files.count(name) == 1);
  }
  const auto written = fs::last_write_time(project.path("site/index.html"));
  CHECK(project.run("catalogue --out site").exit_code == 0);
  CHECK(fs::last_write_time(project.path("site/index.html")) == written);
  CHECK(project.output("site") == files);
  CHECK(contains(files.at("queries.html"), "GetMovie"));
  CHECK(contains(files.at("tables.html"), "schema/1_movies.sql:1"));
}

TEST_CASE("nothing is written when anything is wrong") {
  const Project project;
  project.write_valid();
  REQUIRE(project.run("catalogue --out site").exit_code == 0);
  const auto before = project.output("site");
  project.write("queries/movies.sql", "-- name: GetMovie :one\nSELECT nothing FROM movies;\n");
  const Run wrong = project.run("catalogue --out site");
  CHECK(wrong.exit_code == 1);
  CHECK(contains(wrong.err, "column \"nothing\" does not exist"));
  CHECK(project.output("site") == before);
  CHECK(project.run("catalogue --out other").exit_code == 1);
  CHECK(!fs::exists(project.path("other")));
}

TEST_CASE("files of someone else stay") {
  const Project project;
  project.write_valid();
  project.write("site/index.html", "<h1>Ours</h1>\n");
  const Run run = project.run("catalogue --out site");
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "site/index.html"));
  CHECK(project.output("site").size() == 1);
  CHECK(project.run("catalogue --out generator.yaml").exit_code == 1);
  CHECK(project.run("catalogue").exit_code == 2);
}

TEST_CASE("without graphviz there is no diagram, and it is said") {
  const Project project;
  project.write_valid();
  const Run run = project.run("catalogue --out site", "PATH=/nowhere");
  CHECK(run.exit_code == 0);
  CHECK(contains(run.out, "no diagram: dot of graphviz is not there, or failed"));
  CHECK(contains(read(project.path("site/index.html")), "There is no diagram"));
  CHECK(!contains(read(project.path("site/index.html")), "<svg"));
}

}  // namespace
