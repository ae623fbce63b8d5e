#include "sql/depth.hpp"

#include <doctest/doctest.h>

#include <string>

namespace pgscribe::sql {
namespace {

/// The smallest limit that admits the text.
int depth(std::string_view text) {
  const TokenIndex tokens(text);
  int limit = 0;
  while (find_too_deep(tokens, limit)) ++limit;
  return limit;
}

}  // namespace

TEST_CASE("brackets, CASE and chains nest") {
  CHECK(depth("select a") == 0);
  CHECK(depth("select ((a))") == 2);
  CHECK(depth("select array[[1], [2]]") == 2);
  CHECK(depth("select 1 + 2 + 3") == 2);
  CHECK(depth("select a::b::c") == 2);
  CHECK(depth("select not not a") == 2);
  CHECK(depth("select case when a then case when b then c end end") == 2);
  CHECK(depth("select a union select b union select c") == 2);
  CHECK(depth("from a join b on x = y and z join c on x = y join d on w") == 4);
  CHECK(depth("select a isnull isnull between 1 and 2 isnull between 3 and 4 isnull") == 6);
}

TEST_CASE("lists, AND and OR are flat") {
  CHECK(depth("select 1 + 1, 2 + 2, 3 + 3") == 1);
  CHECK(depth("where a = 1 and b = 2 or c = 3 and d = 4") == 1);
  CHECK(depth("values (1), (2), (3)") == 1);
  CHECK(depth("where a between 1 and 2 and b between 3 and 4") == 1);
}

TEST_CASE("what does not balance") {
  CHECK(depth(")))") == 0);
  CHECK(depth("(((") == 3);
  CHECK(depth("(case ) (") == 2);
  CHECK(depth("end end (") == 1);
}

TEST_CASE("the token is where it gets too deep") {
  const TokenIndex tokens("a ( b ( c");
  CHECK(find_too_deep(tokens, 1) == 3);
  CHECK_FALSE(find_too_deep(tokens, 2));
}

}  // namespace pgscribe::sql
