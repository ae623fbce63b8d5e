#include "sql/offset_map.hpp"

#include <doctest/doctest.h>

namespace pgscribe::sql {
namespace {

// file:   "xx SELECT @abc, @de FROM t"
//          0  3      10    16    20
// edited: "SELECT $1, $2 FROM t"
//          0      7   11  14
constexpr std::string_view kFile = "xx SELECT @abc, @de FROM t";
const std::vector<TextEdit> kEdits{{{10, 14}, "$1"}, {{16, 19}, "$2"}};

}  // namespace

TEST_CASE("edits are applied to a slice") {
  CHECK(apply_edits(kFile, {3, 26}, kEdits) == "SELECT $1, $2 FROM t");
  CHECK(apply_edits(kFile, {3, 26}, {kEdits[1], kEdits[0]}) == "SELECT $1, $2 FROM t");
  CHECK(apply_edits(kFile, {3, 9}, {}) == "SELECT");
  CHECK(apply_edits(kFile, {3, 26}, {kEdits[0], kEdits[1], {{16, 19}, "$3"}}) == "SELECT $1, $3 FROM t");
}

TEST_CASE("offsets go back to the file") {
  const OffsetMap map(3, kEdits);
  CHECK(map.to_file(0) == 3);
  CHECK(map.to_file(6) == 9);
  CHECK(map.to_file(7) == 10);   // start of $1
  CHECK(map.to_file(8) == 10);   // inside $1
  CHECK(map.to_file(9) == 14);   // the comma
  CHECK(map.to_file(11) == 16);  // start of $2
  CHECK(map.to_file(14) == 20);
  CHECK(map.to_file(20) == 26);
  CHECK(OffsetMap(5).to_file(7) == 12);
}

TEST_CASE("spans cover what was replaced") {
  const OffsetMap map(3, kEdits);
  CHECK(map.to_file(Span{7, 9}) == Span{10, 14});
  CHECK(map.to_file(Span{7, 13}) == Span{10, 19});
  CHECK(map.to_file(Span{0, 6}) == Span{3, 9});
  CHECK(map.to_file(Span{9, 10}) == Span{14, 15});
  CHECK(map.to_file(Span{9, 9}) == Span{14, 14});
}

TEST_CASE("text that was removed") {
  const OffsetMap map(0, {{{2, 5}, ""}});  // "ab-c-d" -> "abd"
  CHECK(map.to_file(1) == 1);
  CHECK(map.to_file(2) == 5);
  CHECK(map.to_file(Span{1, 2}) == Span{1, 2});
  CHECK(map.to_file(Span{1, 3}) == Span{1, 6});
}

TEST_CASE("text that was inserted") {
  const OffsetMap map(0, {{{2, 2}, "xyz"}});  // "abcd" -> "abxyzcd"
  CHECK(map.to_file(Span{2, 5}) == Span{2, 2});
  CHECK(map.to_file(Span{5, 6}) == Span{2, 3});
}

}  // namespace pgscribe::sql
