#include <doctest/doctest.h>
#include <pg_query.h>

#include <string>
#include <vector>

#include "sql/lowering.hpp"
#include "sql/sql_words.hpp"

// A newer grammar writes members and nodes that the lowering has never seen. Here they are put, one by one, into every
// object of the trees of today's statements: each has to be an error, wherever it stands.

namespace {

using namespace pgscribe;

std::string tree_of(const std::string& sql) {
  PgQueryParseResult result = pg_query_parse(sql.c_str());
  std::string json = result.error == nullptr ? result.parse_tree : "";
  pg_query_free_parse_result(result);
  REQUIRE_MESSAGE(!json.empty(), sql);
  return json;
}

std::vector<support::Diagnostic> said_of(const std::string& sql, const std::string& json) {
  const support::SourceFile file("q.sql", sql);
  support::Diagnostics diagnostics;
  const sql::OffsetMap map(0);
  sql::Lowering lowering(file.text(), map, file, diagnostics);
  static_cast<void>(sql::lower_tree(lowering, sql::ParseTree(json.c_str())));
  return diagnostics.all();
}

/// Where objects end, outside of strings. An empty one stands for a NULL in a list.
std::vector<std::size_t> object_ends(const std::string& json) {
  std::vector<std::size_t> ends;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] == '\\') {
      ++i;
    } else if (json[i] == '"') {
      in_string = !in_string;
    } else if (json[i] == '}' && json[i - 1] != '{' && !in_string) {
      ends.push_back(i);
    }
  }
  ends.pop_back();  // the whole and its "stmts" are libpg_query's, not the grammar's
  ends.pop_back();
  return ends;
}

const char* const kStatements[] = {
    "WITH RECURSIVE a (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a WHERE x < 10) SELECT DISTINCT ON (a.x) a.x AS y, "
    "count(*) FILTER (WHERE b.z IS NULL) OVER (PARTITION BY a.x ORDER BY b.z DESC NULLS LAST ROWS BETWEEN 1 PRECEDING "
    "AND CURRENT ROW) FROM ONLY a JOIN b USING (x) LEFT JOIN (VALUES (1, 'a')) v (x, w) ON v.x = a.x, LATERAL f(a.x) "
    "WITH ORDINALITY, c TABLESAMPLE system (10) WHERE NOT a.x IN (1, 2) AND EXISTS (SELECT FROM d) GROUP BY ROLLUP "
    "(a.x), b.z HAVING sum(b.z) > ALL (ARRAY[1, 2]) ORDER BY 1 LIMIT 10 OFFSET 2 FOR UPDATE OF a SKIP LOCKED",
    "SELECT CASE WHEN a THEN b[1] ELSE (c).d END, coalesce(a, b), greatest(a, b), ROW(a, b), x::numeric(10, 2), "
    "current_date, a LIKE b, a BETWEEN 1 AND 2, f(n => 1), b COLLATE \"C\", nullif(a, b), a IS NOT TRUE, $1, B'1', 1.5 "
    "FROM t",
    "INSERT INTO t (a, b) VALUES (1, DEFAULT) ON CONFLICT (a) WHERE b > 1 DO UPDATE SET b = excluded.b WHERE t.a > 1 "
    "RETURNING a AS x, t.*",
    "UPDATE t SET b = (SELECT 1), c = 3 FROM s WHERE t.id = s.id RETURNING *",
    "DELETE FROM t USING s WHERE t.id = s.id RETURNING t.id",
    "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED AND s.a > 1 THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT "
    "(id) VALUES (s.id)",
    "CREATE TABLE t (a int NOT NULL DEFAULT 1 CHECK (a > 0), b text COLLATE \"C\" REFERENCES s (b) ON DELETE CASCADE, "
    "LIKE u INCLUDING ALL, UNIQUE NULLS NOT DISTINCT (a, b), CONSTRAINT f FOREIGN KEY (a) REFERENCES s (a))",
    "ALTER TABLE t ADD COLUMN c int, ALTER COLUMN a TYPE bigint USING a::bigint, ADD CONSTRAINT u UNIQUE (a)",
    "CREATE VIEW v (x) AS SELECT a FROM t",
    "CREATE TYPE e AS ENUM ('a', 'b')",
    "CREATE DOMAIN d AS int NOT NULL CHECK (VALUE > 0)",
};

TEST_CASE("what a grammar adds to a node is an error, wherever the node stands") {
  for (const char* const statement : kStatements) {
    const std::string json = tree_of(statement);
    REQUIRE_MESSAGE(said_of(statement, json).empty(), statement);
    for (const std::size_t end : object_ends(json)) {
      std::string changed = json;
      changed.insert(end, ",\"an_addition\":true");
      CAPTURE(changed.substr(0, end + 20));
      const std::vector<support::Diagnostic> said = said_of(statement, changed);
      REQUIRE(said.size() == 1);
      CHECK(said.front().code == "0A000");
      CHECK(said.front().message.find("AN ADDITION OF") == 0);
    }
  }
}

TEST_CASE("nodes and values that nobody knows are errors in SQL's words") {
  const auto replaced = [](const char* statement, const std::string& what, const std::string& by) {
    std::string json = tree_of(statement);
    const std::size_t at = json.find(what);
    REQUIRE(at != std::string::npos);
    const auto said = said_of(statement, json.replace(at, what.size(), by));
    REQUIRE(said.size() == 1);
    return said.front().message;
  };
  CHECK(replaced("SELECT coalesce(a, b)", "CoalesceExpr", "MiracleExpr") == "MIRACLE is not supported by pgscribe");
  CHECK(replaced("SELECT 1 FROM a", "RangeVar", "RangeMiracle") == "RANGE MIRACLE is not supported by pgscribe");
  CHECK(replaced("DELETE FROM t", "DeleteStmt", "ForgetStmt") == "FORGET is not supported by pgscribe");
  CHECK(replaced("CREATE TABLE t (a int NOT NULL)", "CONSTR_NOTNULL", "CONSTR_NOT_EMPTY") ==
        "NOT EMPTY is not supported by pgscribe");
  CHECK(replaced("ALTER TABLE t SET LOGGED", "AT_SetLogged", "AT_SetMiracle") ==
        "SET MIRACLE is not supported by pgscribe");
  CHECK(replaced("SELECT a = ANY (b)", "AEXPR_OP_ANY", "AEXPR_OP_SOME") == "OP SOME is not supported by pgscribe");
}

TEST_CASE("names of the tree in SQL's way of writing") {
  CHECK(sql::sql_words("CreateStatsStmt") == "CREATE STATS");
  CHECK(sql::sql_words("AT_SetExpression") == "SET EXPRESSION");
  CHECK(sql::sql_words("without_overlaps") == "WITHOUT OVERLAPS");
  CHECK(sql::sql_words("JsonTable") == "JSON TABLE");
}

}  // namespace
