#include "lexical/migration_name.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace pgscribe::lexical {
namespace {

/// `kind version title`.
std::string read(std::string_view path) {
  static constexpr const char* kKinds[] = {"ordinary", "down", "undo", "repeatable"};
  const MigrationName name = migration_name(path);
  std::string result = kKinds[static_cast<std::size_t>(name.kind)];
  for (const std::string_view number : name.version) result += " " + std::string(number);
  return result + " " + std::string(name.title);
}

}  // namespace

TEST_CASE("what names say") {
  CHECK(read("schema/000012_add_tags.up.sql") == "ordinary 12 add_tags");
  CHECK(read("000012_add_tags.DOWN.SQL") == "down 12 add_tags");
  CHECK(read("20240101-x.sql") == "ordinary 20240101 x");
  CHECK(read("V1__first.sql") == "ordinary 1 first");
  CHECK(read("V1.10_3__first.sql") == "ordinary 1 10 3 first");
  CHECK(read("U2__first.sql") == "undo 2 first");
  CHECK(read("R__views.sql") == "repeatable R__views");
  CHECK(read("schema.sql") == "ordinary schema");
  CHECK(read("down.sql") == "ordinary down");
  CHECK(read("1_2_rooms.sql") == "ordinary 1 2_rooms");
}

TEST_CASE("migrations go by number") {
  std::vector<std::string> names{"10_c.sql",
                                 "b/2.sql",
                                 "9_b.sql",
                                 "z.sql",
                                 "0001_a.sql",
                                 "20240101000000_x.sql",
                                 "a.sql",
                                 "b/10.sql",
                                 "9_a.sql",
                                 "V3__v.sql",
                                 "99999999999999999999999_y.sql",
                                 "v/V2__b.sql",
                                 "v/V1.10__b.sql",
                                 "v/V1.9__c.sql",
                                 "v/V1__d.sql",
                                 "v/R__e.sql"};
  std::sort(names.begin(), names.end(),
            [](const std::string& a, const std::string& b) { return migration_less(a, b); });
  CHECK(names == std::vector<std::string>{"0001_a.sql", "V3__v.sql", "9_a.sql", "9_b.sql", "10_c.sql",
                                          "20240101000000_x.sql", "99999999999999999999999_y.sql", "a.sql", "z.sql",
                                          "b/2.sql", "b/10.sql", "v/V1__d.sql", "v/V1.9__c.sql", "v/V1.10__b.sql",
                                          "v/V2__b.sql", "v/R__e.sql"});
}

TEST_CASE("which files of a folder are migrations") {
  CHECK(is_migration_file("1_a.sql"));
  CHECK_FALSE(is_migration_file(".1_a.sql"));
  CHECK_FALSE(is_migration_file("README.md"));
  CHECK_FALSE(is_migration_file(".sql"));
}

}  // namespace pgscribe::lexical
