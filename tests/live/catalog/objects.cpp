#include "objects.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include "catalog/catalog_dump.hpp"
#include "cli/deployed_schema.hpp"

namespace pgscribe::catalog::testing {

namespace {

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
  for (const std::string_view word :
       {"  primary key ", "  unique ", "  foreign key ", "  check ", "  not null ", "  exclude "}) {
    if (starts_with(line, word)) return true;
  }
  return false;
}

void remove(std::string& text, std::string_view word) {
  if (const std::size_t place = text.find(word); place != std::string::npos) text.erase(place, word.size());
}

}  // namespace

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// Keys and constraints in the server's order.
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
  cli::ServerConnection connection(server.conninfo());
  std::set<std::string> result;
  std::string object;
  for (const std::string& line : lines_of(cli::deployed_dump(connection))) {
    if (!starts_with(line, "  ") && !object.empty()) result.insert(std::exchange(object, {}));
    object += (object.empty() ? "" : "\n") + line;
  }
  if (!object.empty()) result.insert(object);
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

}  // namespace pgscribe::catalog::testing
