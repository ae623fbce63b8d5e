#include "lsp/text_positions.hpp"

#include <doctest/doctest.h>

using namespace pgscribe::lsp;

namespace {

constexpr auto kUtf8 = PositionEncoding::utf8;
constexpr auto kUtf16 = PositionEncoding::utf16;

std::string shown(const Position& position) {
  return std::to_string(position.line) + ":" + std::to_string(position.character);
}

}  // namespace

TEST_CASE("every offset between characters is a position, and that position is the offset") {
  const std::string text = "a\u00e9\u20ac\U0001F600b\nsecond\r\nthird\rfourth\n";
  for (const PositionEncoding encoding : {kUtf8, kUtf16}) {
    const TextPositions positions(text, encoding);
    for (std::uint32_t offset = 0; offset <= text.size(); ++offset) {
      const bool is_inside = offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U;
      const bool is_in_line_end = offset > 0 && text[offset - 1] == '\r' && text[offset] == '\n';
      CAPTURE(offset);
      if (!is_inside && !is_in_line_end) CHECK(positions.offset(positions.position(offset)) == offset);
    }
  }
}

TEST_CASE("characters count as the encoding counts them") {
  const std::string text = "x\na\u00e9\u20ac\U0001F600b";
  const auto at_b = static_cast<std::uint32_t>(text.size() - 1);
  CHECK(shown(TextPositions(text, kUtf16).position(at_b)) == "1:5");  // 1 + 1 + 1 + 2
  CHECK(shown(TextPositions(text, kUtf8).position(at_b)) == "1:10");  // 1 + 2 + 3 + 4
}

TEST_CASE("lines end with LF, CRLF and CR") {
  const TextPositions positions("a\r\nb\rc\n", kUtf16);
  CHECK(shown(positions.position(3)) == "1:0");
  CHECK(shown(positions.position(5)) == "2:0");
  CHECK(shown(positions.position(7)) == "3:0");
  CHECK(positions.offset({0, 9}) == 1);
  CHECK(positions.offset({1, 9}) == 4);
}

TEST_CASE("positions that are nowhere are the nearest place before") {
  const std::string text = "a\U0001F600b\nc";
  const TextPositions positions(text, kUtf16);
  CHECK(positions.offset({0, 2}) == 1);  // the middle of a surrogate pair
  CHECK(positions.offset({0, 99}) == 6);
  CHECK(positions.offset({9, 0}) == text.size());
  CHECK(shown(positions.position(99)) == "1:1");
  CHECK(positions.span({{1, 1}, {0, 0}}) == pgscribe::support::Span{8, 8});
}

TEST_CASE("bytes that are no UTF-8 are characters of their own") {
  const std::string text = "\xff\xc3(\x80\xf0\x9f";
  const TextPositions positions(text, kUtf16);
  CHECK(shown(positions.position(2)) == "0:2");
  CHECK(shown(positions.position(4)) == "0:4");
  CHECK(positions.offset({0, 3}) == 3);
}
