#include <algorithm>

#include "../catalog/server.hpp"
#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "pgscribe/testing.hpp"
#include "support/diagnostics.hpp"

// A program that was generated before a table changed sends the text of its time. What it reads must be what it was
// made for, or an error; never the value of another column.

namespace {

using pgscribe::catalog::testing::Server;
using Rows = std::vector<std::vector<std::string>>;

constexpr const char* kSchema = R"sql(
  CREATE TABLE lines (id integer PRIMARY KEY, order_id integer NOT NULL, quantity integer NOT NULL, refunded integer NOT NULL, note text);
  CREATE TABLE orders (id integer PRIMARY KEY, customer text NOT NULL);
  CREATE TABLE boxes (id integer PRIMARY KEY, content lines, spare lines[]);
  CREATE TABLE "Odd" ("Id" integer PRIMARY KEY, "select" text, line lines);
  CREATE VIEW line_rows AS SELECT l.order_id, l AS line FROM lines l;
  CREATE VIEW order_lines AS SELECT o.id, array_agg(l ORDER BY l.id) AS lines FROM orders o JOIN lines l ON l.order_id = o.id GROUP BY o.id;
  CREATE FUNCTION line_of(wanted integer) RETURNS lines LANGUAGE sql AS 'SELECT l FROM lines l WHERE l.id = wanted';
  CREATE FUNCTION lines_of(wanted integer) RETURNS SETOF lines LANGUAGE sql AS 'SELECT l FROM lines l WHERE l.order_id = wanted';
  CREATE FUNCTION note_of(line lines) RETURNS text LANGUAGE sql AS 'SELECT line.note';
)sql";

constexpr const char* kStored = R"sql(
  UPDATE boxes SET content = (SELECT l FROM lines l WHERE l.id = boxes.id), spare = (SELECT array_agg(l ORDER BY l.id) || NULL FROM lines l);
  UPDATE "Odd" SET line = (SELECT l FROM lines l WHERE l.id = 1);
)sql";

constexpr const char* kData = R"sql(
  INSERT INTO orders VALUES (7, 'Ada'), (8, 'Bob'), (9, 'Nobody');
  INSERT INTO lines VALUES (1, 7, 3, 0, 'gift'), (2, 7, 5, 1, NULL), (3, 8, 9, 2, 'a "quoted", note');
  INSERT INTO boxes VALUES (1), (2), (99);
  INSERT INTO "Odd" VALUES (1, 'x');
)sql";

/// The same columns at other places, and one more.
constexpr const char* kMove = R"sql(
  ALTER TABLE lines ADD COLUMN weight integer, ADD COLUMN moved integer;
  UPDATE lines SET weight = 1500, moved = quantity;
  ALTER TABLE lines DROP COLUMN quantity;
  ALTER TABLE lines RENAME COLUMN moved TO quantity;
  ALTER TABLE "Odd" ADD COLUMN moved text;
  UPDATE "Odd" SET moved = "select";
  ALTER TABLE "Odd" DROP COLUMN "select";
  ALTER TABLE "Odd" RENAME COLUMN moved TO "select";
)sql";

constexpr const char* kReplace = R"sql(
  ALTER TABLE lines DROP COLUMN refunded, ADD COLUMN parcels integer;
  ALTER TABLE "Odd" DROP COLUMN "select", ADD COLUMN other text;
)sql";

constexpr const char* kStatements[] = {
    // names and places
    "SELECT l FROM lines l",
    "SELECT l AS line, l.id FROM lines l ORDER BY l",
    "SELECT l.* IS NULL AS absent, l FROM lines l",
    "SELECT lines FROM public.lines",
    "SELECT (l) FROM lines AS l WHERE note_of(l) IS NOT NULL",
    "SELECT o, \"Odd\" FROM \"Odd\", \"Odd\" AS o",
    "SELECT v FROM line_rows v",
    "SELECT * FROM line_rows",
    "SELECT line FROM line_rows",
    "SELECT ls.lines FROM order_lines ls",
    "SELECT content, spare FROM boxes",
    "SELECT b FROM boxes b",
    "SELECT f FROM lines_of(7) f",
    // the optional side of a join
    "SELECT o.id, l FROM orders o LEFT JOIN lines l ON l.order_id = o.id",
    "SELECT l, o.id FROM lines l RIGHT JOIN orders o ON l.order_id = o.id",
    "SELECT l, b.id FROM lines l FULL JOIN boxes b ON b.id = l.id",
    "SELECT o.id, l FROM orders o LEFT JOIN LATERAL (SELECT * FROM lines x WHERE x.order_id = o.id LIMIT 1) y ON true "
    "LEFT JOIN lines l ON l.id = y.id",
    "SELECT o.id, array_agg(l ORDER BY l.id) FROM orders o LEFT JOIN lines l ON l.order_id = o.id GROUP BY o.id",
    "SELECT o.id, array_agg(l ORDER BY l.id) FILTER (WHERE l.id IS NOT NULL) FROM orders o LEFT JOIN lines l ON "
    "l.order_id = o.id GROUP BY o.id",
    // rows that the statement makes
    "SELECT o.id, ARRAY(SELECT x FROM (SELECT l.* FROM lines l WHERE l.order_id = o.id ORDER BY id) x) FROM orders o",
    "SELECT ARRAY(SELECT ROW(l.*) FROM lines l ORDER BY l.id)",
    "SELECT array_agg(ROW(l.id, l.*) ORDER BY l.id) FROM lines l",
    "SELECT ARRAY(SELECT x FROM (TABLE lines ORDER BY id) x)",
    "SELECT ARRAY(WITH w AS (SELECT * FROM lines ORDER BY id) SELECT w FROM w)",
    "SELECT ARRAY(SELECT v FROM lines l, LATERAL (VALUES (l.*)) v ORDER BY l.id)",
    "TABLE lines ORDER BY id",
    "table only public.lines ORDER BY id",
    "TABLE lines UNION ALL SELECT * FROM lines ORDER BY 1",
    // expressions
    "SELECT ARRAY(SELECT l FROM lines l ORDER BY id) AS lines",
    "SELECT o.id, ARRAY(SELECT l FROM lines l WHERE l.order_id = o.id ORDER BY l) FROM orders o",
    "SELECT ARRAY(SELECT DISTINCT l FROM lines l ORDER BY l)",
    "SELECT o.id, (SELECT l FROM lines l WHERE l.order_id = o.id ORDER BY id LIMIT 1) FROM orders o",
    "SELECT (SELECT array_agg(l ORDER BY l.id) FROM lines l) AS lines",
    "SELECT array_agg(DISTINCT l ORDER BY l) FROM lines l",
    "SELECT (array_agg(l ORDER BY l.id))[1], (array_agg(l ORDER BY l.id))[2:3] FROM lines l",
    "SELECT coalesce(array_agg(l), '{}') FROM lines l WHERE l.id = 3",
    "SELECT coalesce(array_agg(l), '{}'::lines[]) FROM lines l WHERE l.id = 3",
    "SELECT ARRAY[l, l] FROM lines l",
    "SELECT CASE WHEN l.id > 1 THEN l END, CASE WHEN l.id > 1 THEN NULL ELSE l END FROM lines l",
    "SELECT coalesce(l, k) FROM lines k LEFT JOIN lines l ON l.id = k.id + 1",
    "SELECT l.id, lag(l) OVER (ORDER BY l.id), first_value(l) OVER (ORDER BY l.id) FROM lines l",
    "SELECT line_of(2), line_of(77)",
    "SELECT lines_of(7)",
    "SELECT unnest(array_agg(l)) FROM lines l",
    // DISTINCT, GROUP BY, ORDER BY
    "SELECT DISTINCT l FROM lines l ORDER BY l",
    "SELECT DISTINCT l AS x FROM lines l ORDER BY l",
    "SELECT DISTINCT ON (l) l AS x, l.id FROM lines l ORDER BY l, l.id",
    "SELECT l, count(*) FROM lines l GROUP BY l",
    "SELECT l AS x, note_of(l), count(*) FROM lines l GROUP BY l",
    "SELECT l FROM lines l GROUP BY l.id ORDER BY max(l.quantity)",
    "SELECT l, count(*) FROM lines l GROUP BY 1 HAVING note_of(l) IS NULL ORDER BY l",
    // WITH, sub-selects, set operations
    "WITH x AS (SELECT l, l.id FROM lines l) SELECT l FROM x WHERE (x.l).quantity > 3",
    "WITH x AS (SELECT array_agg(l ORDER BY l.id) AS ls FROM lines l) SELECT ls, a.ls FROM x AS a",
    "WITH x AS (SELECT * FROM lines) SELECT ARRAY(SELECT l FROM lines l JOIN x USING (id) ORDER BY id) AS ls",
    "SELECT s.line FROM (SELECT l AS line FROM lines l WHERE l.id < 3) s",
    "SELECT l FROM lines l UNION SELECT k FROM lines k WHERE k.id = 1",
    "SELECT l FROM lines l WHERE id = 1 UNION ALL SELECT line_of(2) UNION ALL SELECT NULL -- nothing",
    "(SELECT l FROM lines l) EXCEPT (SELECT l FROM lines l WHERE l.id = 2) ORDER BY l",
    "SELECT l FROM lines l ORDER BY l.id LIMIT 2 OFFSET 1",
    "SELECT l FROM lines l WHERE l.id = 2 FOR UPDATE OF l",
    // statements that write
    "INSERT INTO lines (id, order_id, quantity, refunded) VALUES (50, 7, 1, 0) RETURNING lines",
    "UPDATE lines AS l SET note = o.customer FROM orders o WHERE o.id = l.order_id RETURNING l, o.id",
    "DELETE FROM lines AS l WHERE l.id = 2 RETURNING l AS gone",
    "WITH gone AS (DELETE FROM lines WHERE id = 3 RETURNING *) SELECT ARRAY(SELECT l FROM lines l ORDER BY l.id), g.id "
    "FROM gone g",
    "UPDATE boxes SET content = NULL WHERE id = 1 RETURNING boxes",
};

/// Of a statement that is rolled back; rows in some order.
Rows answer(Server& server, const std::string& sql) {
  (void)server.try_run("BEGIN");
  Rows rows = server.rows(sql);
  (void)server.try_run("ROLLBACK");
  std::sort(rows.begin(), rows.end());
  return rows;
}

std::string error_code(Server& server, const std::string& sql) {
  const auto error = server.try_run(sql);
  return error ? error->code : "";
}

void run(Server& server, const char* script) {
  const auto error = server.try_run(script);
  if (error) FAIL(error->message);
}

}  // namespace

TEST_CASE("what is sent reads whole rows by the names of their columns") {
  const pgscribe::testing::TemporaryServer temporary;
  Server server(temporary.conninfo());
  for (const char* script : {kSchema, kData, kStored}) run(server, script);
  pgscribe::test::Schema schema(kSchema);

  struct Sent {
    std::string written;
    std::string sent;
    Rows rows;
  };
  std::vector<Sent> statements;
  for (const char* statement : kStatements) {
    CAPTURE(std::string{statement});
    const auto result = schema.analyze("-- name: Q :many", statement);
    for (const auto& diagnostic : result.diagnostics) FAIL_CHECK(diagnostic.message);
    if (!result.query) continue;
    CAPTURE(result.query->sent_sql);
    CHECK(result.query->sent_sql != statement);
    statements.push_back({statement, result.query->sent_sql, answer(server, result.query->sent_sql)});
    CHECK(statements.back().rows == answer(server, statement));
  }

  for (const char* script : {kMove, kStored}) run(server, script);
  for (const Sent& statement : statements) {
    CAPTURE(statement.sent);
    CHECK(answer(server, statement.sent) == statement.rows);
    CHECK(answer(server, statement.written) != statement.rows);
  }

  run(server, kReplace);
  for (const Sent& statement : statements) {
    CAPTURE(statement.sent);
    CHECK(error_code(server, statement.sent) == "42703");
  }
}
