#include "catalogue/sql_html.hpp"

#include <doctest/doctest.h>

// SQL with its words told apart.

using namespace pgscribe::catalogue;

namespace {

/// With the classes in brackets: "[k SELECT] a".
std::string shown(const std::string& sql) {
  std::string text;
  for (const std::string& line : highlighted_lines(sql)) text += (text.empty() ? "" : "\n") + line;
  for (std::size_t at = 0; (at = text.find("<span class=\"", at)) != std::string::npos;) {
    text.replace(at, 13, "[");
    text.replace(text.find("\">", at), 2, " ");
    text.replace(text.find("</span>", at), 7, "]");
  }
  return text;
}

}  // namespace

TEST_CASE("keywords, constants, parameters and comments") {
  CHECK(shown("SELECT a, 1 FROM t WHERE b = 'x' AND c = $1 -- all") ==
        "[k SELECT] a, [n 1] [k FROM] t [k WHERE] b = [s &#39;x&#39;] [k AND] c = [p $1] [c -- all]");
  CHECK(shown("insert into t values (@name)") == "[k insert] [k into] t [k values] (@[p name])");
  CHECK(shown("SELECT t.order, title FROM t") == "[k SELECT] t.order, title [k FROM] t");
}

TEST_CASE("what goes over lines is closed at the end of each") {
  CHECK(shown("/* a\n\nb */ SELECT 'x\ny'") == "[c /* a]\n\n[c b */] [k SELECT] [s &#39;x]\n[s y&#39;]");
  CHECK(shown("") == "");
  CHECK(highlighted_lines("a\n").size() == 2);
}

TEST_CASE("hostile SQL stays text") {
  CHECK(shown("SELECT '<script>' AS \"</pre>\"") ==
        "[k SELECT] [s &#39;&lt;script&gt;&#39;] [k AS] &quot;&lt;/pre&gt;&quot;");
}
