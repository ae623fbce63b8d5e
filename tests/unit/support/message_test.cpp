#include "support/message.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace pgscribe::support;

TEST_CASE("placeholders take their arguments in the order of their first appearance, braces are doubled") {
  const MessageParts parts{.code = "42703", .text = "{b} of {a}: {{{b}}}", .detail = "{a}", .hint = "{c}"};
  const MessageFormat<3> format{Severity::error, parts};
  const Message message = format("x", std::string("y"), 3);
  CHECK(message.code == "42703");
  CHECK(message.text == "x of y: {x}");
  CHECK(message.detail == "y");
  CHECK(message.hint == "3");
}

TEST_CASE("an argument that looks like a placeholder stays what it is") {
  const Phrase<1> phrase{"did you mean \"{name}\"?"};
  CHECK(phrase("{name}") == "did you mean \"{name}\"?");
  CHECK(phrase('c') == "did you mean \"c\"?");
}
