#include <algorithm>
#include <cctype>
#include <charconv>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "pgscribe/migrator.hpp"

namespace pgscribe {

namespace fs = std::filesystem;

namespace {

std::string read_text(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::int64_t leading_number(const std::string& name) {
  std::int64_t number = 0;
  const auto result = std::from_chars(name.data(), name.data() + name.size(), number);
  if (result.ec != std::errc{})
    throw std::runtime_error("the name of the migration \"" + name + "\" does not start with a number");
  return number;
}

// `000001_create_movies.up.sql` is create_movies.
std::string title(const std::string& stem) {
  const std::size_t start = stem.find_first_not_of("0123456789");
  if (start == stem.npos) return stem;
  return stem.substr(stem[start] == '_' || stem[start] == '-' ? start + 1 : start);
}

bool strip_suffix(std::string& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.resize(text.size() - suffix.size());
  return true;
}

// What a line of a single-file format says, if it is one of its directives.
enum class Directive { none, up, down, no_transaction, ignored };

Directive directive_of(std::string_view line, bool& transactional) {
  const std::size_t start = line.find_first_not_of(" \t");
  if (start == line.npos || !line.substr(start).starts_with("--")) return Directive::none;
  std::string text{line.substr(start + 2)};
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::istringstream words{text};
  std::string first;
  std::string second;
  std::string third;
  words >> first >> second >> third;
  if (first == "+goose") {
    if (second == "up") return Directive::up;
    if (second == "down") return Directive::down;
    if (second == "no" && third == "transaction") return Directive::no_transaction;
    return Directive::ignored;  // StatementBegin, StatementEnd: we do not split
  }
  if (first == "migrate:up" || first == "migrate:down") {
    if (second == "transaction:false") transactional = false;
    return first == "migrate:up" ? Directive::up : Directive::down;
  }
  return Directive::none;
}

// A file with both directions in it, or with none marked: then all of it is `up`.
void read_single_file(const std::string& text, Migration& migration) {
  std::string* target = &migration.up;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    switch (directive_of(line, migration.transactional)) {
      case Directive::up: target = &migration.up; continue;
      case Directive::down: target = &migration.down; continue;
      case Directive::no_transaction: migration.transactional = false; continue;
      case Directive::ignored: continue;
      case Directive::none: break;
    }
    *target += line + '\n';
  }
}

}  // namespace

std::vector<Migration> read_migrations(const fs::path& folder) {
  std::map<std::int64_t, Migration> migrations;
  std::map<std::int64_t, std::string> files;  // of `up`, to report doubles
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::string stem = entry.path().filename();
    if (!entry.is_regular_file() || !strip_suffix(stem, ".sql")) continue;
    const std::int64_t version = leading_number(stem);
    Migration& migration = migrations[version];
    migration.version = version;
    if (strip_suffix(stem, ".down")) {
      migration.down = read_text(entry.path());
      continue;
    }
    const bool pair = strip_suffix(stem, ".up");
    if (!files.emplace(version, stem).second) {
      throw std::runtime_error("two migrations have the number " + std::to_string(version) + ": " + files[version] +
                               " and " + stem);
    }
    migration.name = title(stem);
    if (pair)
      migration.up = read_text(entry.path());
    else
      read_single_file(read_text(entry.path()), migration);
  }
  std::vector<Migration> ordered;
  for (auto& [version, migration] : migrations) {
    if (files.contains(version)) ordered.push_back(std::move(migration));
  }
  return ordered;
}

}  // namespace pgscribe
