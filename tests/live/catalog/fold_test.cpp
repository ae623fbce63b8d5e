#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "../../unit/catalog/fold.hpp"
#include "pgscribe/testing.hpp"
#include "server.hpp"

// The DDL of the unit tests and the sample's migrations, folded and run on a server: every statement must fail with the
// same SQLSTATE and message, and both must end with the same objects.

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;
namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::stringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool starts_with(const std::string& text, std::string_view prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

bool is_part(const std::string& line) {
  for (const std::string_view word : {"  primary key ", "  unique ", "  foreign key ", "  check ", "  exclude "}) {
    if (starts_with(line, word)) return true;
  }
  return false;
}

void remove(std::string& text, std::string_view word) {
  if (const std::size_t place = text.find(word); place != std::string::npos) text.erase(place, word.size());
}

/// dump() as a set of objects, without what only the fold knows; keys and constraints in the server's order.
std::set<std::string> objects_of(const Catalog& catalog) {
  std::vector<std::vector<std::string>> objects;
  for (std::string& line : lines_of(dump(catalog))) {
    for (const std::string_view ours : {" never null", " updatable", " poisoned"}) remove(line, ours);
    if (!starts_with(line, "  ")) objects.emplace_back();
    objects.back().push_back(std::move(line));
  }
  std::set<std::string> result;
  for (std::vector<std::string>& object : objects) {
    const bool has_parts = !starts_with(object.front(), "composite") && !starts_with(object.front(), "view");
    if (has_parts)
      std::sort(std::stable_partition(object.begin() + 1, object.end(), [](const auto& l) { return !is_part(l); }),
                object.end());
    std::string text;
    for (const std::string& line : object) text += (text.empty() ? "" : "\n") + line;
    const bool is_ours_alone = text.find("(error)") != std::string::npos || text.find(" pg_temp.") != std::string::npos;
    if (!is_ours_alone) result.insert(std::move(text));
  }
  return result;
}

std::set<std::string> objects_of(Server& server) {
  std::set<std::string> result;
  for (auto& row : server.rows(read(fs::path(PGSCRIBE_TESTS_DIR) / "live/catalog/server_catalog.sql")))
    result.insert(std::move(row.front()));
  return result;
}

std::string difference(const std::set<std::string>& server, const std::set<std::string>& ours) {
  std::string text;
  for (const std::string& object : server) {
    if (ours.count(object) == 0) text += "only the server: " + object + "\n";
  }
  for (const std::string& object : ours) {
    if (server.count(object) == 0) text += "only the fold: " + object + "\n";
  }
  return text;
}

/// Runs one file both ways, statement by statement.
void run_both(Folded& folded, Server& server, const fs::path& path) {
  const pgscribe::support::SourceFile& file = folded.files.emplace_back(path.filename().string(), read(path));
  pgscribe::support::Diagnostics syntax;
  for (const pgscribe::sql::Statement& statement : pgscribe::sql::parse_migration(file, syntax)) {
    const std::string text(file.slice(statement.span));
    CAPTURE(text);
    pgscribe::support::Diagnostics said;
    apply_ddl(folded.catalog, statement, file, analyze_select_list, said);
    const std::optional<Server::Error> expected = server.try_run(text);
    std::optional<Server::Error> actual;
    if (said.has_errors()) actual = Server::Error{said.all().front().code, said.all().front().message};
    CHECK(actual.has_value() == expected.has_value());
    if (actual && expected) {
      CHECK(actual->code == expected->code);
      CHECK(actual->message == expected->message);
    }
  }
  end_schema_file(folded.catalog);
  server.try_run("reset search_path");
}

void compare(Folded& folded, Server& server) {
  fold_into(folded, "set search_path = public;");
  server.try_run("set search_path = public");
  CHECK(difference(objects_of(server), objects_of(folded.catalog)) == "");
}

const pgscribe::testing::TemporaryServer& shared_server() {
  static const pgscribe::testing::TemporaryServer kServer;
  return kServer;
}

TEST_CASE("every statement of the unit tests' DDL does what it does on the server") {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(PGSCRIBE_TESTS_DIR) / "unit/catalog/ddl")) {
    if (entry.path().extension() == ".sql") paths.push_back(entry.path());
  }
  REQUIRE(paths.size() >= 13);
  for (const fs::path& path : paths) {
    CAPTURE(path.filename().string());
    const pgscribe::testing::TemporaryDatabase database(shared_server(), "template0");
    Server server(database.conninfo());
    Folded folded;
    run_both(folded, server, path);
    compare(folded, server);
  }
}

}  // namespace
