#include "catalog/constant_text.hpp"

#include <doctest/doctest.h>

#include "sql/parse.hpp"

namespace pgscribe::catalog {
namespace {

std::string text_of(const std::string& expression) {
  const support::SourceFile file("a.sql", "SELECT " + expression);
  support::Diagnostics diagnostics;
  const std::vector<sql::Statement> statements = sql::parse_file(file, diagnostics);
  REQUIRE(statements.size() == 1);
  const sql::ExprRef& value = std::get<sql::Select>(statements[0].node).targets.at(0).value;
  return constant_text(*value, {{"tbl", "My table"}, {"$1", "first"}, {"new.name", "row"}}).value_or("nothing");
}

}  // namespace

TEST_CASE("texts that are the same whenever they run") {
  CHECK(text_of("'a' || tbl || $1 || 7") == "aMy tablefirst7");
  CHECK(text_of("format('%I.%I %s %L %%', 'public', tbl, 1, 'it''s')") == "public.\"My table\" 1 'it''s' %");
  CHECK(text_of("format('%2$s %1$s %s', 'a', 'b')") == "b a b");
  CHECK(text_of("concat(quote_ident(tbl), quote_literal('x'), upper('y'), lower('Z'))") == "\"My table\"'x'Yz");
  CHECK(text_of("'public.t'::regclass::text") == "public.t");
  CHECK(text_of("f.tbl") == "My table");
  CHECK(text_of("new.name || tbl") == "rowMy table");
  CHECK(text_of("ARRAY['a', tbl, '\"\\'] || ''") == "{\"a\",\"My table\",\"\\\"\\\\\"}");
  CHECK(text_of("'{a,b}'::text[]") == "{a,b}");
}

TEST_CASE("and others") {
  for (const char* expression : {"other", "NULL", "current_user", "'a' || other", "format('%s')", "format('%10s', 'a')",
                                 "format('%q', 'a')", "new.tbl", "ARRAY['a', other]", "format('%3$s', 'a')",
                                 "'12345'::char(3)", "'1' + 2", "random()", "concat(VARIADIC ARRAY['a'])"}) {
    CAPTURE(std::string{expression});
    CHECK(text_of(expression) == "nothing");
  }
}

TEST_CASE("the elements of an array's text") {
  using Texts = std::vector<std::string>;
  CHECK(array_elements("{}") == Texts());
  CHECK(array_elements("{a,b c}") == Texts{"a", "b c"});
  CHECK(array_elements("{\"a,\\\"b\\\\\",c}") == Texts{"a,\"b\\", "c"});
  for (const char* text : {"", "a", "{a", "{NULL}", "{{a},{b}}", "{\"a}", "{\"a\"b}"}) {
    CAPTURE(std::string{text});
    CHECK(array_elements(text) == std::nullopt);
  }
}

}  // namespace pgscribe::catalog
