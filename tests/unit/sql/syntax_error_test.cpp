#include "lowering_rows.hpp"
#include "sql/grammar_version.hpp"

namespace pgscribe::sql {

TEST_CASE("syntax errors are marked at their token") {
  static constexpr Row kRows[] = {
      {"SELECT a FRM t WHERE", "[42601] syntax error at or near \"t\" «t»"},
      {"SELECT a FROM t WHERE", "[42601] syntax error at end of input «»"},
      {"SELECT a b c", "[42601] syntax error at or near \"c\" «c»"},
      {"  SELEC 1", "[42601] syntax error at or near \"SELEC\" «SELEC»"},
      {"SELECT 'äöü', 1 1", "[42601] syntax error at or near \"1\" «1»"},
      {"SELECT 'abc", "[42601] unterminated quoted string at or near \"'abc\" «'abc»"},
      {"SELECT \"abc", "[42601] unterminated quoted identifier at or near \"\"abc\" «\"abc»"},
      {"SELECT /* abc", "[42601] unterminated /* comment at or near \"/* abc\" «/* abc»"},
      {"SELECT 123abc", "[42601] trailing junk after numeric literal at or near \"123abc\" «123»"},
      {"SELECT U&'ab\\00zz'", "[42601] invalid Unicode escape «\\00zz'»"},
      {"SELECT $t$ abc", "[42601] unterminated dollar-quoted string at or near \"$t$ abc\" «$t$ abc»"},
      {"SELECT \"\"", "[42601] zero-length delimited identifier at or near \"\"\"\" «\"\"»"},
      {"SELECT a,", "[42601] syntax error at end of input «»"},
  };
  check_trees(kRows);
}

TEST_CASE("other errors have their own SQLSTATE") {
  static constexpr Row kRows[] = {
      {"SELECT sum(a) OVER (ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW)",
       "[42P20] frame start cannot be UNBOUNDED FOLLOWING «UNBOUNDED»"},
      {"SELECT a::float(0)", "[22023] precision for type float must be at least 1 bit «0»"},
      {"CREATE TABLE t (a int REFERENCES b MATCH PARTIAL)", "[0A000] MATCH PARTIAL not yet implemented «MATCH»"},
      {"SELECT E'\\u12'", "[22025] invalid Unicode escape «\\u12'»"},
      {"CREATE ROLE public", "[42939] role name \"public\" is reserved «public»"},
  };
  check_trees(kRows);
  // Since PostgreSQL 17 it knows the place.
  const std::string deferrable = lowered("CREATE TABLE t (CHECK (a) DEFERRABLE)", false);
  CHECK(deferrable == "[0A000] CHECK constraints cannot be marked DEFERRABLE «" +
                          std::string(grammar_version() < 17 ? "CREATE" : "DEFERRABLE") + "»");
}

TEST_CASE("PostgreSQL's hints") {
  const support::SourceFile file("test.sql", "SELECT 1 LIMIT 1, 2");
  support::Diagnostics diagnostics;
  CHECK(parse_file(file, diagnostics).empty());
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].message == "LIMIT #,# syntax is not supported");
  CHECK(diagnostics.all()[0].hint == "Use separate LIMIT and OFFSET clauses.");
}

TEST_CASE("placeholders of other interfaces are told how to be written") {
  const auto hint = [](const std::string& sql) {
    const support::SourceFile file("test.sql", sql);
    support::Diagnostics diagnostics;
    CHECK(parse_file(file, diagnostics).empty());
    REQUIRE(diagnostics.all().size() == 1);
    return diagnostics.all()[0].hint;
  };
  for (const char* sql :
       {"SELECT a FROM t WHERE b = ?", "SELECT a FROM t WHERE b = ? AND c = 1", "SELECT a FROM t WHERE b IN (?, ?)",
        "INSERT INTO t VALUES (?)", "SELECT a FROM t LIMIT ?", "UPDATE t SET a = ?, b = 1",
        "SELECT a FROM t WHERE b =?", "SELECT a FROM t WHERE b = ?::int"}) {
    CAPTURE(std::string{sql});
    CHECK(hint(sql) == "write parameters as @name, sqlc.arg(name) or $1; ? is an operator");
  }
  CHECK(hint("SELECT a FROM t WHERE b = :id") == "write the parameter as @id");
  CHECK(hint("SELECT a FROM t WHERE b = :id::int") == "write the parameter as @id");
  CHECK(hint("SELECT a FROM t WHERE b = :1") == "write the parameter as $1");
  CHECK(hint("SELECT a FRM t WHERE") == "");
  CHECK(hint("SELECT a ? 'b' c d") == "");
  CHECK(hint("SELECT a : b") == "");
}

TEST_CASE("parameters that libpg_query takes for constants, but PostgreSQL does not") {
  static constexpr Row kRows[] = {
      {"SELECT DATE $1", "[42601] syntax error at or near \"$1\" «$1»"},
      {"SELECT a, INTERVAL $12 HOUR", "[42601] syntax error at or near \"$12\" «$12»"},
      {"SELECT s.f(1) $1", "[42601] syntax error at or near \"$1\" «$1»"},
      {"SELECT EXTRACT($1 FROM a)", "[42601] syntax error at or near \"$1\" «$1»"},
      {"SET x TO 1, $1", "[42601] syntax error at or near \"$1\" «$1»"},
      {"ALTER ROLE x PASSWORD $1", "[42601] syntax error at or near \"$1\" «$1»"},
  };
  check_trees(kRows);
}

TEST_CASE("one syntax error costs one statement") {
  CHECK(
      lowered("SELECT 1; SELECT (2; SELECT 3;", false) ==
      "Select{targets=[Target{value=1}]}\nSelect{targets=[Target{value=3}]}\n[42601] syntax error at end of input «»");
}

TEST_CASE("places after other statements, comments and wide characters") {
  CHECK(lowered("SELECT 'ä';\n-- ö\nSELECT 'ü' x y", false) ==
        "Select{targets=[Target{value='ä'}]}\n[42601] syntax error at or near \"y\" «y»");
}

}  // namespace pgscribe::sql
