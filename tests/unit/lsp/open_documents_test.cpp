#include "lsp/open_documents.hpp"

#include <doctest/doctest.h>

#include <map>
#include <stdexcept>

#include "lsp/file_uri.hpp"

using namespace pgscribe;
using namespace pgscribe::lsp;

namespace {

/// A disk of texts by path.
class Texts : public support::FileSystem {
 public:
  explicit Texts(std::map<std::string, std::string> texts) : texts_(std::move(texts)) {}
  support::PathKind kind(const std::string& path) const override {
    return texts_.count(path) != 0 ? support::PathKind::file : support::PathKind::nothing;
  }
  std::optional<std::string> read(const std::string& path) const override {
    const auto found = texts_.find(path);
    return found == texts_.end() ? std::nullopt : std::optional(found->second);
  }
  std::vector<std::string> list(const std::string& folder) const override {
    std::vector<std::string> names;
    for (const auto& [path, text] : texts_) {
      if (support::parent_path(path) == folder) names.push_back(support::file_name(path));
    }
    return names;
  }
  void write(const std::vector<support::FileText>&) override {}
  void remove(const std::string&) override {}
  std::shared_ptr<const void> lock(const std::string&) override { return nullptr; }

 private:
  std::map<std::string, std::string> texts_;
};

std::string edited(std::string text, const std::vector<TextChange>& changes,
                   PositionEncoding encoding = PositionEncoding::utf16) {
  apply(changes, encoding, text);
  return text;
}

}  // namespace

TEST_CASE("an open text stands in front of the disk's until it is closed") {
  const Texts disk({{"/p/q/a.sql", "disk"}, {"/p/q/b.sql", "b"}});
  OpenDocuments documents(disk);
  documents.open("/p/q/a.sql", {"file:///p/q/a.sql", 1, "editor"});
  documents.open("/p/q/new.sql", {"file:///p/q/new.sql", 1, "not saved yet"});
  CHECK(documents.read("/p/q/a.sql") == "editor");
  CHECK(documents.read("/p/../p/./q/a.sql") == "editor");
  CHECK(documents.read("/p/q/b.sql") == "b");
  CHECK(documents.kind("/p/q/new.sql") == support::PathKind::file);
  CHECK(documents.list("/p/q") == std::vector<std::string>{"a.sql", "b.sql", "new.sql"});
  CHECK(documents.list("/p/./q") == std::vector<std::string>{"a.sql", "new.sql"});
  documents.close("/p/q/a.sql");
  documents.close("/p/q/new.sql");
  CHECK(documents.read("/p/q/a.sql") == "disk");
  CHECK(documents.kind("/p/q/new.sql") == support::PathKind::nothing);
}

TEST_CASE("nothing is written") {
  const Texts disk({});
  OpenDocuments documents(disk);
  CHECK_THROWS_AS(documents.write({}), std::logic_error);
  CHECK_THROWS_AS(documents.remove("/a"), std::logic_error);
  CHECK_THROWS_AS(static_cast<void>(documents.lock("/")), std::logic_error);
}

TEST_CASE("changes are made one after the other") {
  CHECK(edited("abc", {{std::nullopt, "new"}}) == "new");
  CHECK(edited("ab\ncd", {{Range{{0, 1}, {1, 1}}, "-"}}) == "a-d");
  CHECK(edited("", {{Range{{0, 0}, {0, 0}}, "a\n"}, {Range{{1, 0}, {1, 0}}, "b"}}) == "a\nb");
  CHECK(edited("a\r\nb\r\n", {{Range{{0, 1}, {1, 0}}, " "}}) == "a b\r\n");
  CHECK(edited("abc", {{Range{{0, 1}, {9, 9}}, ""}}) == "a");
}

TEST_CASE("a change is counted in the units that were agreed upon") {
  CHECK(edited("\U0001F600x", {{Range{{0, 2}, {0, 3}}, "y"}}) == "\U0001F600y");
  CHECK(edited("\U0001F600x", {{Range{{0, 4}, {0, 5}}, "y"}}, PositionEncoding::utf8) == "\U0001F600y");
}

TEST_CASE("paths and URIs") {
  CHECK(path_of_uri("file:///a/b.sql") == "/a/b.sql");
  CHECK(path_of_uri("file://localhost/a") == "/a");
  CHECK(path_of_uri("file:///a%20b/%C3%A9.sql") == "/a b/\u00e9.sql");
  CHECK(path_of_uri("file:///a/./b/../c.sql?x#y") == "/a/c.sql");
  CHECK(path_of_uri("file:///a/b/") == "/a/b");
  CHECK(path_of_uri("file:///") == "/");
  for (const char* other : {"untitled:Untitled-1", "file://server/share/a", "file:", "file:///a%2", "file:///a%zz", ""})
    CHECK(path_of_uri(other) == std::nullopt);
  CHECK(uri_of_path("/a b/\u00e9#?%.sql") == "file:///a%20b/%C3%A9%23%3F%25.sql");
  CHECK(path_of_uri(uri_of_path("/a b/\u00e9#?%.sql")) == "/a b/\u00e9#?%.sql");
}
