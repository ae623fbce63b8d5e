#include "project.hpp"

// pgscribe verify.

namespace {

using namespace pgscribe::cli::testing;

TEST_CASE("verify tells where a server differs from the analysis") {
  Project project;
  project.write_valid();
  const Run same = project.run("verify --throwaway");
  CHECK_MESSAGE(same.exit_code == 0, same.err);
  // The release that the server is not of, whichever that is.
  const Run at_15 = project.run("verify --throwaway --server-version 15");
  const Run at_18 = project.run("verify --throwaway --server-version 18");
  CHECK(contains(at_15.err + at_18.err, "warning: the server is PostgreSQL "));
  CHECK(contains(at_15.err + at_18.err, "[other-server-version]"));
  CHECK(contains(same.out, "1 queries, 1 parameters and 3 columns compared, 0 differences"));
  // What dynamic SQL does is not seen without a server.
  project.write(
      "schema/2_hidden.sql",
      "DO $$ BEGIN EXECUTE format('ALTER TABLE %I ALTER COLUMN year TYPE text', (SELECT 'movies')); END $$;\n");
  const Run different = project.run("verify --throwaway");
  CHECK(different.exit_code == 1);
  CHECK(contains(different.err, "GetMovie: column \"year\" has type int4, on the server text [differs-from-server]"));
  CHECK(project.run("verify").exit_code == 2);
}

}  // namespace
