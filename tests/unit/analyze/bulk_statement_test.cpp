#include <algorithm>

#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "support/diagnostics.hpp"

// Statements for a range of rows: where the rows are joined to what was written for one.

using namespace pgscribe;

namespace {

test::Schema& schema() {
  static test::Schema schema(R"sql(
    CREATE TYPE place AS (street text, number integer);
    CREATE DOMAIN score AS integer;
    CREATE TABLE t (id bigint PRIMARY KEY, a text, b numeric(8,2) UNIQUE, c text[], d place, e score);
    CREATE TABLE s (id bigint, a text);
    CREATE UNIQUE INDEX t_a ON t (lower(a));
    CREATE UNIQUE INDEX t_some ON t (a) WHERE b > 0;
  )sql");
  return schema;
}

test::Schema::Result bulk(const std::string& directive, const std::string& statement, const std::string& command) {
  return schema().analyze("-- name: Q " + command + "\n-- @bulk" + directive, statement);
}

/// What is sent, or the error.
std::string sent(const std::string& statement, const std::string& directive = "",
                 const std::string& command = ":exec") {
  const auto result = bulk(directive, statement, command);
  return result.query ? result.query->sent_sql : test::Schema::described(result.diagnostics.front());
}

const std::string kRows = "unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS bulk ";

}  // namespace

TEST_CASE("VALUES of one row become a SELECT of the rows, in their order") {
  CHECK(sent("INSERT INTO t (id, a) VALUES (@id, lower(@a))") ==
        "INSERT INTO t (id, a) SELECT bulk.id, lower(bulk.a) FROM " + kRows +
            "(id, a, ordinality) ORDER BY bulk.ordinality");
  CHECK(sent("INSERT INTO t (id, a) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING") ==
        "INSERT INTO t (id, a) SELECT bulk.id, bulk.a FROM " + kRows +
            "(id, a, ordinality) ORDER BY bulk.ordinality ON CONFLICT (id) DO NOTHING");
  CHECK(sent("INSERT INTO t (id, a) VALUES (@id, (SELECT max(s.a) FROM s WHERE s.id = @id))") ==
        "INSERT INTO t (id, a) SELECT bulk.id, (SELECT max(s.a) FROM s WHERE s.id = bulk.id) FROM "
        "unnest($1::bigint[]) WITH ORDINALITY AS bulk (id, ordinality) ORDER BY bulk.ordinality");
}

TEST_CASE("DEFAULT goes with its column") {
  const std::string tail =
      " FROM unnest($1::bigint[]) WITH ORDINALITY AS bulk (id, ordinality) ORDER BY bulk.ordinality";
  CHECK(sent("INSERT INTO t (id, a) VALUES (@id, DEFAULT)") == "INSERT INTO t (id) SELECT bulk.id" + tail);
  CHECK(sent("INSERT INTO t (a, id) VALUES (DEFAULT, @id)") == "INSERT INTO t (id) SELECT bulk.id" + tail);
  CHECK(sent("INSERT INTO t (a, b, id, e, c) VALUES (DEFAULT, default, @id, DEFAULT, '{}')") ==
        "INSERT INTO t (id, c) SELECT bulk.id, '{}'" + tail);
}

TEST_CASE("what unnest would take apart goes as text") {
  CHECK(sent("INSERT INTO t (id, c, d, e) VALUES (@id, @c, @d, @e)") ==
        "INSERT INTO t (id, c, d, e) SELECT bulk.id, (bulk.c::text[]), (bulk.d::place), bulk.e FROM "
        "unnest($1::bigint[], $2::text[], $3::text[], $4::score[]) WITH ORDINALITY AS bulk (id, c, d, e, ordinality) "
        "ORDER BY bulk.ordinality");
  const auto result = bulk("", "INSERT INTO t (id, c) VALUES (@id, @c)", ":exec");
  REQUIRE(result.query);
  CHECK(result.query->parameters[0].row_value == analyze::RowValue::each);
  CHECK(result.query->parameters[1].row_value == analyze::RowValue::text);
}

TEST_CASE("named parameters are of each row, the others of all") {
  CHECK(sent("INSERT INTO t (id, a) VALUES (@id, @a)", " (a)") ==
        "INSERT INTO t (id, a) SELECT $1, bulk.a FROM unnest($2::text[]) WITH ORDINALITY AS bulk (a, ordinality) "
        "ORDER BY bulk.ordinality");
}

TEST_CASE("rows are joined to a SELECT behind what it reads") {
  CHECK(sent("INSERT INTO t (id, a) SELECT @id, @a") == "INSERT INTO t (id, a) SELECT bulk.id, bulk.a\nFROM " + kRows +
                                                            "(id, a, ordinality)\nORDER BY bulk.ordinality");
  CHECK(sent("INSERT INTO t (id, a) SELECT s.id, @value FROM s WHERE s.a = @name") ==
        "INSERT INTO t (id, a) SELECT s.id, bulk.value FROM s, unnest($1::text[], $2::text[]) WITH ORDINALITY AS bulk "
        "(value, name, ordinality) WHERE s.a = bulk.name\nORDER BY bulk.ordinality");
}

TEST_CASE("rows are joined in front of WHERE, by names that the statement does not use") {
  const std::string source = "unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS bulk (a_, id_, ordinality)";
  CHECK(sent("UPDATE t SET a = @a WHERE id = @id") ==
        "UPDATE t SET a = bulk.a_\nFROM " + source + " WHERE id = bulk.id_");
  CHECK(sent("UPDATE t SET a = s.a || @a FROM s WHERE s.id = t.id AND t.id = @id") ==
        "UPDATE t SET a = s.a || bulk.a_ FROM s, " + source + " WHERE s.id = t.id AND t.id = bulk.id_");
  CHECK(sent("UPDATE t SET a = @b WHERE a IS DISTINCT FROM @c") ==
        "UPDATE t SET a = bulk.b\nFROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS bulk (b, c, ordinality) "
        "WHERE a IS DISTINCT FROM bulk.c");
  CHECK(sent("DELETE FROM t bulk WHERE bulk.id = @ordinality") ==
        "DELETE FROM t bulk\nUSING unnest($1::bigint[]) WITH ORDINALITY AS bulk_ (ordinality, ordinality_) WHERE "
        "bulk.id = bulk_.ordinality");
  CHECK(sent("DELETE FROM s WHERE id = @x RETURNING *", "", ":many") ==
        "DELETE FROM s\nUSING unnest($1::bigint[]) WITH ORDINALITY AS bulk (x, ordinality) WHERE id = bulk.x "
        "RETURNING id, a");
}

TEST_CASE("the source of a MERGE is made of the rows") {
  const std::string when = " ON t.id = x.id WHEN MATCHED THEN UPDATE SET a = x.a";
  CHECK(sent("MERGE INTO t USING (VALUES (@id::bigint, @a::text)) AS x (id, a)" + when) ==
        "MERGE INTO t USING (SELECT bulk.id::bigint, bulk.a::text FROM " + kRows + "(id, a, ordinality)) AS x (id, a)" +
            when);
  CHECK(sent("MERGE INTO t USING (SELECT @id::bigint AS id, @a::text AS a) AS x" + when) ==
        "MERGE INTO t USING (SELECT bulk.id::bigint AS id, bulk.a::text AS a\nFROM " + kRows +
            "(id, a, ordinality)) AS x" + when);
}

TEST_CASE("keys are conflict targets, unique keys and what WHERE compares") {
  const auto key = [](const std::string& statement) {
    const std::string text = sent(statement, " distinct");
    const std::size_t end = text.find(", bulk.ordinality DESC");
    if (end == std::string::npos) return text;
    const std::string list = text.substr(0, end).substr(text.rfind("ORDER BY ", end) + 9);
    CHECK(text.find("DISTINCT ON (" + list + ") ") != std::string::npos);
    return list;
  };
  const std::string insert = "INSERT INTO t (id, a, b) VALUES (@id, @a, @b) ON CONFLICT ";
  CHECK(key(insert + "(id) DO NOTHING") == "bulk.id");
  CHECK(key(insert + "(b) DO NOTHING") ==
        "(bulk.b)::numeric(8,2), CASE WHEN (bulk.b)::numeric(8,2) IS NULL THEN bulk.ordinality END");
  CHECK(key(insert + "(lower(a)) DO NOTHING") ==
        "lower((bulk.a)), CASE WHEN lower((bulk.a)) IS NULL THEN bulk.ordinality END");
  CHECK(key(insert + "ON CONSTRAINT t_pkey DO NOTHING") == "bulk.id");
  CHECK(key("INSERT INTO t VALUES (@id + 1) ON CONFLICT DO NOTHING") == "(bulk.id + 1)::bigint");
  CHECK(key("UPDATE t SET a = @a WHERE id = @id AND b > 0") == "bulk.id_");
  CHECK(key("DELETE FROM t WHERE lower(@a) = lower(a)") == "lower(bulk.a_)");
}

TEST_CASE("in order, a last column says which row a result is for") {
  CHECK(sent("UPDATE t SET a = @a WHERE id = @id RETURNING id", " in order", ":many") ==
        "UPDATE t SET a = bulk.a_\nFROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS bulk (a_, id_, ordinality) "
        "WHERE id = bulk.id_ RETURNING id, bulk.ordinality");
  CHECK(sent("INSERT INTO t (id, a) VALUES (@id, @a) RETURNING a AS x", " in order", ":many") ==
        "WITH bulk AS (SELECT id, a, ordinality FROM " + kRows +
            "(id, a, ordinality)), changed (column_1, key_1) AS (\nINSERT INTO t (id, a) SELECT bulk.id, bulk.a FROM "
            "bulk ORDER BY bulk.ordinality RETURNING a AS x, id)\nSELECT changed.column_1 AS x, bulk.ordinality\n"
            "FROM bulk JOIN changed ON changed.key_1 = bulk.id");
  const auto result = bulk(" in order", "DELETE FROM t WHERE id = @id RETURNING id", ":many");
  REQUIRE(result.query);
  CHECK(result.query->columns().size() == 1);
  CHECK(result.query->cardinality == analyze::Cardinality::many);
}
