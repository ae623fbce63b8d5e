#include "analysis_of.hpp"
#include "support/diagnostics.hpp"

namespace {

/// "code «place» message" of each warning.
std::string warnings(const std::string& statement, const std::string& command = ":execresult") {
  static pgscribe::test::Schema schema(
      "CREATE TABLE film (id int PRIMARY KEY, title text NOT NULL, year int, price numeric NOT NULL DEFAULT 0);"
      "CREATE FUNCTION charge(film int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
      "CREATE FUNCTION twice(n int) RETURNS int STABLE LANGUAGE sql AS 'SELECT 2 * n';");
  std::string text;
  for (const auto& diagnostic : schema.analyze("-- name: Q " + command, statement).diagnostics) {
    text += (text.empty() ? "" : "; ") + pgscribe::test::Schema::described(diagnostic);
  }
  return text;
}

const std::string kNever = "a comparison with NULL is never true";
const std::string kConstant = "sorting by a parameter is sorting by a constant: it names no column";

}  // namespace

TEST_CASE("comparisons with NULL") {
  CHECK(warnings("SELECT id FROM film WHERE year = NULL") == "null-comparison year = NULL: " + kNever);
  CHECK(warnings("SELECT id FROM film WHERE NULL <> title") == "null-comparison NULL <> title: " + kNever);
  CHECK(warnings("SELECT id FROM film WHERE year >= NULL::int AND id = 1") ==
        "null-comparison year >= NULL: " + kNever);
  CHECK(warnings("SELECT CASE year WHEN NULL THEN 1 END FROM film").find(kNever) != std::string::npos);
  CHECK(warnings("UPDATE film SET year = 1 WHERE year = NULL") == "null-comparison year = NULL: " + kNever);
  CHECK(warnings("SELECT (SELECT year = NULL FROM film LIMIT 1)") == "null-comparison year = NULL: " + kNever);
  CHECK(warnings("WITH w AS (SELECT id FROM film WHERE year = NULL) SELECT * FROM w") ==
        "null-comparison year = NULL: " + kNever);
  CHECK(warnings("SELECT year = NULL AS x FROM film ORDER BY x") == "null-comparison year = NULL: " + kNever);
  CHECK(warnings("SELECT id FROM film WHERE year NOT IN (1, NULL)") ==
        "null-comparison NULL: with NULL in the list the condition is never true");

  CHECK(warnings("SELECT id FROM film WHERE year IS NULL AND title IS DISTINCT FROM NULL") == "");
  CHECK(warnings("SELECT id FROM film WHERE year IN (1, NULL)") == "");
  CHECK(warnings("UPDATE film SET year = NULL") == "");
  CHECK(warnings("SELECT id FROM film WHERE year = @year OR title || NULL = 'x'") == "");
}

TEST_CASE("sorting by a parameter") {
  CHECK(warnings("SELECT id FROM film ORDER BY @by::text") == "constant-order @by: " + kConstant);
  CHECK(warnings("SELECT id FROM film ORDER BY lower(@by)") == "constant-order lower: " + kConstant);
  CHECK(warnings("SELECT array_agg(id ORDER BY @by::text) FROM film") == "constant-order @by: " + kConstant);
  CHECK(warnings("SELECT row_number() OVER (ORDER BY @by::text) FROM film") == "constant-order @by: " + kConstant);

  CHECK(warnings("SELECT id FROM film ORDER BY CASE WHEN @by = 'title' THEN title END") == "");
  CHECK(warnings("SELECT id FROM film ORDER BY id + @n::int, random() + @n") == "");
  CHECK(warnings("SELECT id FROM film ORDER BY (SELECT count(*) FROM film f WHERE f.id > @n)") == "");
  CHECK(warnings("SELECT id FROM film LIMIT @n") == "");
}

TEST_CASE("rows that nobody takes") {
  const auto exec = [](const std::string& statement) { return warnings(statement, ":exec"); };
  const std::string message = "unused-result Q: query \"Q\" is a SELECT, and :exec throws its rows away";
  CHECK(exec("SELECT id FROM film") == message);
  CHECK(exec("VALUES (1)") == message);
  CHECK(exec("SELECT twice(id) FROM film") == message);
  CHECK(warnings("SELECT id FROM film WHERE id = @id", ":batchexec") ==
        "unused-result Q: query \"Q\" is a SELECT, and :batchexec throws its rows away");
  CHECK(exec("SELECT charge(id) FROM film") == "");
  CHECK(exec("SELECT f FROM charge(1) f") == "");
  CHECK(exec("SELECT pg_notify('a', @b)") == "");
  CHECK(exec("SELECT nextval('s')").find("unused-result") == std::string::npos);
  CHECK(exec("SELECT id FROM film FOR UPDATE") == "");
  CHECK(exec("WITH w AS (DELETE FROM film RETURNING id) SELECT id FROM w") == "");
  CHECK(exec("DELETE FROM film RETURNING id") == "");
  CHECK(warnings("SELECT id FROM film", ":many") == "");
}

TEST_CASE("parameters that became operators") {
  static pgscribe::test::Schema schema("CREATE TABLE film (id int PRIMARY KEY, tags text[]);");
  const auto hint = [](const std::string& statement) {
    const auto result = schema.analyze("-- name: Q :many", statement);
    REQUIRE(result.diagnostics.size() == 1);
    return result.diagnostics.front().hint;
  };
  CHECK(hint("SELECT id FROM film WHERE tags<@wanted") ==
        "\"<@\" is an operator; for the parameter write \"< @wanted\"");
  CHECK(hint("SELECT id FROM film WHERE tags @> wanted") == "");
  CHECK(
      hint("SELECT id FROM film WHERE id = ?1") ==
      "No operator matches the given name and argument type. You might need to add an explicit type cast. A parameter "
      "is written $1, @name or sqlc.arg(name).");
}
