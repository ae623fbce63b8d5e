#include "codegen/includes.hpp"

#include <doctest/doctest.h>

using pgscribe::codegen::Includes;

TEST_CASE("headers are found by what is spelled, sorted, in blocks") {
  Includes includes;
  includes.add("\"models.hpp\"");
  includes.add("<my/c.h>");
  includes.add("");
  includes.add_std("std::optional<std::vector<std::string>> f(std::string_view a, std::span<const std::byte> b)");
  const std::vector<std::vector<std::string>> expected = {
      {"<my/c.h>"}, {"<cstddef>", "<optional>", "<span>", "<string>", "<string_view>", "<vector>"}, {"\"models.hpp\""}};
  CHECK(includes.blocks() == expected);
}

TEST_CASE("a name that only begins like a std name is not one") {
  Includes includes;
  includes.add_std("std::stringy std::string_views");
  CHECK(includes.blocks().empty());
}
