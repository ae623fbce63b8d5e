#include <cstdint>
#include <optional>

#include "project.hpp"

// pgscribe explain.

namespace {

using namespace pgscribe::cli::testing;

TEST_CASE("explain says why, at the place") {
  Project project;
  project.write_valid();
  project.write("schema/2_posters.sql", "CREATE TABLE posters (movie_id bigint NOT NULL, url text NOT NULL);\n");
  project.write("queries/movies.sql",
                "-- name: GetMovie :one\nSELECT m.title, p.url AS poster_url\nFROM movies m\nLEFT JOIN posters p ON "
                "p.movie_id = m.id\n"
                "WHERE m.id = @id LIMIT 1;\n\n-- name: AddMovie :exec\nINSERT INTO movies (id, title, year) VALUES "
                "($1, $2, $3);\n");
  const Run one = project.run("explain GetMovie");
  CHECK(one.exit_code == 0);
  CHECK(one.err.empty());
  CHECK(contains(one.out, "GetMovie :one at queries/movies.sql:1\n"));
  CHECK(contains(one.out, "WHERE m.id = $1 LIMIT 1\n"));
  CHECK(contains(one.out, "rows: at most one"));
  CHECK(contains(one.out, "  text  std::string                 title: not null, because movies.title is NOT NULL\n"));
  CHECK(contains(
      one.out,
      "  text  std::optional<std::string>  poster_url: nullable, because p is on the optional side of the LEFT JOIN at "
      "queries/movies.sql:4\n"));
  CHECK(contains(one.out,
                 "  bigint  std::int64_t  $1 id: not null, because nothing in the statement gives NULL a meaning\n"));
  CHECK(!contains(one.out, "AddMovie"));

  const Run all = project.run("explain");
  CHECK(contains(all.out, "GetMovie :one"));
  CHECK(contains(all.out, "AddMovie :exec"));
  CHECK(contains(
      all.out,
      "$3 year: nullable, because it is assigned to the nullable column movies.year at queries/movies.sql:8\n"));
  CHECK(project.run("explain --schema schema --queries queries").out == all.out);

  const Run unknown = project.run("explain GetMovies");
  CHECK(unknown.exit_code == 1);
  CHECK(unknown.out.empty());
  CHECK(contains(unknown.err, "there is no query \"GetMovies\" without errors [unknown-query]"));
  CHECK(contains(unknown.err, "did you mean \"GetMovie\"?"));
}

}  // namespace
