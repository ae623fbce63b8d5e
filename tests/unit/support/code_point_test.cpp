#include "support/code_point.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace pgscribe::support;

TEST_CASE("next_code_point reads UTF-8 and takes broken bytes one by one") {
  const auto all = [](std::string_view text) {
    std::vector<std::uint32_t> code_points;
    for (std::size_t i = 0; i < text.size();) code_points.push_back(next_code_point(text, i));
    return code_points;
  };
  CHECK(all("a\u00E9\u20AC\U0001F3AC") == std::vector<std::uint32_t>{0x61, 0xE9, 0x20AC, 0x1F3AC});
  CHECK(all("\xC3") == std::vector<std::uint32_t>{0xFFFD});
  CHECK(all("\xC3(") == std::vector<std::uint32_t>{0xFFFD, '('});
  CHECK(all("\xFF\x80z") == std::vector<std::uint32_t>{0xFFFD, 0xFFFD, 'z'});
}

TEST_CASE("what hides or reorders text is deceptive, letters and emoji are not") {
  for (const std::uint32_t code_point : {0x0U, 0x7U, 0x7FU, 0x85U, 0x61CU, 0x200EU, 0x2028U, 0x202EU, 0x2066U, 0xFEFFU})
    CHECK(is_deceptive(code_point));
  for (const std::uint32_t code_point : {0x20U, 0x41U, 0xE9U, 0x5D0U, 0x627U, 0x200DU, 0x1F3ACU})
    CHECK_FALSE(is_deceptive(code_point));
}
