#include "analysis_of.hpp"
#include "support/diagnostics.hpp"

namespace {

std::string hint(const std::string& statement) {
  const auto result = pgscribe::test::movie_schema().analyze("-- name: Q :exec", statement);
  return result.diagnostics.empty() ? "no diagnostic" : result.diagnostics.front().hint;
}

}  // namespace

TEST_CASE("a misspelt name gets the nearest visible one") {
  CHECK(hint("SELECT titel FROM movies") == "Perhaps you meant to reference the column \"movies.title\".");
  CHECK(hint("SELECT m.titel FROM movies m") == "Perhaps you meant to reference the column \"m.title\".");
  CHECK(hint("SELECT * FROM moveis") == "did you mean \"movies\"?");
  CHECK(hint("SELECT * FROM other.moveis") == "did you mean \"other.movies\"?");
  CHECK(hint("SELECT mv.id FROM movies mvs") == "did you mean \"mvs\"?");
  CHECK(hint("UPDATE movies SET titel = 'x'") == "did you mean \"title\"?");
  CHECK(hint("INSERT INTO movies (titel) VALUES ('x')") == "did you mean \"title\"?");
  CHECK(hint("SELECT quite_another FROM movies").empty());
}

TEST_CASE("an item that is out of reach is named") {
  CHECK(hint("SELECT movies.id FROM movies m") == "Perhaps you meant to reference the table alias \"m\".");
  CHECK(hint("SELECT * FROM movies a, (SELECT a.id) b") ==
        "There is an entry for table \"a\", but it cannot be referenced from this part of the query.");
  CHECK(hint("SELECT people.title FROM people, movies") == "did you mean \"movies.title\"?");
}

TEST_CASE("a WITH item further down is pointed out") {
  const auto result = pgscribe::test::movie_schema().analyze("-- name: Q :exec",
                                                             "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT 1");
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].detail ==
        "There is a WITH item named \"b\", but it cannot be referenced from this part of the query.");
}
