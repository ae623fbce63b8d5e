#include "session/statements.hpp"

#include <doctest/doctest.h>

using pgscribe::Statement;
using pgscribe::detail::Statements;

TEST_CASE("a statement keeps its name until it is forgotten") {
  Statements statements{10};
  const Statement get{.name = "GetMovie"};
  CHECK(statements.find(get) == nullptr);
  statements.add(get, {.name = statements.fresh_name(get)});
  REQUIRE(statements.find(get) != nullptr);
  CHECK(statements.find(get)->name == "GetMovie");
  statements.forget(get);
  CHECK(statements.find(get) == nullptr);
  // The old one may still be on the server.
  CHECK(statements.fresh_name(get) == "GetMovie_2");
}

TEST_CASE("two queries of one name, long names, prefixes") {
  Statements statements{10, "pgscribe_"};
  const Statement one{.name = "Get"};
  const Statement two{.name = "Get"};
  CHECK(statements.fresh_name(one) == "pgscribe_Get");
  CHECK(statements.fresh_name(two) == "pgscribe_Get_2");
  const std::string long_name(100, 'x');
  const Statement a{.name = long_name.c_str()};
  const std::string first = statements.fresh_name(a);
  const std::string second = statements.fresh_name(a);
  CHECK(first != second);
  CHECK(second.size() < 64);
}

TEST_CASE("the least recently used statement goes first") {
  Statements statements{2};
  const Statement a{.name = "a"};
  const Statement b{.name = "b"};
  const Statement c{.name = "c"};
  statements.add(a, {.name = "a"});
  CHECK(statements.make_room().empty());
  statements.add(b, {.name = "b"});
  CHECK(statements.find(a) != nullptr);
  CHECK(statements.make_room() == "b");
  statements.add(c, {.name = "c"});
  CHECK(statements.find(b) == nullptr);
  CHECK(statements.find(a) != nullptr);
  CHECK(statements.size() == 2);
  statements.clear();
  CHECK(statements.find(c) == nullptr);
}
