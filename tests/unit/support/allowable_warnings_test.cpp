#include "support/allowable_warnings.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace pgscribe::support {

TEST_CASE("what can be allowed is sorted, and near misses are told") {
  CHECK(std::is_sorted(allowable_warnings().begin(), allowable_warnings().end()));
  CHECK(allowable_hint("mny-rows") == "did you mean \"many-rows\"?");
  CHECK(allowable_hint("x").starts_with("what can be allowed: all-rows, "));
}

TEST_CASE("diagnostics of allowed codes are left out") {
  const SourceFile file("q.sql", "x");
  Diagnostics found;
  found.add(file, {0, 1}, {Severity::warning, "many-rows", "a", {}, {}});
  found.add(file, {0, 1}, {Severity::error, "42601", "b", {}, {}});
  Diagnostics rest;
  add_unallowed(found, {"many-rows"}, rest);
  REQUIRE(rest.all().size() == 1);
  CHECK(rest.all()[0].message == "b");
  CHECK(rest.error_count() == 1);
}

}  // namespace pgscribe::support
