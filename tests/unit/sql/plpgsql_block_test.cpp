#include "sql/plpgsql_block.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sql/parse.hpp"

using namespace pgscribe;

namespace {

/// Each step as "run:line:column text", "run: name := expression", "run: dynamic expression" or "run: loop variable in
/// turns { steps }".
std::string steps_of(const sql::Block& block, const support::SourceFile& file) {
  static constexpr const char* kRuns[] = {"always", "guarded", "conditional", "alternative"};
  std::string result;
  for (const sql::BlockStep& step : block.steps) {
    result += std::string(kRuns[static_cast<std::size_t>(step.run)]) + ":";
    if (const auto* statement = std::get_if<sql::Statement>(&step.step)) {
      const support::LineColumn place = file.line_column(statement->span.begin);
      result += std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
                std::string(file.slice(statement->span));
    } else if (const auto* dynamic = std::get_if<sql::DynamicSql>(&step.step)) {
      result += " dynamic " + std::string(file.slice(dynamic->span));
    } else if (const auto* loop = std::get_if<sql::Loop>(&step.step)) {
      const std::string numbers = loop->first + ".." + loop->last + (loop->is_reverse ? " reverse" : "") +
                                  (loop->step.empty() ? "" : " by " + loop->step);
      const std::string turns = !loop->array.empty() ? loop->array : !loop->query.empty() ? loop->query : numbers;
      result += " loop " + loop->variable + " in " + turns + " {\n" + steps_of(*loop->body, file) + "}";
    } else {
      const auto& assignment = std::get<sql::Assignment>(step.step);
      result += " " + assignment.name + " :=" + assignment.expression;
    }
    result += "\n";
  }
  return result;
}

/// The steps, then what was reported.
std::string steps(const sql::Block& block, const support::SourceFile& file, const support::Diagnostics& diagnostics) {
  std::string result = steps_of(block, file);
  for (const support::Diagnostic& d : diagnostics.all())
    result += d.code + " at " + std::string(file.slice(d.span)) + "\n";
  return result;
}

std::string read(const std::string& text) {
  const support::SourceFile file("a.sql", text);
  support::Diagnostics diagnostics;
  const std::vector<sql::Statement> statements = sql::parse_file(file, diagnostics);
  REQUIRE(statements.size() == 1);
  const auto block =
      sql::parse_block(std::get<sql::Do>(statements.front().node), file, diagnostics, support::kDefaultServerVersion);
  return block ? steps(*block, file, diagnostics) : "nothing";
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
        "always: loop i in 1..2 {\nguarded:1:38 DROP TABLE b\n}\n");
  CHECK(read("DO $$ BEGIN CASE WHEN true THEN DROP TABLE b; ELSE DROP TABLE c; END CASE; END $$") ==
        "alternative:1:33 DROP TABLE b\nalternative:1:52 DROP TABLE c\n");
  CHECK(read("DO $$ BEGIN DO $i$ BEGIN END $i$; END $$") == "always:1:13 DO $i$ BEGIN END $i$\n");
}

TEST_CASE("loops keep what their turns are, as far as it is written") {
  CHECK(read("DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['a', 'b'] LOOP EXECUTE t; END LOOP; END $$") ==
        "always: loop t in ARRAY['a', 'b'] {\nalways: dynamic t\n}\n");
  CHECK(read("DO $$ BEGIN FOR i IN REVERSE 9..1 BY 2 LOOP DROP TABLE b; END LOOP; END $$") ==
        "always: loop i in 9..1 reverse by 2 {\nalways:1:45 DROP TABLE b\n}\n");
  CHECK(read("DO $$ DECLARE t text; BEGIN FOR t IN SELECT unnest(x) LOOP DROP TABLE b; END LOOP; END $$") ==
        "always: loop t in SELECT unnest(x) {\nalways:1:60 DROP TABLE b\n}\n");
  CHECK(read("DO $$ BEGIN IF a THEN FOR i IN 1..2 LOOP DROP TABLE b; END LOOP; END IF; END $$") ==
        "conditional: loop i in 1..2 {\nconditional:1:42 DROP TABLE b\n}\n");
  CHECK(read("DO $$ BEGIN WHILE a LOOP DROP TABLE b; END LOOP; END $$") == "conditional:1:26 DROP TABLE b\n");
}

TEST_CASE("dynamic SQL is read when it is a constant") {
  CHECK(read("DO $$ BEGIN EXECUTE 'DROP TABLE a'; EXECUTE $q$DROP TABLE b$q$; END $$") ==
        "always:1:22 DROP TABLE a\nalways:1:48 DROP TABLE b\n");
  CHECK(read("DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'a'; EXECUTE format('%I', x); EXECUTE 'a ''b'''; END $$") ==
        "always: dynamic 'DROP TABLE ' || 'a'\nalways: dynamic format('%I', x)\nalways: dynamic 'a ''b'''\n");
}

TEST_CASE("what is no SQL of its own is passed over") {
  CHECK(read("DO $$ DECLARE n int; BEGIN SELECT 1 INTO n; SELECT a INTO n FROM b; RAISE NOTICE "
             "'x'; END $$") == "");
}

TEST_CASE("bodies that cannot be read") {
  CHECK(read("DO 'BEGIN RAISE NOTICE ''x''; END'") == "nothing");
  CHECK(read("DO LANGUAGE plperl $$ 1; $$") == "nothing");
  CHECK(read("DO $$ BEGIN FOR $$") == "nothing");
  CHECK(read("DO $$ BEGIN EXECUTE 'DROP TABL a'; END $$") == "42601 at TABL\n");
}

TEST_CASE("calls and assignments") {
  CHECK(read("DO $$ DECLARE n text := 'a'; BEGIN n := n || 'b'; PERFORM f(1), g(); CALL p(n); END $$") ==
        "always: n :='a'\nalways: n := n || 'b'\nalways:1:51 PERFORM f(1), g()\nalways:1:70 CALL p(n)\n");
}

TEST_CASE("the body of a function is placed at its call") {
  const support::SourceFile file("a.sql", "SELECT f('t')");
  support::Diagnostics diagnostics;
  const auto block = sql::parse_routine_block(
      "FUNCTION f(tbl text) RETURNS void", "BEGIN CREATE TABLE a (); EXECUTE 'DROP ' || tbl; PERFORM g(); RETURN; END",
      {7, 13}, file, diagnostics, support::kDefaultServerVersion);
  REQUIRE(block);
  CHECK(steps(*block, file, diagnostics) == "always:1:8 f('t')\nalways: dynamic f('t')\nalways:1:8 f('t')\n");
  CHECK_FALSE(sql::parse_routine_block("FUNCTION f() RETURNS void", "BEGIN FOR", {7, 13}, file, diagnostics,
                                       support::kDefaultServerVersion));
}
