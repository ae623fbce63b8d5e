#include "query/directive.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace pgscribe::query {
namespace {

/// Reads the lines of `text` (without comment marks) as one query's; what each became, and the diagnostics.
std::string read(const std::string& text) {
  static constexpr const char* kKinds[] = {"column_not_null",
                                           "column_nullable",
                                           "column_type",
                                           "column_json_struct",
                                           "column_elements_not_null",
                                           "column_elements_nullable",
                                           "param_not_null",
                                           "param_nullable",
                                           "param_type",
                                           "param_elements_not_null",
                                           "param_elements_nullable",
                                           "row",
                                           "file",
                                           "rows_one",
                                           "group_by",
                                           "timeout",
                                           "readonly",
                                           "batch",
                                           "allow",
                                           "skip"};
  const support::SourceFile file("test.sql", text);
  support::Diagnostics diagnostics;
  std::vector<Directive> directives;
  std::string result;
  std::uint32_t begin = 0;
  while (begin < text.size()) {
    const auto end = static_cast<std::uint32_t>(std::min(text.find('\n', begin), text.size()));
    const CommentLine line{file.slice({begin, end}), {begin, end}};
    const std::size_t before = directives.size();
    const LineKind kind = read_comment_line(line, file, directives, diagnostics);
    if (!result.empty()) result += "; ";
    if (kind == LineKind::documentation) result += "doc";
    if (kind == LineKind::ignored) result += "ignored";
    if (kind == LineKind::bad) result += "bad";
    if (kind == LineKind::directive) {
      REQUIRE(directives.size() == before + 1);
      const Directive& d = directives.back();
      CHECK(d.span == line.span);
      result += kKinds[static_cast<std::size_t>(d.kind)];
      if (!d.subject.empty()) result += " " + d.subject + "«" + std::string(file.slice(d.subject_span)) + "»";
      if (!d.value.empty()) result += (d.through_json ? " through JSON " : " ") + d.value;
      if (d.timeout_ms != 0) result += " " + std::to_string(d.timeout_ms);
    }
    begin = end + 1;
  }
  for (const support::Diagnostic& d : diagnostics.all()) {
    CHECK(d.code == (d.severity == support::Severity::warning ? "unknown-directive" : "bad-directive"));
    result += " | " + d.message + " «" + std::string(file.slice(d.span)) + "» " + d.hint;
    for (const auto& place : d.related) result += place.label + " «" + std::string(file.slice(place.span)) + "»";
  }
  return result;
}

}  // namespace

TEST_CASE("columns") {
  CHECK(read("@column total not null") == "column_not_null total«total»");
  CHECK(read("@column  poster   nullable") == "column_nullable poster«poster»");
  CHECK(read("@column tags elements nullable") == "column_elements_nullable tags«tags»");
  CHECK(read("@param tags elements not null") == "param_elements_not_null tags«tags»");
  CHECK(read("@column a not null\n@column a elements nullable") ==
        "column_not_null a«a»; column_elements_nullable a«a»");
  CHECK(read("@column payload type my::Payload") == "column_type payload«payload» my::Payload");
  CHECK(read("@column payload type std::map<int, std::string>") ==
        "column_type payload«payload» std::map<int, std::string>");
  CHECK(read("@column payload json my::Payload \"my/payload.hpp\"") ==
        "column_type payload«payload» through JSON my::Payload \"my/payload.hpp\"");
  CHECK(read("@column \"Total count\" not null") == "column_not_null Total count«\"Total count\"»");
  CHECK(read("@column \"x\" nullable") == "column_nullable x«\"x\"»");
}

TEST_CASE("parameters") {
  CHECK(read("@param q nullable") == "param_nullable q«q»");
  CHECK(read("@param @q not null") == "param_not_null q«@q»");
  CHECK(read("@param q type my::Query") == "param_type q«q» my::Query");
  CHECK(read("@param q json my::Query") == "param_type q«q» through JSON my::Query");
}

TEST_CASE("queries") {
  CHECK(read("@row MovieSummary") == "row MovieSummary");
  CHECK(read("@file reports") == "file reports");
  CHECK(read("@timeout 500ms") == "timeout 500");
  CHECK(read("@timeout 2s") == "timeout 2000");
  CHECK(read("@timeout 3min") == "timeout 180000");
  CHECK(read("@timeout 1h") == "timeout 3600000");
  CHECK(read("@readonly") == "readonly");
  CHECK(read("@skip") == "skip");
  CHECK(read("@allow many-rows\n@allow null-comparison") ==
        "allow many-rows«many-rows»; allow null-comparison«null-comparison»");
}

TEST_CASE("several") {
  CHECK(read("@column a not null\n@column b not null\n@readonly\n@row R") ==
        "column_not_null a«a»; column_not_null b«b»; readonly; row R");
  CHECK(read("@column a not null\n@column a type X") == "column_not_null a«a»; column_type a«a» X");
}

TEST_CASE("documentation") {
  CHECK(read("Find one movie.") == "doc");
  CHECK(read("@ttl is taken as seconds") == "doc");
  CHECK(read("@") == "doc");
  CHECK(read("@> is not a directive") == "doc");
  CHECK(read("mail me@example.org") == "doc");
  CHECK(read("@sqlc-vet-disable no-delete") == "ignored");
}

TEST_CASE("what is wrong is marked") {
  const std::string column =
      "write \"@column <name> not null\", \"nullable\", \"type <C++ type>\", \"elements not null\", \"elements "
      "nullable\", \"json <C++ type>\" or \"json struct\"";
  const std::string timeout = "write \"@timeout 500ms\"; the units are ms, s, min, h";
  CHECK(read("@column") == "bad | incomplete @column «@column» " + column);
  CHECK(read("@column a") == "bad | incomplete @column «@column a» " + column);
  CHECK(read("@column a nulable") == "bad | unknown @column property \"nulable\" «nulable» " + column);
  CHECK(read("@column a not nul") == "bad | unknown @column property \"not nul\" «not nul» " + column);
  CHECK(read("@column a elements") == "bad | unknown @column property \"elements\" «elements» " + column);
  CHECK(read("@column a elements type X") ==
        "bad | unknown @column property \"elements type X\" «elements type X» " + column);
  CHECK(read("@column a not") == "bad | unknown @column property \"not\" «not» " + column);
  CHECK(read("@column a json struct") == "column_json_struct a«a»");
  for (const char* rest : {"json", "json X struct", "elements json struct", "elements json X"})
    CHECK(read("@column a " + std::string(rest)) ==
          "bad | unknown @column property \"" + std::string(rest) + "\" «" + rest + "» " + column);
  CHECK(read("@column a nullable x") == "bad | unknown @column property \"nullable x\" «nullable x» " + column);
  CHECK(read("@column a type") == "bad | unknown @column property \"type\" «type» " + column);
  CHECK(read("@column \"a nullable") == "bad | malformed name \"a «\"a» " + column);
  CHECK(read("@column \"\" nullable") == "bad | malformed name \"\" «\"\"» " + column);
  CHECK(read("@param q the query") ==
        "bad | unknown @param property \"the query\" «the query» write \"@param <name> not null\", \"nullable\", "
        "\"type <C++ type>\", \"elements not null\", \"elements nullable\" or \"json <C++ type>\"");
  CHECK(read("@row") == "bad | @row names no struct «@row» write \"@row MovieSummary\"");
  CHECK(read("@row a b") == "bad | unexpected text after @row a «b» write \"@row MovieSummary\"");
  CHECK(read("@file") == "bad | @file names no file «@file» write \"@file reports\"");
  CHECK(read("@file a b") == "bad | unexpected text after @file a «b» write \"@file reports\"");
  CHECK(read("@file ../a") ==
        "bad | \"../a\" cannot name a file of generated code «../a» write \"@file reports\": letters, digits and "
        "underscores");
  CHECK(read("@file a\n@file b").starts_with("file a; bad | directive repeats or contradicts an earlier one"));
  CHECK(read("@row 1a") == "bad | \"1a\" cannot name a struct «1a» write \"@row MovieSummary\"");
  for (const char* time : {"500", "ms", "0ms", "-1ms", "1d", "1.5s", "99999999999999999999ms", "3000000s", "600000h"}) {
    CHECK(read("@timeout " + std::string(time)) ==
          "bad | invalid time \"" + std::string(time) + "\" «" + time + "» " + timeout);
  }
  CHECK(read("@rows") == "bad | @rows has no number «@rows» write \"@rows one\"");
  CHECK(read("@rows two") == "bad | unknown number of rows \"two\" «two» write \"@rows one\"");
  CHECK(read("@rows one row") == "bad | unknown number of rows \"one row\" «one row» write \"@rows one\"");
  const std::string batch = "write \"@batch each\" or \"@batch atomic\"";
  CHECK(read("@batch") == "bad | @batch does not say what is a transaction «@batch» " + batch);
  CHECK(read("@batch all") == "bad | unknown @batch property \"all\" «all» " + batch);
  CHECK(read("@batch each one") == "bad | unknown @batch property \"each one\" «each one» " + batch);
  CHECK(read("@timeout") == "bad | @timeout has no time «@timeout» " + timeout);
  CHECK(read("@timeout 1 s") == "bad | unexpected text after @timeout «@timeout 1 s» " + timeout);
  CHECK(read("@readonly yes") == "bad | unexpected text after @readonly «yes» ");
  CHECK(read("@colunm a not null") == "bad | unknown directive \"@colunm\" «@colunm» did you mean \"@column\"?");
  CHECK(read("@readnoly") == "bad | unknown directive \"@readnoly\" «@readnoly» did you mean \"@readonly\"?");
  CHECK(read("@frob") ==
        "ignored | unknown directive \"@frob\" is ignored «@frob» the directives are @column, @param, @row, @rows, "
        "@file, @timeout, @readonly, @batch, @allow, @skip, @optional, @order, @patch, @keyset, @bulk");
  CHECK(read("@skip this") == "bad | unexpected text after @skip «this» ");
  CHECK(read("@allow") == "bad | @allow names no warning «@allow» write \"@allow many-rows\"");
  CHECK(read("@allow a b") == "bad | unexpected text after @allow a «b» write \"@allow many-rows\"");
  CHECK(read("@allow many-row") ==
        "bad | \"many-row\" is no warning that can be allowed «many-row» did you mean \"many-rows\"?");
  CHECK(read("@allow everything") ==
        "bad | \"everything\" is no warning that can be allowed «everything» what can be allowed: all-rows, "
        "blocking-index, breaking-drop, breaking-rename, cartesian-join, cast-column, constant-order, "
        "inexact-money, keyset-ties, many-rows, missing-value, money-type, not-in-nullable, not-null-scan, "
        "null-comparison, offset-page, required-column, star-view, timestamp-without-zone, type-rewrite, "
        "unfiltered-change, unindexed-condition, unnamed-statement, unordered-limit, unused-cte, "
        "unused-result, validated-constraint, volatile-default, wrapped-column");
  CHECK(read("@allow many-rows\n@allow many-rows") ==
        "allow many-rows«many-rows»; bad | directive repeats or contradicts an earlier one «@allow many-rows» the "
        "first is here «@allow many-rows»");
}

TEST_CASE("directives that repeat or contradict each other") {
  CHECK(read("@column a not null\n@column a nullable") ==
        "column_not_null a«a»; bad | directive repeats or contradicts an earlier one «@column a nullable» "
        "the first is here «@column a not null»");
  CHECK(read("@timeout 1s\n@timeout 2s") ==
        "timeout 1000; bad | directive repeats or contradicts an earlier one «@timeout 2s» "
        "the first is here «@timeout 1s»");
  CHECK(read("@row A\n@row B") ==
        "row A; bad | directive repeats or contradicts an earlier one «@row B» the first is here «@row A»");
  CHECK(read("@param q nullable\n@param q not null") ==
        "param_nullable q«q»; bad | directive repeats or contradicts an earlier one «@param q not null» "
        "the first is here «@param q nullable»");
}

}  // namespace pgscribe::query
