#include "analyze/facts/reason.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace pgscribe::analyze;

TEST_CASE("a reason's text names what the reason names") {
  CHECK(text({Why::optional_side, {}, {"p", "LEFT JOIN"}}) == "p is on the optional side of the LEFT JOIN");
  CHECK(text({Why::never_passed, {}, {"2"}}) == "the caller cannot pass NULL for $2");
  CHECK(text({}).empty());
}

TEST_CASE("a reason that rests on others says them one after the other") {
  const Reason key{Why::unique_key, {}, {"movies_pkey"}};
  CHECK(text({Why::each_of, {}, {}, {key, {Why::limit_one}}}) == "movies_pkey, LIMIT 1");
  CHECK(text({Why::rows_lost, {}, {}, {key, {Why::trigger_may_drop_row, {}, {"t", "m"}}}}) ==
        "movies_pkey; trigger t of m may leave the row out");
  CHECK(text({Why::element_can_be_null, {}, {}, {{Why::not_declared, {}, {"m.tag"}}}}) ==
        "an element can be NULL, for m.tag is not declared NOT NULL");
}

TEST_CASE("every reason has a text that is whole once its names are in it") {
  const std::vector<std::string> names{"a", "b", "c"};
  for (int why = 1; why <= static_cast<int>(Why::rows_directive); ++why) {
    const std::string said = text({static_cast<Why>(why), {}, names, {{Why::constant}}});
    CHECK(!said.empty());
    CHECK(said.find_first_of("{}") == std::string::npos);
  }
}
