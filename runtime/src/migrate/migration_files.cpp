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

// What a line says, if it is a directive of one of the formats.
struct Directive {
  enum Kind { none, up, down, no_transaction, ignored } kind = none;
  /// With up and down: the same line says that it must not run in a transaction.
  bool outside_transaction = false;
};

Directive directive_of(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" \t");
  if (start == line.npos || !line.substr(start).starts_with("--")) return {};
  std::string text{line.substr(start + 2)};
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::istringstream words{text};
  std::string first;
  std::string second;
  std::string third;
  words >> first >> second >> third;
  if (first == "no-transaction" && second.empty()) return {Directive::no_transaction};
  if (first == "+goose") {
    if (second == "up") return {Directive::up};
    if (second == "down") return {Directive::down};
    if (second == "no" && third == "transaction") return {Directive::no_transaction};
    return {Directive::ignored};  // StatementBegin, StatementEnd: we find the ends of statements ourselves
  }
  if (first == "migrate:up") return {Directive::up, second == "transaction:false"};
  if (first == "migrate:down") return {Directive::down, second == "transaction:false"};
  return {};
}

// Appends the statements of a file to `migration`. Those before the first mark of a direction are `down` in a
// `.down.sql` file and `up` in all others.
void read_file(std::string_view text, bool down, Migration& migration) {
  bool marked = false;
  std::istringstream lines{std::string{text}};
  for (std::string line; std::getline(lines, line);) {
    const Directive directive = directive_of(line);
    if (directive.kind == Directive::up || directive.kind == Directive::down) {
      down = directive.kind == Directive::down;
      marked = true;
      if (directive.outside_transaction) (down ? migration.down_transactional : migration.transactional) = false;
    } else if (directive.kind == Directive::no_transaction) {
      // Goose writes it once, above both directions.
      if (!down) migration.transactional = false;
      if (down || !marked) migration.down_transactional = false;
    } else if (directive.kind == Directive::none) {
      (down ? migration.down : migration.up) += line + '\n';
    }
  }
}

/// Puts the files of a folder together.
class MigrationCollector {
 public:
  void add(std::string file, std::string_view text) {
    std::string stem = file;
    if (!strip_suffix(stem, ".sql")) return;
    const std::int64_t version = leading_number(stem);
    Migration& migration = migrations_[version];
    migration.version = version;
    const bool down = strip_suffix(stem, ".down");
    if (!down) {
      strip_suffix(stem, ".up");
      migration.name = title(stem);
    }
    const auto [first, is_new] = (down ? down_files_ : up_files_).emplace(version, file);
    if (!is_new) {
      throw std::runtime_error("two migrations have the number " + std::to_string(version) + ": " + first->second +
                               " and " + file);
    }
    read_file(text, down, migration);
  }

  std::vector<Migration> take() {
    std::vector<Migration> ordered;
    for (auto& [version, migration] : migrations_) {
      if (up_files_.contains(version)) ordered.push_back(std::move(migration));
    }
    return ordered;
  }

 private:
  std::map<std::int64_t, Migration> migrations_;
  std::map<std::int64_t, std::string> up_files_;
  std::map<std::int64_t, std::string> down_files_;
};

}  // namespace

std::vector<Migration> read_migrations(const fs::path& folder) {
  MigrationCollector collector;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".sql") {
      collector.add(entry.path().filename(), read_text(entry.path()));
    }
  }
  return collector.take();
}

std::vector<Migration> parse_migrations(std::span<const MigrationFile> files) {
  MigrationCollector collector;
  for (const MigrationFile& file : files) collector.add(std::string{file.name}, file.text);
  return collector.take();
}

}  // namespace pgscribe
