#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "support/diagnostics.hpp"

namespace {

pgscribe::test::Schema::Result with(const std::string& directive, const std::string& statement) {
  return pgscribe::test::movie_schema().analyze("-- name: Q :many\n-- " + directive, statement);
}

std::string message(const std::string& directive, const std::string& statement) {
  const auto result = with(directive, statement);
  return result.diagnostics.empty() ? "fine"
                                    : result.diagnostics.front().code + ": " + result.diagnostics.front().message;
}

}  // namespace

TEST_CASE("@column decides what analysis cannot know") {
  const auto not_null = with("@column year not null", "SELECT year FROM movies");
  REQUIRE(not_null.query);
  CHECK(not_null.query->columns()[0]->not_null);
  CHECK(text(not_null.query->columns()[0]->reason) == "the directive says @column year not null");
  const auto nullable = with("@row Shared\n-- @column title nullable", "SELECT id, title FROM movies");
  REQUIRE(nullable.query);
  CHECK_FALSE(nullable.query->columns()[1]->not_null);
  const auto typed = with("@column m.title type my::Title", "SELECT sqlc.embed(m) FROM movies m");
  REQUIRE(typed.query);
  CHECK(typed.query->columns()[1]->cpp_type == "my::Title");
}

TEST_CASE("@param decides for parameters") {
  const auto nullable = with("@param year nullable", "SELECT 1 FROM movies WHERE year = $1");
  REQUIRE(nullable.query);
  CHECK_FALSE(nullable.query->parameters[0].not_null);
  const auto by_number = with("@param $1 type my::Year", "SELECT 1 FROM movies WHERE year = $1");
  REQUIRE(by_number.query);
  CHECK(by_number.query->parameters[0].cpp_type == "my::Year");
}

TEST_CASE("a directive cannot contradict what is certain") {
  CHECK(message("@column title nullable", "SELECT title FROM movies") ==
        "contradicting-directive: column \"title\" is never NULL, because movies.title is NOT NULL");
  CHECK(message("@column nothing not null", "SELECT NULL::text AS nothing") ==
        "contradicting-directive: column \"nothing\" is always NULL, because it is the constant NULL");
  CHECK(
      message("@param title nullable", "UPDATE movies SET title = $1 RETURNING id") ==
      "contradicting-directive: \"title\" cannot be NULL, because it is assigned to the NOT NULL column movies.title");
  CHECK(message("@param year not null", "SELECT id FROM movies WHERE year = sqlc.narg(year)") ==
        "contradicting-directive: \"year\" can be NULL, because it is written as sqlc.narg");
  // What nothing says anything about is for the author to say.
  CHECK(message("@param year not null", "UPDATE movies SET year = $1 RETURNING id") == "fine");
  CHECK(message("@column year nullable", "SELECT year FROM movies") == "fine");
}

TEST_CASE("a directive that names nothing is an error") {
  CHECK(message("@column titel not null", "SELECT title FROM movies") ==
        "unknown-directive-subject: the query has no column named \"titel\"");
  CHECK(with("@column titel not null", "SELECT title FROM movies").diagnostics[0].hint == "did you mean \"title\"?");
  CHECK(message("@param yaer nullable", "SELECT 1 FROM movies WHERE year = $1") ==
        "unknown-directive-subject: the query has no parameter named \"yaer\"");
  CHECK(message("@column title not null", "SELECT sqlc.embed(m) FROM movies m") ==
        "unknown-directive-subject: the query has no column named \"title\"");
}

TEST_CASE("@readonly must be true") {
  const auto readonly = with("@readonly", "SELECT title FROM movies");
  REQUIRE(readonly.query);
  CHECK(readonly.query->readonly);
  const std::string refusal = "contradicting-directive: @readonly on a statement that writes";
  CHECK(message("@readonly", "DELETE FROM movies RETURNING id") == refusal);
  CHECK(message("@readonly", "WITH w AS (DELETE FROM movies RETURNING id) SELECT * FROM w") == refusal);
  CHECK(message("@readonly", "SELECT id FROM movies FOR UPDATE") == refusal);
  CHECK(message("@readonly", "SELECT * FROM (SELECT id FROM movies FOR SHARE) s") == refusal);
}

TEST_CASE("@batch is for batches") {
  CHECK(message("@batch each", "SELECT title FROM movies WHERE id = $1") ==
        "contradicting-directive: @batch on a query that is no batch");
  const auto of = [](const std::string& directives) {
    const auto result = pgscribe::test::movie_schema().analyze("-- name: Q :batchexec" + directives,
                                                               "DELETE FROM movies WHERE id = $1");
    REQUIRE(result.query);
    return result.query->batch_each;
  };
  CHECK(of("\n-- @batch each") == true);
  CHECK(of("\n-- @batch atomic") == false);
  CHECK(of("") == std::nullopt);
}

TEST_CASE("@timeout and @row") {
  const auto timed = with("@timeout 500ms", "SELECT title FROM movies");
  REQUIRE(timed.query);
  CHECK(timed.query->timeout_ms == 500);
  const auto named = with("@row Summary", "SELECT id, title FROM movies");
  REQUIRE(named.query);
  CHECK(named.query->row_name == "Summary");
}
