#include "sql/token_index.hpp"

#include <doctest/doctest.h>

namespace pgscribe::sql {

TEST_CASE("tokens are found by offset, comments left out") {
  const TokenIndex tokens("a -- x\n b.c");
  REQUIRE(tokens.size() == 4);
  CHECK(tokens.at(0) == 0);
  CHECK(tokens.at(3) == 1);
  CHECK(tokens.slice(tokens.at(8)) == "b");
  CHECK(tokens.at(100) == 4);
  CHECK(tokens.range(4).begin == 11);
}

TEST_CASE("brackets are matched") {
  const TokenIndex tokens("f(a[1], (b)) )");
  CHECK(tokens.match(1) == 10);
  CHECK(tokens.match(3) == 5);
  CHECK(tokens.match(10) == 1);
  CHECK(tokens.match(11) == tokens.size());
  CHECK(tokens.match(0) == tokens.size());
  CHECK(tokens.match(1000) == tokens.size());
}

TEST_CASE("dotted names and keywords") {
  const TokenIndex tokens("a . \"B\".* c");
  CHECK(tokens.past_dotted(0) == 5);
  CHECK(tokens.past_dotted(5) == 6);
  CHECK(tokens.is(0, "a"));
  CHECK_FALSE(tokens.is(2, "b"));
  CHECK(tokens.find_name(0, "B") == 2);
  CHECK(tokens.find_name(0, "b") == tokens.size());
  CHECK(tokens.find_keyword_before(5, "a") == 0);
}

}  // namespace pgscribe::sql
