#include "lexical/scanner.hpp"

#include <doctest/doctest.h>

#include <string>

namespace pgscribe::lexical {
namespace {

/// `kind:text` of each token, with ` ` between them; `!` after an unterminated one.
std::string scanned(std::string_view text) {
  static constexpr const char* kNames[] = {"id", "quoted", "string", "number", "param",
                                           "op", "punct",  "line",   "block",  "invalid"};
  std::string result;
  for (const Token& token : scan(text)) {
    if (!result.empty()) result += ' ';
    result += kNames[static_cast<std::size_t>(token.kind)];
    result += ':';
    result += text.substr(token.begin, token.end - token.begin);
    if (!token.terminated) result += '!';
  }
  return result;
}

struct Row {
  const char* text;
  const char* expected;
};

}  // namespace

TEST_CASE("words and quoted identifiers") {
  static constexpr Row kRows[] = {
      {"a _b c$1 \xC3\xA4", "id:a id:_b id:c$1 id:\xC3\xA4"},
      {R"("a ""b""" U&"x" u &"y")", R"(quoted:"a ""b""" quoted:U&"x" id:u op:& quoted:"y")"},
      {"\"open", "quoted:\"open!"},
  };
  for (const Row& row : kRows) CHECK(scanned(row.text) == row.expected);
}

TEST_CASE("strings") {
  static constexpr Row kRows[] = {
      {"'it''s' 'a\\' b", "string:'it''s' string:'a\\' id:b"},
      {"E'it\\'s' e'\\\\' n'x' B'1' X'F' U&'y'",
       "string:E'it\\'s' string:e'\\\\' string:n'x' string:B'1' string:X'F' string:U&'y'"},
      {"'a'\n  'b' 'c'", "string:'a'\n  'b' string:'c'"},
      {"'a' -- c\n'b'", "string:'a' line:-- c string:'b'"},
      {"'a'\n-- c\n'b'", "string:'a'\n-- c\n'b'"},
      {"E'a'\n'\\''x", "string:E'a'\n'\\'' id:x"},
      {"'open", "string:'open!"},
      {"$$a'b$$ $t$ $$ $x$ $t$", "string:$$a'b$$ string:$t$ $$ $x$ $t$"},
      {"$t$ open", "string:$t$ open!"},
      {"a$b$c", "id:a$b$c"},
      {"$", "invalid:$"},
  };
  for (const Row& row : kRows) CHECK(scanned(row.text) == row.expected);
}

TEST_CASE("numbers and parameters") {
  static constexpr Row kRows[] = {
      {"1 1.5 .5 1. 1e3 1.5E-3 1e 1..2",
       "number:1 number:1.5 number:.5 number:1. number:1e3 number:1.5E-3 number:1 id:e number:1 punct:.. number:2"},
      {"$1 $23a", "param:$1 param:$23 id:a"},
  };
  for (const Row& row : kRows) CHECK(scanned(row.text) == row.expected);
}

TEST_CASE("operators and punctuation") {
  static constexpr Row kRows[] = {
      {"a<-1 a*-1 a@-1 a<>b a::b a:=b a:b",
       "id:a op:< op:- number:1 id:a op:* op:- number:1 id:a op:@- number:1 id:a op:<> id:b id:a punct::: id:b id:a "
       "punct::= id:b id:a punct:: id:b"},
      {"a+--x", "id:a op:+ line:--x"},
      {"a*/*x*/b", "id:a op:* block:/*x*/ id:b"},
      {"(a[1],b);", "punct:( id:a punct:[ number:1 punct:] punct:, id:b punct:) punct:;"},
      {"\\", "invalid:\\"},
  };
  for (const Row& row : kRows) CHECK(scanned(row.text) == row.expected);
}

TEST_CASE("comments") {
  CHECK(scanned("-- a 'b\nc") == "line:-- a 'b id:c");
  CHECK(scanned("-- a\r\nb") == "line:-- a id:b");
  CHECK(scanned("/* a /* b */ c */ d") == "block:/* a /* b */ c */ id:d");
  CHECK(scanned("/* a /* b */ c") == "block:/* a /* b */ c!");
}

TEST_CASE("identifiers are folded as PostgreSQL folds them") {
  CHECK(fold_identifier("AbC") == "abc");
  CHECK(fold_identifier("\"AbC\"") == "AbC");
  CHECK(fold_identifier("\"a\"\"b\"") == "a\"b");
  CHECK(fold_identifier("\xC3\x84") == "\xC3\x84");
  CHECK(fold_identifier(std::string(70, 'x')) == std::string(63, 'x'));
  CHECK(fold_identifier(std::string(62, 'x') + "\xC3\xA4") == std::string(62, 'x'));
}

}  // namespace pgscribe::lexical
