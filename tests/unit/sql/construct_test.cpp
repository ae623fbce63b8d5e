#include <doctest/doctest.h>

#include <string>

#include "sql/grammar_version.hpp"
#include "sql/later_keyword.hpp"
#include "sql/parse.hpp"
#include "sql/plpgsql_block.hpp"
#include "support/server_version.hpp"

// What older releases of PostgreSQL do not parse, and what newer ones no longer do.

namespace pgscribe::sql {
namespace {

struct NewConstruct {
  int since;
  const char* sql;
  const char* words;
  const char* marked;
};

constexpr NewConstruct kConstructs[] = {
    {15, "CREATE TABLE t (a int, UNIQUE NULLS NOT DISTINCT (a))", "NULLS NOT DISTINCT", "NULLS"},
    {15, "CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT", "NULLS NOT DISTINCT", "NULLS"},
    {15, "CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES u (b) ON DELETE SET NULL (a))", "columns of ON DELETE SET",
     "("},
    {15, "ALTER TABLE t SET ACCESS METHOD heap", "SET ACCESS METHOD", "ACCESS"},
    {15, "ALTER DATABASE d REFRESH COLLATION VERSION", "REFRESH COLLATION VERSION of a database", "REFRESH"},
    {15, "CREATE PUBLICATION p FOR TABLES IN SCHEMA s", "TABLES IN SCHEMA", "TABLES"},
    {15, "CREATE PUBLICATION p FOR TABLE t (a)", "columns of a published table", "t"},
    {15, "CREATE PUBLICATION p FOR TABLE t WHERE (a > 1)", "WHERE of a published table", "WHERE"},
    {15, "ALTER SUBSCRIPTION s SKIP (lsn = '0/1')", "SKIP of a subscription", "SKIP"},
    {15, "ALTER SEQUENCE s SET LOGGED", "an unlogged sequence", "LOGGED"},
    {15, "CREATE UNLOGGED SEQUENCE s", "an unlogged sequence", "UNLOGGED"},
    {16, "CREATE TABLE t (storage int STORAGE external)", "STORAGE of a column definition", "STORAGE"},
    {16, "ALTER TABLE t ALTER a SET STORAGE DEFAULT", "SET STORAGE DEFAULT", "DEFAULT"},
    {16, "REINDEX DATABASE", "REINDEX without a name", "DATABASE"},
    {16, "CREATE STATISTICS ON a, b FROM t", "CREATE STATISTICS without a name", "t"},
    {16, "GRANT a TO b WITH INHERIT TRUE", "INHERIT and SET of a granted role", "INHERIT"},
    {17, "ALTER TABLE t ALTER c SET EXPRESSION AS (a + 1)", "SET EXPRESSION", "EXPRESSION"},
    {17, "ALTER TABLE t ALTER c SET STATISTICS DEFAULT", "SET STATISTICS DEFAULT", "DEFAULT"},
    {17, "ALTER TABLE t SET ACCESS METHOD DEFAULT", "SET ACCESS METHOD DEFAULT", "DEFAULT"},
    {17, "ALTER DOMAIN d ADD CONSTRAINT c NOT NULL", "NOT NULL as a constraint that is added to a domain",
     "CONSTRAINT"},
    {18, "CREATE TABLE t (a int, CONSTRAINT n NOT NULL a)", "NOT NULL as a constraint of a table", "NOT"},
    {18, "ALTER TABLE t ADD NOT NULL a NOT VALID", "NOT NULL as a constraint of a table", "NOT"},
    {18, "CREATE TABLE t (a int NOT NULL NO INHERIT)", "NO INHERIT of NOT NULL", "NO"},
    {18, "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a) VIRTUAL)", "VIRTUAL", "VIRTUAL"},
    {18, "CREATE TABLE t (a int, virtual int GENERATED ALWAYS AS (a))", "a generated column without STORED",
     "GENERATED"},
    {18, "CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED)", "ENFORCED", "ENFORCED"},
    {18, "ALTER TABLE t ADD CHECK (a > 0) ENFORCED", "ENFORCED", "ENFORCED"},
    {18, "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u NOT ENFORCED", "ENFORCED", "ENFORCED"},
    {18, "ALTER TABLE t ALTER CONSTRAINT c NOT ENFORCED", "ENFORCED of ALTER CONSTRAINT", "ENFORCED"},
    {18, "ALTER TABLE t ALTER CONSTRAINT c NO INHERIT", "INHERIT of ALTER CONSTRAINT", "INHERIT"},
    {18, "CREATE TABLE t (a int, b int4range, PRIMARY KEY (a, b WITHOUT OVERLAPS))", "WITHOUT OVERLAPS", "WITHOUT"},
    {18, "ALTER TABLE t ADD FOREIGN KEY (a, PERIOD b) REFERENCES u (a, PERIOD b)", "PERIOD", "PERIOD"},
    {18, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO r", "ON LARGE OBJECTS of default privileges",
     "LARGE"},
    {18, "VACUUM ONLY t", "ONLY of VACUUM and ANALYZE", "ONLY"},
    {18, "ANALYZE ONLY t (a)", "ONLY of VACUUM and ANALYZE", "ONLY"},
    {15, "WITH merge AS (SELECT 1) MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", "MERGE", "MERGE"},
    {16, "SELECT 0x1F", "0x, 0o or 0b in front of a number", "0x1F"},
    {16, "SELECT -1_000", "an underscore in a number", "1_000"},
    {16, "SELECT xmlserialize(CONTENT a AS text INDENT) FROM t", "INDENT of XMLSERIALIZE", "INDENT"},
    {16, "SELECT xmlserialize(CONTENT a AS text NO INDENT) FROM t", "INDENT of XMLSERIALIZE", "INDENT"},
    {16, "SELECT a IS NOT JSON ARRAY FROM t", "IS JSON", "a"},
    {16, "SELECT json_object('a': 1)", "JSON_OBJECT with KEY, VALUE, RETURNING or NULL", "json_object"},
    {16, "SELECT json_array(1)", "JSON_ARRAY", "json_array"},
    {16, "SELECT json_array(SELECT 1)", "JSON_ARRAY", "json_array"},
    {16, "SELECT json_objectagg(a: b) FROM t", "JSON_OBJECTAGG", "json_objectagg"},
    {16, "SELECT json_arrayagg(a) FROM t", "JSON_ARRAYAGG", "json_arrayagg"},
    {17, "SELECT json(a) FROM t", "JSON()", "json"},
    {17, "SELECT json_scalar(a) FROM t", "JSON_SCALAR", "json_scalar"},
    {17, "SELECT json_serialize(a) FROM t", "JSON_SERIALIZE", "json_serialize"},
    {17, "SELECT json_exists(a, '$') FROM t", "JSON_EXISTS", "json_exists"},
    {17, "SELECT json_query(a, '$') FROM t", "JSON_QUERY", "json_query"},
    {17, "SELECT json_value(a, '$') FROM t", "JSON_VALUE", "json_value"},
    {17, "SELECT 1 FROM json_table('1', '$' COLUMNS (a int))", "JSON_TABLE", "json_table"},
    {17, "SELECT a AT LOCAL FROM t", "AT LOCAL", "LOCAL"},
    {17, "MERGE INTO t USING s ON true WHEN NOT MATCHED BY SOURCE THEN DELETE", "WHEN NOT MATCHED BY", "BY"},
    {17, "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE RETURNING a", "RETURNING of MERGE", "RETURNING"},
    {18, "DELETE FROM t RETURNING WITH (OLD AS o) o.a", "RETURNING WITH (...)", "OLD"},
};

/// The first diagnostic as `message «source»`, with its hint; empty when there is none.
struct Said {
  std::string text;
  std::string hint;
  std::string code;
};
Said said_by(const std::string& sql, int server_version) {
  const support::SourceFile file("test.sql", sql);
  support::Diagnostics diagnostics;
  static_cast<void>(parse_file(file, diagnostics, server_version));
  if (diagnostics.all().empty()) return {};
  const support::Diagnostic& first = diagnostics.all().front();
  return {first.message + " «" + std::string(file.slice(first.span)) + "»", first.hint, first.code};
}

}  // namespace

TEST_CASE("a construct is refused below its release, at its own words") {
  for (const NewConstruct& row : kConstructs) {
    CAPTURE(std::string(row.sql));
    const std::string refusal = std::string(row.words) + " needs PostgreSQL " + std::to_string(row.since) +
                                "; this project's server_version is " + std::to_string(row.since - 1) + " «" +
                                row.marked + "»";
    if (row.since <= grammar_version()) {
      const Said said = said_by(row.sql, row.since - 1);
      CHECK(said.text == refusal);
      CHECK(said.code == "42601");
      CHECK(said_by(row.sql, row.since).text.empty());
    } else {
      // An earlier grammar takes some of them for calls of functions, and knows some that no server of its time took.
      const Said said = said_by(row.sql, row.since);
      CHECK((said.code != "42601" || said.hint.find("this pgscribe reads the grammar of PostgreSQL") == 0));
    }
  }
}

TEST_CASE("what is refused below its release is given all the same, so that the rest of a schema is understood") {
  const support::SourceFile file("test.sql", "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE");
  support::Diagnostics diagnostics;
  CHECK(parse_file(file, diagnostics, support::kOldestServerVersion).size() == 1);
  REQUIRE(diagnostics.error_count() == 1);
  CHECK(diagnostics.all().front().message == "MERGE needs PostgreSQL 15; this project's server_version is 14");
}

TEST_CASE("a project for a later release than the grammar's is told so at a syntax error") {
  const std::string hint = said_by("SELECT a FRM t WHERE", support::kNewestServerVersion).hint;
  if (grammar_version() == support::kNewestServerVersion) {
    CHECK(hint.empty());
  } else if (grammar_version() == 15) {
    CHECK(hint ==
          "this pgscribe reads the grammar of PostgreSQL 15; built with a newer libpg_query it reads that of 18");
  } else {
    CHECK_FALSE(hint.empty());
  }
}

TEST_CASE("the body of a DO block is held against the release, too") {
  const support::SourceFile file("test.sql",
                                 "DO $$DECLARE c CURSOR (k int) FOR SELECT k; BEGIN OPEN c(k => 1); CLOSE c; END$$");
  const auto said = [&](int server_version) {
    support::Diagnostics diagnostics;
    const std::vector<Statement> statements = parse_file(file, diagnostics, server_version);
    static_cast<void>(parse_block(std::get<Do>(statements.front().node), file, diagnostics, server_version));
    return diagnostics.all().empty() ? std::string()
                                     : diagnostics.all().front().message + " «" +
                                           std::string(file.slice(diagnostics.all().front().span)) + "»";
  };
  CHECK(said(17) == "=> in the arguments of a cursor needs PostgreSQL 18; this project's server_version is 17 «=>»");
  CHECK(said(18).empty());
}

TEST_CASE("words that became keywords") {
  CHECK_FALSE(later_keyword("json_value", 17, 18));
  CHECK_FALSE(later_keyword("json_value", 15, 16));
  CHECK_FALSE(later_keyword("virtual", 15, 18));  // unreserved: still a name of anything
  CHECK(later_keyword("JSON_Value", 15, 18)->since == 17);

  constexpr const char* kHint =
      "json_value is a keyword since PostgreSQL 17, whose grammar is read here: as a name it is written \"json_value\"";
  for (const char* sql :
       {"SELECT json_value(a) FROM t", "SELECT json_value((a)) FROM t", "SELECT json_value(coalesce(a, b)) FROM t",
        "CREATE FUNCTION json_value(a int) RETURNS int AS '' LANGUAGE sql"}) {
    CAPTURE(std::string{sql});
    if (grammar_version() >= 17) CHECK(said_by(sql, 15).hint == kHint);
    CHECK(said_by(sql, 18).hint != kHint);
  }
  CHECK(said_by("SELECT a b c, json_value(a) FROM t", 15).hint != kHint);
}

}  // namespace pgscribe::sql
