#include "sql/plpgsql_block.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sql/parse.hpp"

using namespace pgscribe;

namespace {

/// Each statement as "run:line:column text", then the dynamic expressions, then what was reported.
std::string read(const std::string& text) {
  static constexpr const char* kRuns[] = {"always", "guarded", "conditional", "alternative"};
  const support::SourceFile file("a.sql", text);
  support::Diagnostics diagnostics;
  const std::vector<sql::Statement> statements = sql::parse_file(file, diagnostics);
  REQUIRE(statements.size() == 1);
  const auto block = sql::parse_block(std::get<sql::Do>(statements.front().node), file, diagnostics);
  if (!block) return "nothing";
  std::string result;
  for (const sql::BlockStatement& statement : block->statements) {
    const support::LineColumn place = file.line_column(statement.statement.span.begin);
    result += std::string(kRuns[static_cast<std::size_t>(statement.run)]) + ":" + std::to_string(place.line) + ":" +
              std::to_string(place.column) + " " + std::string(file.slice(statement.statement.span)) + "\n";
  }
  for (const support::Span span : block->dynamic) result += "dynamic " + std::string(file.slice(span)) + "\n";
  for (const support::Diagnostic& d : diagnostics.all())
    result += d.code + " at " + std::string(file.slice(d.span)) + "\n";
  return result;
}

}  // namespace

TEST_CASE("statements of a block and when they run") {
  CHECK(read("DO $$ BEGIN CREATE TABLE a (b int); DROP TABLE c; END $$") ==
        "always:1:13 CREATE TABLE a (b int)\nalways:1:37 DROP TABLE c\n");
  CHECK(read("DO $x$\nBEGIN\n  -- DROP TABLE c\n  DROP TABLE c;\nEXCEPTION WHEN others THEN DROP TABLE d;\nEND $x$") ==
        "guarded:4:3 DROP TABLE c\nalternative:5:28 DROP TABLE d\n");
  CHECK(read("DO $$ BEGIN IF a THEN DROP TABLE b; ELSIF c THEN DROP TABLE d; ELSE DROP TABLE e; END IF; END $$") ==
        "conditional:1:23 DROP TABLE b\nalternative:1:50 DROP TABLE d\nalternative:1:69 DROP TABLE e\n");
  CHECK(read("DO $$ BEGIN FOR i IN 1..2 LOOP BEGIN DROP TABLE b; EXCEPTION WHEN others THEN END; END LOOP; END $$") ==
        "conditional:1:38 DROP TABLE b\n");
  CHECK(read("DO $$ BEGIN CASE WHEN true THEN DROP TABLE b; ELSE DROP TABLE c; END CASE; END $$") ==
        "alternative:1:33 DROP TABLE b\nalternative:1:52 DROP TABLE c\n");
  CHECK(read("DO $$ BEGIN DO $i$ BEGIN END $i$; END $$") == "always:1:13 DO $i$ BEGIN END $i$\n");
}

TEST_CASE("dynamic SQL is read when it is a constant") {
  CHECK(read("DO $$ BEGIN EXECUTE 'DROP TABLE a'; EXECUTE $q$DROP TABLE b$q$; END $$") ==
        "always:1:22 DROP TABLE a\nalways:1:48 DROP TABLE b\n");
  CHECK(read("DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'a'; EXECUTE format('%I', x); EXECUTE 'a ''b'''; END $$") ==
        "dynamic 'DROP TABLE ' || 'a'\ndynamic format('%I', x)\ndynamic 'a ''b'''\n");
}

TEST_CASE("what is no SQL of its own is passed over") {
  CHECK(read("DO $$ DECLARE n int; BEGIN n := 1; PERFORM f(); SELECT 1 INTO n; SELECT a INTO n FROM b; RAISE NOTICE "
             "'x'; END $$") == "");
}

TEST_CASE("bodies that cannot be read") {
  CHECK(read("DO 'BEGIN RAISE NOTICE ''x''; END'") == "nothing");
  CHECK(read("DO LANGUAGE plperl $$ 1; $$") == "nothing");
  CHECK(read("DO $$ BEGIN FOR $$") == "nothing");
  CHECK(read("DO $$ BEGIN EXECUTE 'DROP TABL a'; END $$") == "42601 at TABL\n");
}
