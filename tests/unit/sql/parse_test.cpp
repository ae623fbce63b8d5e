#include "sql/parse.hpp"

#include <chrono>

#include "lowering_rows.hpp"

namespace pgscribe::sql {
namespace {

std::string repeated(std::string_view text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

/// Codes of the diagnostics of a hostile text, which must neither crash nor take long.
std::string codes(const std::string& text) {
  const support::SourceFile file("test.sql", text);
  support::Diagnostics diagnostics;
  const std::size_t statements = parse_file(file, diagnostics).size();
  std::string result = std::to_string(statements);
  for (const support::Diagnostic& d : diagnostics.all()) result += " " + d.code;
  return result;
}

}  // namespace

TEST_CASE("text without a statement is no error") {
  CHECK(codes("") == "0");
  CHECK(codes(" \n-- only a comment\n;; /* x */ ;") == "0");
}

TEST_CASE("the span of a statement leaves out comments and the semicolon") {
  const support::SourceFile file("test.sql", "-- a\nSELECT 1 /* b */ ; /* c */ SELECT 2 -- d");
  support::Diagnostics diagnostics;
  const std::vector<Statement> statements = parse_file(file, diagnostics);
  REQUIRE(statements.size() == 2);
  CHECK(file.slice(statements[0].span) == "SELECT 1");
  CHECK(file.slice(statements[1].span) == "SELECT 2");
}

TEST_CASE("line ends and byte order marks change nothing") {
  CHECK(lowered("SELECT a,\r\n  b\r\n;\r\n", true) ==
        "Select«SELECT a,\r\n  b»{targets=[Target{value=a«a»}, Target{value=b«b»}]}");
  CHECK(lowered("\xEF\xBB\xBFSELECT a", true) == "Select«SELECT a»{targets=[Target{value=a«a»}]}");
}

TEST_CASE("spans of an edited statement lie in the file") {
  // the file's `@x` was replaced by `$1`
  const support::SourceFile file("test.sql", "xx SELECT @abc + b");
  support::Diagnostics diagnostics;
  const std::vector<TextEdit> edits{{{10, 14}, "$1"}};
  const auto statement =
      parse_statement("SELECT $1 + b", OffsetMap(3, edits), file, diagnostics, support::kDefaultServerVersion);
  REQUIRE(statement);
  CHECK(dump(*statement, &file) ==
        "Select«SELECT @abc + b»{targets=[Target{value=OperatorCall«+»{op=+«+» left=$1«@abc» right=b«b»}}]}");
}

TEST_CASE("the extent of an expression starts where PostgreSQL's exprLocation points") {
  const support::SourceFile file(
      "test.sql", "SELECT a + b::int, f(x) OVER (ORDER BY y) - 1, CASE WHEN p THEN q END, a IN (1, 2), z IS NOT NULL");
  support::Diagnostics diagnostics;
  const std::vector<Statement> statements = parse_file(file, diagnostics);
  REQUIRE(statements.size() == 1);
  std::string result;
  for (const Target& target : std::get<Select>(statements[0].node).targets) {
    result += "[" + std::string(file.slice(target.value->extent)) + "]";
  }
  CHECK(result == "[a + b::int][f(x) OVER (ORDER BY y) - 1][CASE WHEN p THEN q END][a IN (1, 2)][z IS NOT NULL]");
}

TEST_CASE("deep statements are refused or read, and never overflow the stack") {
  const auto deep = [](int n) {
    return std::vector<std::string>{
        "SELECT 1" + repeated("+1", n),
        "SELECT a" + repeated("||a", n),
        "SELECT a" + repeated("::a", n),
        "SELECT a" + repeated(" COLLATE b", n),
        "SELECT a" + repeated(" ISNULL", n),
        "SELECT a" + repeated(" AT TIME ZONE 'x'", n),
        "SELECT a" + repeated(" BETWEEN 1 AND 2 ISNULL", n),
        "SELECT 1" + repeated(" UNION SELECT 1", n),
        "SELECT 1 FROM a" + repeated(" NATURAL JOIN a", n),
        "SELECT " + repeated("(", n) + "1" + repeated(")", n),
        "SELECT " + repeated("(SELECT ", n) + "1" + repeated(")", n),
        "SELECT 1 FROM " + repeated("(SELECT 1 FROM ", n) + "a" + repeated(") x", n),
        "SELECT ARRAY" + repeated("[", n) + "1" + repeated("]", n),
        "SELECT " + repeated("NOT ", n) + "a",
        "SELECT " + repeated("- ", n) + "a",
        "SELECT " + repeated("f(", n) + "1" + repeated(")", n),
        "SELECT " + repeated("CASE WHEN a THEN ", n) + "1" + repeated(" END", n),
        repeated("WITH a AS (", n) + "SELECT 1" + repeated(") SELECT 1", n),
    };
  };
  for (const std::string& text : deep(500)) {
    CAPTURE(text.substr(0, 40));
    CHECK(codes(text) == "1");
  }
  for (const std::string& text : deep(20'000)) {
    CAPTURE(text.substr(0, 40));
    CHECK(codes(text) == "0 statement-too-deep");
  }
}

TEST_CASE("as deep as is admitted") {
  // reading, walking and freeing a tree of the greatest depth
  CHECK(codes("SELECT 1" + repeated("+1", kMaxDepth - 10)) == "1");
  CHECK(codes("SELECT 1 FROM a" + repeated(" NATURAL JOIN a", kMaxDepth - 10)) == "1");
  CHECK(codes("SELECT " + repeated("NOT ", kMaxDepth - 10) + "a") == "1");
}

TEST_CASE("long lists are not deep") {
  CHECK(codes("SELECT 1" + repeated(", 1 + 1", 20'000)) == "1");
  CHECK(codes("SELECT 1 WHERE a = 1" + repeated(" AND a = 1 OR b = 2", 10'000)) == "1");
  CHECK(codes("INSERT INTO t VALUES (1, 'a')" + repeated(", (1, 'a')", 20'000)) == "1");
}

TEST_CASE("large input is refused or read") {
  CHECK(codes("SELECT '" + std::string(kMaxStatementBytes, 'x') + "'") == "0 statement-too-large");
  CHECK(codes("SELECT 1" + repeated(",1", static_cast<int>(kMaxStatementTokens))) == "0 statement-too-large");
  CHECK(codes("SELECT '" + std::string(kMaxStatementBytes - 100, 'x') + "'") == "1");
  CHECK(codes(std::string(10U << 20U, ' ')) == "0");
  CHECK(codes(std::string(10U << 20U, '(')) == "0 statement-too-large");
  CHECK(codes(repeated("SELECT 1; ", 2'000)) == "2000");
}

}  // namespace pgscribe::sql
