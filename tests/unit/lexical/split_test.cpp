#include "lexical/split.hpp"

#include <doctest/doctest.h>

#include <string>

namespace pgscribe::lexical {
namespace {

std::string split(std::string_view text) {
  std::string result;
  for (const TextRange range : split_statements(text)) {
    result += '[';
    result += slice(text, range);
    result += ']';
  }
  return result;
}

}  // namespace

TEST_CASE("statements end at semicolons") {
  CHECK(split("a; b ;c") == "[a][ b ][c]");
  CHECK(split("") == "");
  CHECK(split(";;") == "[][]");
  CHECK(split("a;\n") == "[a][\n]");
}

TEST_CASE("semicolons inside tokens do not count") {
  CHECK(split("a ';' \";\" $$;$$ -- ;\n /* ; */; b") == "[a ';' \";\" $$;$$ -- ;\n /* ; */][ b]");
}

TEST_CASE("a missing parenthesis costs one statement") { CHECK(split("a (b; c; d) e; f") == "[a (b][ c][ d) e][ f]"); }

TEST_CASE("the actions of a rule stand in parentheses") {
  CHECK(split("CREATE RULE r AS ON INSERT TO t DO (a; b); c") == "[CREATE RULE r AS ON INSERT TO t DO (a; b)][ c]");
  CHECK(split("create or replace rule r do (a; b); c") == "[create or replace rule r do (a; b)][ c]");
}

TEST_CASE("SQL-standard bodies end with END") {
  CHECK(split("CREATE FUNCTION f() BEGIN ATOMIC a; CASE b END; c; END; d") ==
        "[CREATE FUNCTION f() BEGIN ATOMIC a; CASE b END; c; END][ d]");
  CHECK(split("create or replace procedure p() begin atomic end; d") ==
        "[create or replace procedure p() begin atomic end][ d]");
  CHECK(split("CREATE FUNCTION begin() AS 'x'; d") == "[CREATE FUNCTION begin() AS 'x'][ d]");
  CHECK(split("BEGIN; a; END; b") == "[BEGIN][ a][ END][ b]");
}

}  // namespace pgscribe::lexical
