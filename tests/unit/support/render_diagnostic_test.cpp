#include "support/render_diagnostic.hpp"

#include <doctest/doctest.h>

#include <regex>
#include <string>

using namespace pgscribe::support;

namespace {

Diagnostic at(const SourceFile& file, Span span, std::string message) {
  return {Severity::error, "42703", &file, span, std::move(message), {}, {}};
}

}  // namespace

TEST_CASE("the caret run covers the token, counted in code points, with tabs kept") {
  const SourceFile file("q.sql", "-- x\n\tSELECT 'h\xC3\xA9', titel FROM m;\n");
  const auto begin = static_cast<std::uint32_t>(file.text().find("titel"));
  Diagnostic diagnostic = at(file, {begin, begin + 5}, "column \"titel\" does not exist");
  diagnostic.detail = "a detail";
  diagnostic.hint = "did you mean \"title\"?";
  CHECK(render_text(diagnostic) ==
        "q.sql:2:15: error: column \"titel\" does not exist [42703]\n"
        "  \tSELECT 'h\xC3\xA9', titel FROM m;\n"
        "  \t             ^~~~~\n"
        "  detail: a detail\n"
        "  hint: did you mean \"title\"?\n");
}

TEST_CASE("on a terminal the words stay the same, and what is around them is colour") {
  const SourceFile file("q.sql", "a bcd\nefg");
  Diagnostic diagnostic = at(file, {2, 5}, "m");
  diagnostic.related = {{&file, {6, 9}, "here"}};
  const std::string coloured = render_text(diagnostic, TextStyle::coloured);
  CHECK(coloured ==
        "\033[1mq.sql:1:3: \033[0m\033[1;31merror:\033[0m \033[1mm\033[0m [42703]\n  a bcd\n    \033[1;31m^~~\033[0m\n"
        "\033[1mq.sql:2:1: \033[0m\033[1;36mnote:\033[0m here\n  efg\n  \033[1;36m^~~\033[0m\n");
  CHECK(std::regex_replace(coloured, std::regex("\033\\[[0-9;]*m"), "") == render_text(diagnostic));
  diagnostic.severity = Severity::warning;
  CHECK(render_text(diagnostic, TextStyle::coloured).find("\033[1;35mwarning:\033[0m") != std::string::npos);
}

TEST_CASE("an empty span and one past the end get one caret") {
  const SourceFile file("q.sql", "SELECT");
  CHECK(render_text(at(file, {6, 6}, "m")) == "q.sql:1:7: error: m [42703]\n  SELECT\n        ^\n");
  CHECK(render_text(at(file, {60, 70}, "m")) == "q.sql:1:7: error: m [42703]\n  SELECT\n        ^\n");
}

TEST_CASE("a span over lines is underlined to the end of the first") {
  const SourceFile file("q.sql", "a bcd\nefg");
  CHECK(render_text(at(file, {2, 9}, "m")) == "q.sql:1:3: error: m [42703]\n  a bcd\n    ^~~\n");
}

TEST_CASE("long lines are cut around the span and control characters are not printed") {
  const SourceFile file("q.sql", std::string(5000, 'x') + "\x1b[31mBAD" + std::string(5000, 'y'));
  const std::string text = render_text(at(file, {5005, 5008}, "m"));
  CHECK(text.size() < 600);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("BAD") != std::string::npos);
  CHECK(text.find("^~~") != std::string::npos);
}

TEST_CASE("json and sarif") {
  const SourceFile file("q.sql", "SELECT titel");
  const auto diagnostics = std::vector{at(file, {7, 12}, "say \"hi\"\n\xff")};
  CHECK(render_json(diagnostics) ==
        "{\"diagnostics\":[\n"
        "{\"file\":\"q.sql\",\"line\":1,\"column\":8,\"end_line\":1,\"end_column\":13,\"severity\":\"error\",\"code\":"
        "\"42703\","
        "\"message\":\"say \\\"hi\\\"\\n\\ufffd\"}]}\n");
  CHECK(render_json({}) == "{\"diagnostics\":[]}\n");
  const std::string sarif = render_sarif(diagnostics);
  CHECK(sarif.find(R"("region":{"startLine":1,"startColumn":8,"endLine":1,"endColumn":13})") != std::string::npos);
  CHECK(sarif.find(R"("rules":[{"id":"42703"}])") != std::string::npos);
}

TEST_CASE("diagnostics are sorted by path and offset, those about the run first") {
  const SourceFile a("a.sql", "xxxx");
  const SourceFile b("b.sql", "xxxx");
  Diagnostics diagnostics;
  diagnostics.add(b, {0, 1}, {Severity::error, "3", "third", {}, {}});
  diagnostics.add(a, {2, 3}, {Severity::warning, "2", "second", {}, {}});
  diagnostics.add(a, {1, 2}, {Severity::error, "1", "first", {}, {}});
  diagnostics.add({Severity::error, "0", nullptr, {}, "zeroth", {}, {}});
  const auto sorted = diagnostics.sorted();
  CHECK(sorted[0].message == "zeroth");
  CHECK(sorted[1].message == "first");
  CHECK(sorted[2].message == "second");
  CHECK(sorted[3].message == "third");
  CHECK(diagnostics.error_count() == 3);
}

TEST_CASE("nothing of the input reorders a message or breaks its lines") {
  const SourceFile file("q\nq.sql", "SELECT '\u202Eevil\u2066'");
  CHECK(render_text(at(file, {7, 8}, "\u200Fm")) == "q?q.sql:1:8: error: ?m [42703]\n  SELECT '?evil?'\n         ^\n");
}

TEST_CASE("a related place is a note in text, and in json and sarif beside the diagnostic") {
  const SourceFile file("q.sql", "first\nsecond");
  Diagnostic diagnostic = at(file, {6, 12}, "twice");
  diagnostic.hint = "once";
  diagnostic.related = {{&file, {0, 5}, "the first is here"}};
  CHECK(render_text(diagnostic) ==
        "q.sql:2:1: error: twice [42703]\n  second\n  ^~~~~~\n  hint: once\n"
        "q.sql:1:1: note: the first is here\n  first\n  ^~~~~\n");
  CHECK(render_json({diagnostic})
            .find("\"related\":[{\"file\":\"q.sql\",\"line\":1,\"column\":1,\"end_line\":1,\"end_column\":6,"
                  "\"message\":\"the first is here\"}]") != std::string::npos);
  CHECK(render_sarif({diagnostic}).find("\"relatedLocations\":[{\"physicalLocation\"") != std::string::npos);
}
