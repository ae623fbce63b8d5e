#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "support/diagnostics.hpp"

namespace {

std::string message(const std::string& command, const std::string& statement) {
  const auto result = pgscribe::test::movie_schema().analyze("-- name: Q " + command, statement);
  return result.diagnostics.empty() ? "fine" : result.diagnostics.front().message;
}

const std::string kInsert = "INSERT INTO people (id, name) VALUES ($1, $2)";

}  // namespace

TEST_CASE("commands that return rows need some") {
  for (const std::string command : {":one", ":many", ":stream", ":batchone", ":batchmany", ":execlastid"}) {
    CHECK(message(command, kInsert) ==
          "query \"Q\" specifies parameter \"" + command + "\" without containing a RETURNING clause");
    CHECK(message(command, kInsert + " RETURNING id") == "fine");
  }
  CHECK(message(":one", "TRUNCATE movies") == "query \"Q\" specifies parameter \":one\" but returns no columns");
  CHECK(message(":many", "SELECT FROM movies") == "fine");
  for (const std::string command : {":exec", ":execrows", ":execresult", ":batchexec"})
    CHECK(message(command, kInsert) == "fine");
}

TEST_CASE("a batch needs parameters") {
  CHECK(message(":batchexec", "DELETE FROM movies") ==
        "query \"Q\" specifies parameter \":batchexec\" without any parameters");
}

TEST_CASE(":copyfrom takes one row of bare parameters") {
  const auto copy = [](const std::string& statement) { return message(":copyfrom", statement); };
  CHECK(copy(kInsert) == "fine");
  CHECK(copy("INSERT INTO movies (rating, title) VALUES ($1, $2)") == "fine");
  CHECK(copy("SELECT 1") == "query \"Q\" specifies parameter \":copyfrom\" but is not an INSERT");
  CHECK(copy(kInsert + " ON CONFLICT DO NOTHING") ==
        "query \"Q\" specifies parameter \":copyfrom\" but has an ON CONFLICT clause");
  CHECK(copy(kInsert + " RETURNING id") == "query \"Q\" specifies parameter \":copyfrom\" but has a RETURNING clause");
  CHECK(copy(kInsert + ", ($3, $4)") == "query \"Q\" specifies parameter \":copyfrom\" but inserts more than one row");
  CHECK(copy("INSERT INTO people (id, name) SELECT $1, $2") ==
        "query \"Q\" specifies parameter \":copyfrom\" but does not insert VALUES");
  CHECK(copy("INSERT INTO people (id, name) VALUES ($1, upper($2))") ==
        "query \"Q\" specifies parameter \":copyfrom\" but inserts something other than a parameter into \"name\"");
  CHECK(copy("INSERT INTO people (id, boss, name) VALUES ($1, $1, $2)") ==
        "query \"Q\" specifies parameter \":copyfrom\" but inserts the same parameter twice");
  CHECK(copy("WITH w AS (SELECT 1) " + kInsert) ==
        "query \"Q\" specifies parameter \":copyfrom\" but has a WITH clause");
}

TEST_CASE("the target of COPY") {
  const auto result =
      pgscribe::test::movie_schema().analyze("-- name: Q :copyfrom", "INSERT INTO people (name, id) VALUES (@n, @i)");
  REQUIRE(result.query);
  REQUIRE(result.query->copy);
  CHECK(result.query->copy->schema == "public");
  CHECK(result.query->copy->relation == "people");
  CHECK(result.query->copy->columns == std::vector<std::string>{"name", "id"});
  CHECK(result.query->copy->parameters == std::vector<int>{1, 2});
}
