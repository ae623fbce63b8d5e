#include "sql/source_text.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sql/parse.hpp"

namespace pgscribe::sql {
namespace {

/// The text, or `[code] message @offset`.
std::string checked(std::string text) {
  const support::SourceFile file("test.sql", std::move(text));
  support::Diagnostics diagnostics;
  const auto result = source_text(file, diagnostics);
  if (result) return *result;
  REQUIRE(diagnostics.all().size() == 1);
  const support::Diagnostic& d = diagnostics.all().front();
  return "[" + d.code + "] " + d.message + " @" + std::to_string(d.span.begin);
}

}  // namespace

TEST_CASE("plain text passes") {
  CHECK(checked("SELECT 'äöü€😀';\r\n") == "SELECT 'äöü€😀';\r\n");
  CHECK(checked("") == "");
}

TEST_CASE("a byte order mark becomes spaces") { CHECK(checked("\xEF\xBB\xBFSELECT 1") == "   SELECT 1"); }

TEST_CASE("binary files and other encodings") {
  CHECK(checked(std::string("ab\0c", 4)) == "[bad-file] file is not UTF-8 text @2");
  CHECK(checked("\xFF\xFES\x01") == "[bad-file] file is not UTF-8 text @0");
}

TEST_CASE("invalid UTF-8 is reported with PostgreSQL's words, at the byte") {
  CHECK(checked("a\xE9 bc") == "[22021] invalid byte sequence for encoding \"UTF8\": 0xe9 0x20 0x62 @1");
  CHECK(checked("ab\xFF") == "[22021] invalid byte sequence for encoding \"UTF8\": 0xff @2");
  CHECK(checked("\xC0\x80") == "[22021] invalid byte sequence for encoding \"UTF8\": 0xc0 0x80 @0");
  CHECK(checked("\xED\xA0\x80") == "[22021] invalid byte sequence for encoding \"UTF8\": 0xed 0xa0 0x80 @0");
  CHECK(checked("\xF4\x90\x80\x80") == "[22021] invalid byte sequence for encoding \"UTF8\": 0xf4 0x90 0x80 0x80 @0");
  CHECK(checked("\xE0\x80\x80") == "[22021] invalid byte sequence for encoding \"UTF8\": 0xe0 0x80 0x80 @0");
  CHECK(checked("x\xE2\x82") == "[22021] invalid byte sequence for encoding \"UTF8\": 0xe2 0x82 @1");
}

TEST_CASE("files without a limit do not exist") {
  CHECK(checked(std::string(kMaxFileBytes + 1, ' ')) == "[bad-file] file is larger than 268435456 bytes @0");
}

}  // namespace pgscribe::sql
