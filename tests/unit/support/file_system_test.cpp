#include "support/file_system.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

using namespace pgscribe::support;

TEST_CASE("globs") {
  struct Row {
    const char* pattern;
    const char* name;
    bool matches;
  };
  for (const Row& row :
       {Row{"*.sql", "a.sql", true}, Row{"*.sql", "a.sq", false}, Row{"a?c", "abc", true}, Row{"a?c", "ac", false},
        Row{"[a-c]x", "bx", true}, Row{"[a-c]x", "dx", false}, Row{"[!a]x", "bx", true}, Row{"[!a]x", "ax", false},
        Row{"*a*b", "xxaxxb", true}, Row{"*a*b", "xxbxxa", false}, Row{"", "", true}, Row{"*", "", true},
        Row{"[", "[", false}, Row{"a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false}}) {
    CAPTURE(row.pattern);
    CAPTURE(row.name);
    CHECK(matches_glob(row.pattern, row.name) == row.matches);
  }
}

TEST_CASE("paths") {
  CHECK(join_path("a", "b") == "a/b");
  CHECK(join_path("a/", "b") == "a/b");
  CHECK(join_path(".", "b") == "b");
  CHECK(join_path("a", "/b") == "/b");
  CHECK(parent_path("a/b/c") == "a/b");
  CHECK(parent_path("c") == ".");
  CHECK(parent_path("/c") == "/");
  CHECK(file_name("a/b/c.sql") == "c.sql");
}

TEST_CASE("writing makes folders, and leaves a file alone that has the text already") {
  std::string pattern = (std::filesystem::temp_directory_path() / "pgscribe_fs_XXXXXX").string();
  REQUIRE(::mkdtemp(pattern.data()) != nullptr);
  const std::string path = pattern + "/new/folder/file.txt";
  CHECK(disk().read(path) == std::nullopt);
  CHECK(write_if_changed(disk(), path, "one"));
  CHECK_FALSE(write_if_changed(disk(), path, "one"));
  CHECK(write_if_changed(disk(), path, "two"));
  CHECK(disk().read(path) == "two");
  CHECK(disk().list(pattern + "/new/folder") == std::vector<std::string>{"file.txt"});
  CHECK(expand_glob(disk(), pattern + "/*/fold*/*.txt") == std::vector<std::string>{path});
  CHECK(expand_glob(disk(), pattern + "/*.txt").empty());
  std::filesystem::remove_all(pattern);
}
