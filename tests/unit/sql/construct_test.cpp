#include <doctest/doctest.h>

#include <string>

#include "sql/grammar_version.hpp"
#include "sql/later_keyword.hpp"
#include "sql/parse.hpp"
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

/// The only diagnostic as `message «source»`, with its hint; empty when there is none.
struct Said {
  std::string text;
  std::string hint;
};
Said said_by(const std::string& sql, int server_version) {
  const support::SourceFile file("test.sql", sql);
  support::Diagnostics diagnostics;
  static_cast<void>(parse_file(file, diagnostics, server_version));
  if (diagnostics.all().empty()) return {};
  const support::Diagnostic& first = diagnostics.all().front();
  CHECK(first.code == "42601");
  return {first.message + " «" + std::string(file.slice(first.span)) + "»", first.hint};
}

}  // namespace

TEST_CASE("a construct is refused below its release, at its own words") {
  for (const NewConstruct& row : kConstructs) {
    CAPTURE(row.sql);
    const std::string refusal = std::string(row.words) + " needs PostgreSQL " + std::to_string(row.since) +
                                "; this project's server_version is " + std::to_string(row.since - 1) + " «" +
                                row.marked + "»";
    if (row.since <= grammar_version()) {
      CHECK(said_by(row.sql, row.since - 1).text == refusal);
      CHECK(said_by(row.sql, row.since).text.empty());
    } else {
      // An earlier grammar takes some of them for calls of functions.
      const Said said = said_by(row.sql, row.since);
      CHECK((said.text.empty() || said.hint.find("this pgscribe reads the grammar of PostgreSQL") == 0));
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
    CAPTURE(sql);
    if (grammar_version() >= 17) CHECK(said_by(sql, 15).hint == kHint);
    CHECK(said_by(sql, 18).hint != kHint);
  }
  CHECK(said_by("SELECT a b c, json_value(a) FROM t", 15).hint != kHint);
}

}  // namespace pgscribe::sql
