#include "support/nearest_name.hpp"

#include <doctest/doctest.h>

using namespace pgscribe::support;

TEST_CASE("edit distance") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("abc", "") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("titel", "title") == 1);
}

TEST_CASE("only a near name is offered") {
  CHECK(nearest_name("titel", {"year", "title", "id"}) == "title");
  CHECK(nearest_name("xyz", {"year", "title"}).empty());
  CHECK(nearest_name("a", {"b"}).empty());
  CHECK(nearest_name("ids", {"id"}) == "id");
  CHECK(nearest_name("x", {}).empty());
}
