#include "support/source_file.hpp"

#include <doctest/doctest.h>

using pgscribe::support::LineColumn;
using pgscribe::support::SourceFile;

TEST_CASE("lines and columns count code points from one") {
  const SourceFile file("a.sql",
                        "ab\nc\xC3\xA9"
                        "d\r\n\nz");
  CHECK(file.line_column(0) == LineColumn{1, 1});
  CHECK(file.line_column(2) == LineColumn{1, 3});
  CHECK(file.line_column(3) == LineColumn{2, 1});
  CHECK(file.line_column(6) == LineColumn{2, 3});
  CHECK(file.line_column(10) == LineColumn{4, 1});
  CHECK(file.line_column(1000) == LineColumn{4, 2});
}

TEST_CASE("a line comes without its line end") {
  const SourceFile file("a.sql", "one\r\ntwo\nthree");
  CHECK(file.line_at(1) == "one");
  CHECK(file.line_at(6) == "two");
  CHECK(file.line_at(14) == "three");
  CHECK(file.line_start(6) == 5);
  CHECK(file.offset_of_line(3) == 9);
  CHECK(file.offset_of_line(99) == 14);
}

TEST_CASE("a slice stays inside the text") {
  const SourceFile file("a.sql", "abc");
  CHECK(file.slice({1, 2}) == "b");
  CHECK(file.slice({2, 100}) == "c");
  CHECK(file.slice({50, 100}).empty());
  CHECK(SourceFile("empty.sql", "").line_column(0) == LineColumn{1, 1});
}
