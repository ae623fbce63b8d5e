#include "query/read_queries.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sql/ast_dump.hpp"

namespace pgscribe::query {
namespace {

/// Of each query: name, command, documentation, and the SQL that PostgreSQL gets; then the diagnostics.
std::string read(const std::string& text) {
  const support::SourceFile file("q.sql", text);
  support::Diagnostics diagnostics;
  std::string result;
  for (const QueryDecl& query : read_queries(file, diagnostics)) {
    CHECK(query.file == &file);
    CHECK(query.statement.span == query.statement_span);
    if (!result.empty()) result += '\n';
    result += query.name + " " + std::string(to_string(query.command));
    for (const std::string& line : query.docs) result += " (" + line + ")";
    result += " " + sql::apply_edits(file.text(), query.statement_span, query.edits);
  }
  for (const support::Diagnostic& d : diagnostics.all()) {
    if (!result.empty()) result += '\n';
    result += "[" + d.code + "] " + d.message + " «" + std::string(file.slice(d.span)) + "» " + d.hint;
    for (const auto& place : d.related) result += place.label + " «" + std::string(file.slice(place.span)) + "»";
  }
  return result;
}

}  // namespace

TEST_CASE("queries in the order of the file") {
  CHECK(read("-- name: A :one\nSELECT 1;\n\n-- name: B :many\nSELECT 2;\n") == "A :one SELECT 1\nB :many SELECT 2");
  CHECK(read("-- name: A :one\nSELECT 1") == "A :one SELECT 1");
  CHECK(read("/* name: A :exec */\nDELETE FROM t ;") == "A :exec DELETE FROM t");
  CHECK(read("  -- name: A :one\nSELECT 1;") == "A :one SELECT 1");
  CHECK(read("\xEF\xBB\xBF-- name: A :one\nSELECT 1;") == "A :one SELECT 1");
}

TEST_CASE("CRLF between tokens is LF, line ends inside of values stay") {
  CHECK(read("-- name: A :one\r\nSELECT 1,\r\n 2;\r\n") == "A :one SELECT 1,\n 2");
  CHECK(read("-- name: A :one\r\nSELECT 'a\r\nb',\r\n $x$c\r\nd$x$ AS \"e\r\nf\" ;\r\n") ==
        "A :one SELECT 'a\r\nb',\n $x$c\r\nd$x$ AS \"e\r\nf\"");
  CHECK(read("-- name: A :one\r\nSELECT /* a\r\n b */ 1 -- c\r\n, @x::int,\r\n-- d\r\n sqlc.arg(\r\n "
             "y\r\n)\r\n::int;\r\n") == "A :one (d) SELECT 1\n, $1::int,\n $2\n::int");
  CHECK(read("-- name: A :one\nSELECT '\r', \f1,\r 2;") == "A :one SELECT '\r', \f1,\r 2");
}

TEST_CASE("statements without an annotation beside annotated ones are reported") {
  const std::string hint =
      " write \"-- name: GetMovie :one\" above it, or allow unnamed-statement in the configuration";
  CHECK(read("SELECT 0;\n-- name: A :one\nSELECT 1;") ==
        "A :one SELECT 1\n[unnamed-statement] statement without a name line is left out «SELECT»" + hint);
  CHECK(read("-- name: A :one\nSELECT 1;\nSELEC 2;") ==
        "A :one SELECT 1\n[unnamed-statement] statement after a query has no name line of its own «SELEC»" + hint);
  CHECK(
      read("-- name: A :exec\nDELETE FROM a; DELETE FROM b;\n;\n-- name: B :one\nSELECT 1;") ==
      "A :exec DELETE FROM a\nB :one SELECT 1\n[unnamed-statement] statement after a query has no name line of its own "
      "«DELETE»" +
          hint);

  const support::SourceFile file("q.sql", "SELECT 0;\n-- name: A :one\nSELECT 1;\nSELECT 2;");
  support::Diagnostics diagnostics;
  CHECK(read_queries(file, diagnostics).size() == 1);
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(diagnostics.all()[0].severity == support::Severity::warning);
  CHECK(diagnostics.all()[1].severity == support::Severity::error);
}

TEST_CASE("comments that are almost annotations") {
  const auto near = [](const std::string& comment) { return read(comment + "\nSELECT 1;\n"); };
  const std::string message = "[bad-annotation] comment is almost the name line of a query ";
  const std::string hint = " write \"-- name: GetFilm :many\"";
  for (const std::string line :
       {"name GetFilm :many", "Name: GetFilm :many", "NAME: GetFilm :MANY", "name : GetFilm :many",
        "name; GetFilm :many", "query: GetFilm :many", "Query GetFilm :many", "qery: GetFilm :many",
        "nmae: GetFilm :many", "names: GetFilm :many", "@name GetFilm :many"}) {
    CAPTURE(line);
    CHECK(near("-- " + line) == message + "«" + line + "»" + hint);
    CHECK(near("/* " + line + " */") == message + "«" + line + "»" + hint);
  }
  CHECK(near("--- name: GetFilm :many") == message + "«- name: GetFilm :many»" + hint);
  CHECK(near("-- -- name: GetFilm :many") == message + "«-- name: GetFilm :many»" + hint);
  CHECK(near("-- Name: :many") == message + "«Name: :many» write \"-- name: GetMovie :many\"");
  CHECK(near("/*\n * name: GetFilm :many\n */") ==
        "[bad-annotation] annotation in a comment of several lines «name: GetFilm :many»" + hint +
            " on a line of its own");
  CHECK(read("SELECT 1; -- name: A :one\nSELECT 2;\n-- name: B :one\nSELECT 3;") ==
        "B :one SELECT 3\n[bad-annotation] annotation beside SQL «name: A :one» write \"-- name: A :one\" on a line of "
        "its "
        "own\n[unnamed-statement] statement without a name line is left out «SELECT» write \"-- name: GetMovie :one\" "
        "above "
        "it, or allow unnamed-statement in the configuration");
}

TEST_CASE("comments that only look like annotations from afar") {
  for (const std::string line : {"name of the film", "Query that lists films", "names are :nice here",
                                 "the name: X :one", "renamed: X :one", "querying :many films", "many :one"}) {
    CAPTURE(line);
    CHECK(read("-- name: A :one\n-- " + line + "\nSELECT 1;") == "A :one (" + line + ") SELECT 1");
  }
}

TEST_CASE("a query that is skipped is not read") {
  CHECK(read("-- name: A :one\n-- @skip\nSELEC sqlc.what();\n-- name: B :one\nSELECT 2;") == "B :one SELECT 2");
  CHECK(read("-- name: A :one\n-- @skip\nSELECT 1;\n-- name: A :one\nSELECT 2;") ==
        "[duplicate-query] query \"A\" is declared twice «A» the first is here «A»");
}

TEST_CASE("comments are not sent") {
  const auto sent = [](const std::string& statement) { return read("-- name: A :one\n" + statement + ";"); };
  CHECK(sent("SELECT 1, -- one\n 2") == "A :one SELECT 1,\n 2");
  CHECK(sent("SELECT a/* x */FROM t /* y */, u") == "A :one SELECT a FROM t, u");
  CHECK(sent("SELECT '-- no' /* a *//* b */ + 1") == "A :one SELECT '-- no'  + 1");
  CHECK(sent("SELECT sqlc.arg(/* which */ x) + 1") == "A :one SELECT $1 + 1");
  CHECK(sent("SELECT /*+ SeqScan(t) */ a FROM t") == "A :one SELECT /*+ SeqScan(t) */ a FROM t");
  CHECK(sent("SELECT 1\n/*+ Leading(a b) */\n + 2") == "A :one SELECT 1\n/*+ Leading(a b) */\n + 2");
}

TEST_CASE("documentation and comments") {
  CHECK(read("-- name: A :one\n-- Finds it.\n-- Or not.\nSELECT 1;") == "A :one (Finds it.) (Or not.) SELECT 1");
  CHECK(read("-- Finds it.\n-- name: A :one\nSELECT 1;") == "A :one (Finds it.) SELECT 1");
  CHECK(read("-- Licence.\n\n-- name: A :one\nSELECT 1;") == "A :one SELECT 1");
  CHECK(read("-- name: A :one\nSELECT 1, -- one\n  -- two follows\n  2 /* two */, 3 -- three\n;") ==
        "A :one (two follows) SELECT 1,\n  2, 3");
  CHECK(read("-- name: A :one\nSELECT\n/* b */\n1;") == "A :one (b) SELECT\n1");
  CHECK(read("-- name: A :one\n/*\n * Long.\n * Text.\n */\nSELECT 1;") == "A :one (Long.) (Text.) SELECT 1");
  CHECK(read("-- name: A :one\nSELECT '\n-- no comment\n';") == "A :one SELECT '\n-- no comment\n'");
}

TEST_CASE("directives do not document") {
  const support::SourceFile file("q.sql",
                                 "-- name: A :one\n-- Text.\n-- @timeout 2s\n-- @column a not null\nSELECT 1 AS a;");
  support::Diagnostics diagnostics;
  const std::vector<QueryDecl> queries = read_queries(file, diagnostics);
  REQUIRE(queries.size() == 1);
  CHECK(queries[0].docs == std::vector<std::string>{"Text."});
  REQUIRE(queries[0].directives.size() == 2);
  CHECK(queries[0].directives[0].timeout_ms == 2000);
  CHECK(queries[0].directives[1].subject == "a");
  CHECK(file.slice(queries[0].directives[1].span) == "@column a not null");
  CHECK(file.slice(queries[0].annotation_span) == "-- name: A :one");
}

TEST_CASE("macros are rewritten and places stay true") {
  const support::SourceFile file(
      "q.sql",
      "-- name: A :many\nSELECT sqlc.embed(m), b\n-- note\nFROM m WHERE x=@y AND z IN (sqlc.slice(ids)) AND w");
  support::Diagnostics diagnostics;
  const std::vector<QueryDecl> queries = read_queries(file, diagnostics);
  REQUIRE(queries.size() == 1);
  CHECK(sql::dump(queries[0].statement, &file) ==
        "Select«SELECT sqlc.embed(m), b\n-- note\nFROM m WHERE x=@y AND z IN (sqlc.slice(ids)) AND "
        "w»{targets=[Target{value=m.*«sqlc.embed(m)»}, "
        "Target{value=b«b»}] from=[Relation{name=m«m»}] where=BooleanCall«AND»{args=[OperatorCall«=»{op==«=» left=x«x» "
        "right=$1«@y»}, ArrayComparison«IN»{op==«IN» left=z«z» right=$2«sqlc.slice(ids)»}, w«w»]}}");
  const auto& select = std::get<sql::Select>(queries[0].statement.node);
  CHECK(select.targets[0].value->span == queries[0].embeds[0].span);
  CHECK(read("-- name: A :one\nSELECT sqlc.arg(\n  -- which\n  x);") == "A :one (which) SELECT $1");
}

TEST_CASE("errors leave their query out, and only that") {
  CHECK(read("-- name: A :one\nSELECT 1 1;\n-- name: B :one\nSELECT 2;") ==
        "B :one SELECT 2\n[42601] syntax error at or near \"1\" «1» ");
  CHECK(read("-- name: A :one\nSELECT @x y z;") == "[42601] syntax error at or near \"z\" «z» ");
  CHECK(read("-- name: A :one\n-- @timeout x\nSELECT 1;").substr(0, 15) == "[bad-directive]");
  CHECK(read("-- name: A :one\nSELECT sqlc.arg();") ==
        "[bad-macro] expected 1 parameter to sqlc.arg; got 0 «sqlc.arg()» ");
  CHECK(read("-- name: A :oen\nSELECT 1;") ==
        "[bad-annotation] unknown command \":oen\" «:oen» did you mean \":one\"?");
}

TEST_CASE("duplicates") {
  CHECK(read("-- name: A :one\nSELECT 1;\n-- name: A :many\nSELECT 2;") ==
        "A :one SELECT 1\n[duplicate-query] query \"A\" is declared twice «A» the first is here «A»");
}

TEST_CASE("annotations without a statement, or inside one") {
  CHECK(read("-- name: A :one\n") == "[bad-annotation] annotation without a statement «-- name: A :one» ");
  CHECK(read("-- name: A :one\n;") == "[bad-annotation] annotation without a statement «-- name: A :one» ");
  CHECK(read("-- name: A :one\n-- name: B :one\nSELECT 1;") ==
        "B :one SELECT 1\n[bad-annotation] annotation without a statement «-- name: A :one» ");
  CHECK(read("-- name: A :one\nSELECT 1\n\n-- name: B :one\nSELECT 2;") ==
        "B :one SELECT 2\n[bad-annotation] annotation inside a statement «-- name: B :one» end the statement before it "
        "with \";\"");
}

TEST_CASE("files without queries") {
  const std::string warning =
      "[no-queries] file holds no annotated query «» write \"-- name: GetMovie :one\" above a statement";
  CHECK(read("") == warning);
  CHECK(read("-- only a comment\n") == warning);
  CHECK(read("SELECT 1;") == warning);
  CHECK(read(std::string("a\0b", 3)) ==
        "[bad-file] file is not UTF-8 text «" + std::string(1, '\0') + "» it holds a NUL byte");
}

TEST_CASE("hostile input") {
  std::string deep = "-- name: A :one\nSELECT ";
  for (int i = 0; i < 20'000; ++i) deep += "sqlc.arg(x) + (";
  CHECK(read(deep).find("[statement-too-deep]") == 0);
  std::string many = "-- name: A :one\nSELECT 1";
  for (int i = 0; i < 2'000; ++i) many += ", @p" + std::to_string(i);
  CHECK(read(many).find("$2000") != std::string::npos);
  CHECK(read("-- name: A :one\nSELECT '" + std::string(10U << 20U, 'x') + "'").find("[statement-too-large]") == 0);
  CHECK(read(std::string(10U << 20U, '\n')).find("[no-queries]") == 0);
}

}  // namespace pgscribe::query
