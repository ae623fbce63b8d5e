#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "catalog/catalog.hpp"
#include "support/diagnostics.hpp"

namespace {

/// "movies.title" of each column, "-" where it is no plain column.
std::string origins(const std::string& statement) {
  auto& schema = pgscribe::test::movie_schema();
  const auto result = schema.analyze("-- name: Q :exec", statement);
  if (!result.query) return "error: " + result.diagnostics.front().message;
  std::string text;
  for (const auto* column : result.query->columns()) {
    if (!text.empty()) text += ' ';
    if (!column->origin) {
      text += '-';
      continue;
    }
    const auto& relation = *schema.catalog().relation(column->origin->relation);
    const int attribute = column->origin->attribute;
    text += relation.name + "." +
            (attribute > 0 ? relation.columns[static_cast<std::size_t>(attribute) - 1].name : "system");
  }
  return text;
}

}  // namespace

TEST_CASE("a column's origin is what the server's row description tells") {
  CHECK(origins("SELECT id, title AS t, id + 1, ctid FROM movies") == "movies.id movies.title - movies.system");
  CHECK(origins("SELECT s.a FROM (SELECT title AS a FROM movies) s") == "movies.title");
  CHECK(origins("WITH w AS (SELECT title FROM movies) SELECT title FROM w") == "movies.title");
  CHECK(origins("WITH w AS (SELECT title FROM movies) SELECT * FROM (SELECT title FROM w) s") == "movies.title");
  CHECK(origins("SELECT (SELECT title FROM movies LIMIT 1)") == "-");
  CHECK(origins("SELECT title FROM movies UNION SELECT title FROM movies") == "-");
  CHECK(origins("SELECT id FROM movies a JOIN movies b USING (id)") == "movies.id");
  CHECK(origins("SELECT id FROM movies a FULL JOIN movies b USING (id)") == "-");
  CHECK(origins("SELECT id FROM people p RIGHT JOIN movies b USING (id)") == "movies.id");
  CHECK(origins("SELECT title FROM titles") == "titles.title");
  CHECK(origins("INSERT INTO movies (title) VALUES ('x') RETURNING title") == "movies.title");
  CHECK(origins("WITH w AS (DELETE FROM movies RETURNING title) SELECT * FROM w") == "movies.title");
  CHECK(origins("WITH RECURSIVE t AS (SELECT id FROM people UNION ALL SELECT id FROM t) SELECT id FROM t") == "-");
  CHECK(origins("SELECT n FROM generate_series(1, 2) n") == "-");
}
