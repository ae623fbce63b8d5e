#include "codegen/cpp_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace pgscribe::codegen;

TEST_CASE("string_literal escapes") {
  CHECK(string_literal("a\"b\\c") == R"("a\"b\\c")");
  CHECK(string_literal("a\nb\tc") == R"("a\nb\011c")");
  CHECK(string_literal(std::string_view("\0", 1)) == R"("\000")");
  CHECK(string_literal("größe") == "\"größe\"");
}

TEST_CASE("sql_literal finds a delimiter that is not in the text") {
  CHECK(sql_literal("SELECT 1") == "R\"sql(SELECT 1)sql\"");
  CHECK(sql_literal("SELECT ')sql\"'") == "R\"sql1(SELECT ')sql\"')sql1\"");
  CHECK(sql_literal("SELECT ')sql\"', ')sql1\"'") == "R\"sql2(SELECT ')sql\"', ')sql1\"')sql2\"");
}

TEST_CASE("sql_literal escapes what a source file cannot hold, and what would look like other SQL than it is") {
  CHECK(sql_literal("SELECT 1,\n\t2") == "R\"sql(SELECT 1,\n\t2)sql\"");
  CHECK(sql_literal("SELECT '\x01'") == R"("SELECT '\001'")");
  CHECK(sql_literal("SELECT 'a\r\nb',\n 2") == "\"SELECT 'a\\r\\n\"\n        \"b',\\n\"\n        \" 2\"");
  CHECK(sql_literal("SELECT '\u202E'") == R"("SELECT '\342\200\256'")");
  CHECK(sql_literal("SELECT '\u2028'") == R"("SELECT '\342\200\250'")");
  CHECK(sql_literal("SELECT 'größe'") == "R\"sql(SELECT 'größe')sql\"");
  CHECK(sql_literal("") == "R\"sql()sql\"");
}

TEST_CASE("string_literal holds no trigraph and nothing that is not seen") {
  CHECK(string_literal("a?\?/b???") == R"("a?\?/b?\?\?")");
  CHECK(string_literal("a\u2066b\u200Fc") == R"("a\342\201\246b\342\200\217c")");
  CHECK(string_literal("\xFF") == R"("\377")");
}

TEST_CASE("comment_text shows what would be hidden") {
  CHECK(comment_text("a\u202Eb\u2028c") == "a<U+202E>b<U+2028>c");
  CHECK(comment_text("queries/a\nint x;.sql") == "queries/a int x;.sql");
  CHECK(comment_text("\xFF") == "<U+FFFD>");
  CHECK(comment_text("an emoji of several: \U0001F468\u200D\U0001F469") ==
        "an emoji of several: \U0001F468\u200D\U0001F469");
}

TEST_CASE("comment_lines wraps and cannot continue onto code") {
  CHECK(comment_lines("one\ntwo", 0) == std::vector<std::string>{"/// one", "/// two"});
  CHECK(comment_lines("one\n\ntwo\n", 0) == std::vector<std::string>{"/// one", "///", "/// two"});
  CHECK(comment_lines("a path: C:\\", 0) == std::vector<std::string>{"/// a path: C:\\ ."});
  CHECK(comment_lines("what?\?/", 0) == std::vector<std::string>{"/// what?\?/ ."});
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word ";
  const std::vector<std::string> lines = comment_lines(text, 2);
  CHECK(lines.size() == 4);
  CHECK(std::all_of(lines.begin(), lines.end(), [](const std::string& line) { return line.size() + 2 <= kLineWidth; }));
  CHECK(comment_lines(std::string(300, 'x'), 0).size() == 1);
}

TEST_CASE("function_head breaks as clang-format does") {
  CHECK(function_head("void", "f", {}, 2, 1) == "void f()");
  CHECK(function_head("void", "f", {"int a", "int b"}, 2, 1) == "void f(int a, int b)");
  const std::string type = "pgscribe::BatchResults<std::optional<ListMoviesByGenreAndDecadeRow>>";
  CHECK(function_head(type, "batch_list", {"std::span<const pgscribe::Uuid> ids"}, 2, 1) ==
        type + " batch_list(\n      std::span<const pgscribe::Uuid> ids)");
  CHECK(function_head("friend bool", "operator==",
                      {"const ListMoviesByGenreAndDecadeRow&", "const ListMoviesByGenreAndDecadeRow&"}, 2, 11) ==
        "friend bool operator==(const ListMoviesByGenreAndDecadeRow&,\n                         const "
        "ListMoviesByGenreAndDecadeRow&)");
}

TEST_CASE("constructor") {
  CHECK(constructor("MoviesQuerier", {"executor_(executor)"}) ==
        "explicit MoviesQuerier(pgscribe::ExecutorHandle executor) noexcept : executor_(executor) {}");
  CHECK(constructor("Querier", {"MoviesQuerier(executor)", "AccountsQuerier(executor)"}) ==
        "explicit Querier(pgscribe::ExecutorHandle executor) noexcept\n"
        "      : MoviesQuerier(executor), AccountsQuerier(executor) {}");
  CHECK(constructor("Querier", {"MoviesQuerier(executor)", "AccountsQuerier(executor)",
                                "NotificationsQuerier(executor)", "WatchQuerier(executor)"}) ==
        "explicit Querier(pgscribe::ExecutorHandle executor) noexcept\n"
        "      : MoviesQuerier(executor),\n"
        "        AccountsQuerier(executor),\n"
        "        NotificationsQuerier(executor),\n"
        "        WatchQuerier(executor) {}");
}
