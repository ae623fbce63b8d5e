#include "lexical/utf8.hpp"

#include <doctest/doctest.h>

namespace pgscribe::lexical {

TEST_CASE("text that PostgreSQL would not take") {
  const auto nul = find_text_fault({"a\0b", 3});
  REQUIRE(nul);
  CHECK((nul->kind == TextFault::Kind::nul));
  CHECK(nul->at == 1);
  const auto utf16 = find_text_fault({"\xFF\xFE\0a", 4});
  REQUIRE(utf16);
  CHECK((utf16->kind == TextFault::Kind::utf16));
  for (const char* text : {"a\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
    const auto invalid = find_text_fault(text);
    REQUIRE(invalid);
    CHECK((invalid->kind == TextFault::Kind::invalid_utf8));
  }
  CHECK_FALSE(
      find_text_fault("\xEF\xBB\xBF"
                      "caf\xC3\xA9 \xF0\x9F\x98\x80"));
}

}  // namespace pgscribe::lexical
