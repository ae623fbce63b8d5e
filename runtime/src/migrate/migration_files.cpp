#include <charconv>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "lexical/migration.hpp"
#include "lexical/migration_name.hpp"
#include "lexical/psql_command.hpp"
#include "lexical/utf8.hpp"
#include "pgscribe/migrator.hpp"

// A folder of migrations, read.

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

std::int64_t version_of(const lexical::MigrationName& name) {
  const std::string file{name.file};
  if (name.version.empty())
    throw std::runtime_error("the name of the migration \"" + file + "\" does not start with a number");
  if (name.version.size() > 1)
    throw std::runtime_error("the version of the migration \"" + file + "\" has several numbers; it must have one");
  const std::string_view digits = name.version.front();
  std::int64_t number = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (result.ec == std::errc::result_out_of_range)
    throw std::runtime_error("the number of the migration \"" + file + "\" is too large");
  return number;
}

/// Reads the file as the generator does. Throws std::runtime_error for one that cannot be run.
lexical::MigrationText read_file(const std::string& file, std::string_view text) {
  const auto refuse = [&](const std::string& why) { throw std::runtime_error(file + " " + why); };
  if (const auto fault = lexical::find_text_fault(text)) {
    refuse(fault->kind == lexical::TextFault::Kind::nul ? "holds a NUL byte" : "is not UTF-8 text");
  }
  lexical::MigrationText migration = lexical::read_migration(file, text);
  if (migration.unread) refuse("is " + migration.unread->what + ", which pgscribe does not read");
  if (!migration.psql_commands.empty()) {
    const lexical::TextRange line = migration.psql_commands.front();
    refuse("needs psql: \\" + std::string{lexical::psql_command_name(lexical::slice(text, line))});
  }
  return migration;
}

/// Puts the files of a folder together.
class MigrationCollector {
 public:
  void add(std::string file, std::string_view text) {
    if (!lexical::is_migration_file(file)) return;
    const lexical::MigrationName name = lexical::migration_name(file);
    const lexical::MigrationText parts = read_file(file, text);
    const std::int64_t version = version_of(name);
    Migration& migration = migrations_[version];
    migration.version = version;
    const bool down = name.kind == lexical::MigrationName::Kind::down;
    if (!down) migration.name = name.title;
    const auto [first, is_new] = (down ? down_files_ : up_files_).emplace(version, file);
    if (!is_new) {
      throw std::runtime_error("two migrations have the number " + std::to_string(version) + ": " + first->second +
                               " and " + file);
    }
    add_part(migration.up, migration.transactional, text, parts, lexical::MigrationPart::up, parts.up_transactional);
    add_part(migration.down, migration.down_transactional, text, parts, lexical::MigrationPart::down,
             parts.down_transactional);
  }

  std::vector<Migration> take() {
    std::vector<Migration> ordered;
    for (auto& [version, migration] : migrations_) {
      if (up_files_.contains(version)) ordered.push_back(std::move(migration));
    }
    return ordered;
  }

 private:
  /// A file that has nothing of a part says nothing of how it runs.
  static void add_part(std::string& script, bool& transactional, std::string_view text,
                       const lexical::MigrationText& parts, lexical::MigrationPart part, bool part_transactional) {
    const std::string read = lexical::extracted_part(text, parts, part);
    if (read.empty()) return;
    script += read;
    if (!script.ends_with('\n')) script += '\n';
    transactional = transactional && part_transactional;
  }

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
