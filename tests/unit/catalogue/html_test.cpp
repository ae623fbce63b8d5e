#include "catalogue/html.hpp"

#include <doctest/doctest.h>

// Texts as HTML, and names as ids.

using namespace pgscribe::catalogue;

TEST_CASE("what is markup elsewhere is text here") {
  CHECK(escaped("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#39;");
  CHECK(escaped("a\r\n\tb") == "a\n\tb");
  CHECK(escaped(std::string("\x01\x7F", 2)) == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(element("a", "<i>x</i>", {{"href", "\"><script>"}}) == "<a href=\"&quot;&gt;&lt;script&gt;\"><i>x</i></a>");
}

TEST_CASE("a table without rows is nothing") {
  CHECK(table({"a"}, {}) == "");
  CHECK(table({"a"}, {table_row({"1"})}).find("<th>a</th>") != std::string::npos);
  CHECK(table({"a"}, {table_row({"1"})}).find("<td>1</td>") != std::string::npos);
}

TEST_CASE("no two names have one id") {
  CHECK(as_id("movies_2.x-y") == "movies_2.x-y");
  CHECK(as_id("a b/c") == "a~20b~2fc");
  CHECK(as_id("a~20b") == "a~7e20b");
  CHECK(as_id("\xC3\xA9") == "~c3~a9");
}
