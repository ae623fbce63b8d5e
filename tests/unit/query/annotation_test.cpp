#include "query/annotation.hpp"

#include <doctest/doctest.h>

#include <string>

namespace pgscribe::query {
namespace {

/// `name :command`, or `[code] message «source» hint`.
std::string read(const std::string& text) {
  const support::SourceFile file("test.sql", text);
  support::Diagnostics diagnostics;
  const WholeLineComment comment = whole_line_comment(file.text(), sql::scan(file.text()).front());
  if (!is_annotation(comment)) return "comment";
  const auto annotation = read_annotation(comment, file, diagnostics);
  if (annotation) {
    CHECK(file.slice(annotation->name_span) == annotation->name);
    CHECK(text.rfind(file.slice(annotation->span), 0) == 0);
    return annotation->name + " " + std::string(to_string(annotation->command));
  }
  REQUIRE(diagnostics.all().size() == 1);
  const support::Diagnostic& d = diagnostics.all()[0];
  CHECK(d.code == "bad-annotation");
  return d.message + " «" + std::string(file.slice(d.span)) + "» " + d.hint;
}

}  // namespace

TEST_CASE("all commands") {
  for (const char* command : {":one", ":many", ":exec", ":execrows", ":execresult", ":execlastid", ":copyfrom",
                              ":batchexec", ":batchone", ":batchmany", ":stream"}) {
    CHECK(read("-- name: GetMovie " + std::string(command)) == "GetMovie " + std::string(command));
  }
}

TEST_CASE("both comment styles") {
  CHECK(read("/* name: X :one */") == "X :one");
  CHECK(read("--   name:  X   :one  ") == "X :one");
  CHECK(read("--name: X :one") == "X :one");
  CHECK(read("-- name: _x9 :many\r") == "_x9 :many");
}

TEST_CASE("other comments") {
  CHECK(read("-- names are hard") == "comment");
  CHECK(read("-- the name: X :one") == "comment");
  CHECK(read("--") == "comment");
  CHECK(read("/* name: X :one\n */") == "comment");
}

TEST_CASE("what is wrong is marked") {
  const std::string commands =
      ":one, :many, :exec, :execrows, :execresult, :execlastid, :copyfrom, :batchexec, :batchone, :batchmany, :stream";
  CHECK(read("-- name:") == "query name is missing «name:» write \"-- name: GetMovie :one\"");
  CHECK(read("-- name: :one") == "query name is missing «:one» write \"-- name: GetMovie :one\"");
  CHECK(read("-- name: GetMovie") == "query \"GetMovie\" has no command «name: GetMovie» add one of " + commands);
  CHECK(read("-- name: 1a :one") ==
        "invalid query name: \"1a\" «1a» a name has letters, digits and underscores, and starts with no digit");
  CHECK(read("-- name: a-b :one") ==
        "invalid query name: \"a-b\" «a-b» a name has letters, digits and underscores, and starts with no digit");
  CHECK(read("-- name: X :ones") == "unknown command \":ones\" «:ones» did you mean \":one\"?");
  CHECK(read("-- name: X many") == "unknown command \"many\" «many» did you mean \":many\"?");
  CHECK(read("-- name: X :exexrows") == "unknown command \":exexrows\" «:exexrows» did you mean \":execrows\"?");
  CHECK(read("-- name: X :frobnicate") == "unknown command \":frobnicate\" «:frobnicate» the commands are " + commands);
  CHECK(read("-- name: X :one or two") ==
        "unexpected text after the command of query \"X\" «or two» comments about the query go on lines of their own");
}

}  // namespace pgscribe::query
