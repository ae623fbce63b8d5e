#include "catalog/object_name.hpp"

#include <doctest/doctest.h>

#include "fold.hpp"

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

TEST_CASE("long names are cut evenly to 63 bytes, never inside a character") {
  CHECK(make_object_name("t", "c", "key") == "t_c_key");
  CHECK(make_object_name("t", "", "pkey") == "t_pkey");
  const std::string cut = make_object_name(std::string(50, 'a'), std::string(40, 'b'), "fkey");
  CHECK(cut.size() == 63);
  CHECK(cut == std::string(29, 'a') + "_" + std::string(28, 'b') + "_fkey");
  std::string accents;
  for (int i = 0; i < 40; ++i) accents += "\xC3\xA9";
  CHECK(make_object_name(accents, "", "pkey").size() == 58 + 5);
  CHECK(truncate_identifier(std::string(62, 'a') + "\xC3\xA9").size() == 62);
}

TEST_CASE("multirange names") {
  CHECK(multirange_type_name("float_range") == "float_multirange");
  CHECK(multirange_type_name("range_of_dates") == "multirange_of_dates");
  CHECK(multirange_type_name("span") == "span_multirange");
}

TEST_CASE("names that are taken get a number") {
  const Folded folded =
      fold("create table t (a int, constraint t_a_check check (a > 0)); create table t_pkey (x int);");
  CHECK(choose_constraint_name(folded.catalog, "public", "t", "a", "check") == "t_a_check1");
  CHECK(choose_constraint_name(folded.catalog, "public", "t", "a", "check", {"t_a_check1"}) == "t_a_check2");
  CHECK(choose_relation_name(folded.catalog, "public", "t", "", "pkey", true) == "t_pkey1");
  CHECK(choose_array_type_name(folded.catalog, "public", "t") == "_t_1");
}

}  // namespace
