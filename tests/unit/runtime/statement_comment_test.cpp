#include "observe/statement_comment.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace pgscribe;
using detail::statement_comment;

TEST_CASE("tags are sorted, quoted and percent-encoded") {
  CHECK(statement_comment({}).empty());
  CHECK(statement_comment({{"name", "GetMovie"}}) == " /*name='GetMovie'*/");
  CHECK(statement_comment({{"tracestate", "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"},
                           {"traceparent", "00-5bd66ef5095369c7b0d1f8f4bd33716a-c532cb4098ac3dd2-01"},
                           {"route", "/movies/<id>"}}) ==
        " /*route='%2Fmovies%2F%3Cid%3E',traceparent='00-5bd66ef5095369c7b0d1f8f4bd33716a-c532cb4098ac3dd2-01',"
        "tracestate='congo%3Dt61rcWkgMzE%2Crojo%3D00f067aa0ba902b7'*/");
  CHECK(statement_comment({{"caf\xC3\xA9", "~a-b_c.d e+f%"}}) == " /*caf%C3%A9='~a-b_c.d%20e%2Bf%25'*/");
}

TEST_CASE("a tag without a key says nothing, one without a value is there") {
  CHECK(statement_comment({{"", "lost"}}).empty());
  CHECK(statement_comment({{"", "lost"}, {"empty", ""}}) == " /*empty=''*/");
}

TEST_CASE("no key and no value ends the comment, begins one, or ends a quote") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  all += "*/ DROP TABLE movies; /* '\\' $$ --\n";
  const std::string comment = statement_comment({{all, all}});
  CHECK(comment.find("/*") == 1);
  CHECK(comment.find("*/") == comment.size() - 2);
  const std::string inside = comment.substr(3, comment.size() - 5);
  CHECK(std::all_of(inside.begin(), inside.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view{"%-._~='"}.find(c) != std::string_view::npos;
  }));
  CHECK(std::count(inside.begin(), inside.end(), '\'') == 2);
  CHECK(std::count(inside.begin(), inside.end(), '=') == 1);
}
