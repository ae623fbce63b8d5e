#include "support/file_system.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
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
    CAPTURE(std::string{row.pattern});
    CAPTURE(std::string{row.name});
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

namespace {

/// A folder of its own, gone afterwards.
class Folder {
 public:
  Folder() : path_((std::filesystem::temp_directory_path() / "pgscribe_fs_XXXXXX").string()) {
    REQUIRE(::mkdtemp(path_.data()) != nullptr);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string path(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("writing makes folders and leaves nothing else behind") {
  const Folder folder;
  const std::string path = folder.path("new/folder/file.txt");
  CHECK(disk().read(path) == std::nullopt);
  disk().write({{path, "one"}, {folder.path("new/other.txt"), "1"}});
  CHECK(disk().read(path) == "one");
  disk().write({{path, "two"}});
  CHECK(disk().read(path) == "two");
  CHECK(disk().list(folder.path("new/folder")) == std::vector<std::string>{"file.txt"});
  CHECK(expand_glob(disk(), folder.path("*/fold*/*.txt")) == std::vector<std::string>{path});
  CHECK(expand_glob(disk(), folder.path("*.txt")).empty());
}

TEST_CASE("of several files none is replaced when one cannot be written") {
  const Folder folder;
  disk().write({{folder.path("a"), "old"}, {folder.path("file"), "no folder"}});
  CHECK_THROWS(disk().write({{folder.path("a"), "new"}, {folder.path("file/b"), "new"}}));
  CHECK(disk().read(folder.path("a")) == "old");
  CHECK(disk().list(folder.path("")) == std::vector<std::string>{"a", "file"});
}

TEST_CASE("kinds of paths") {
  const Folder folder;
  disk().write({{folder.path("file"), ""}});
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  REQUIRE(::symlink("file", folder.path("link").c_str()) == 0);
  REQUIRE(::symlink("nowhere", folder.path("dangling").c_str()) == 0);
  REQUIRE(::symlink("loop", folder.path("loop").c_str()) == 0);
  CHECK(disk().kind(folder.path("file")) == PathKind::file);
  CHECK(disk().kind(folder.path("link")) == PathKind::file);
  CHECK(disk().kind(folder.path("")) == PathKind::folder);
  CHECK(disk().kind(folder.path("pipe")) == PathKind::other);
  CHECK(disk().kind(folder.path("dangling")) == PathKind::dangling_link);
  CHECK(disk().kind(folder.path("loop")) == PathKind::dangling_link);
  CHECK(disk().kind(folder.path("missing")) == PathKind::nothing);
  CHECK(disk().read(folder.path("pipe")) == std::nullopt);
}

TEST_CASE("names of texts written aside") {
  CHECK(is_aside_name("models.hpp.tmp123"));
  CHECK_FALSE(is_aside_name("models.hpp.tmp"));
  CHECK_FALSE(is_aside_name("models.tmp1.hpp"));
  CHECK_FALSE(is_aside_name("models.hpp"));
}
