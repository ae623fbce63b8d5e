#include "pgscribe/migrator.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "lexical/utf8.hpp"
#include "migrate/migration_table.hpp"
#include "session/c_string.hpp"

// Which steps to run, in which order.

namespace pgscribe {

namespace {

constexpr std::int64_t kNewest = std::numeric_limits<std::int64_t>::max();

std::string described(const Migration& migration) {
  return "migration " + std::to_string(migration.version) + " (" + migration.name + ")";
}

/// Before anything runs, so that no migration before it is applied either.
void require_utf8(const Migration& migration, const std::string& script) {
  if (lexical::find_invalid_utf8(script) != std::string::npos)
    throw UsageError(described(migration) + " is not UTF-8 text");
}

}  // namespace

void MigrationError::raise() const { throw *this; }
std::shared_ptr<const Error> MigrationError::clone() const { return std::make_shared<const MigrationError>(*this); }

Migrator::Migrator(Pool& pool, std::vector<Migration> migrations, MigratorOptions options)
    : pool_(pool), migrations_(std::move(migrations)), options_(std::move(options)) {
  std::sort(migrations_.begin(), migrations_.end(),
            [](const Migration& a, const Migration& b) { return a.version < b.version; });
  // At once, and not in the middle of a step: what is before it would have been run.
  detail::require_no_nul(options_.table, "the name of the migrator's table");
  for (const Migration& migration : migrations_) {
    for (const std::string* text : {&migration.name, &migration.up, &migration.down})
      detail::require_no_nul(*text, described(migration));
    require_utf8(migration, migration.up);
    require_utf8(migration, migration.down);
  }
}

std::size_t Migrator::up(std::size_t count) {
  MigrationTable table{pool_, options_};
  check_history(table);
  return run_up(table, kNewest, count);
}

std::size_t Migrator::down(std::size_t count) {
  MigrationTable table{pool_, options_};
  check_history(table);
  return run_down(table, 0, count);
}

std::size_t Migrator::to(std::int64_t version) {
  const bool known = std::any_of(migrations_.begin(), migrations_.end(),
                                 [&](const Migration& migration) { return migration.version == version; });
  if (!known && version != 0) throw UsageError("there is no migration " + std::to_string(version));
  MigrationTable table{pool_, options_};
  check_history(table);
  if (version > table.clean_version().value_or(0)) return run_up(table, version, migrations_.size());
  return run_down(table, version, migrations_.size());
}

std::size_t Migrator::redo() {
  MigrationTable table{pool_, options_};
  check_history(table);
  const std::size_t applied = applied_count(table.clean_version());
  if (run_down(table, 0, 1) == 0) return 0;
  // Not by the database's version, which a dry run leaves.
  table.apply(migrations_[applied - 1]);
  return 2;
}

std::size_t Migrator::validate() {
  MigratorOptions options = options_;
  options.dry_run = true;
  MigrationTable table{pool_, options};
  check_history(table);
  return migrations_.size() - applied_count(table.clean_version());
}

std::optional<std::int64_t> Migrator::version() { return MigrationTable{pool_, options_}.clean_version(); }

void Migrator::force(std::optional<std::int64_t> version) {
  MigrationTable table{pool_, options_, MigrationTable::Others::ignored};
  table.cut_history(version);
  for (std::size_t i = 0; i < applied_count(version); ++i) table.adopt(migrations_[i]);
  table.force(version, migrations_);
}

std::vector<MigrationStatus> Migrator::status() {
  MigrationTable table{pool_, options_};
  const auto version = table.read_version().number;
  const auto history = table.read_history();
  const auto rows = table.read_applied();
  const std::int64_t last_known = history.empty() ? 0 : history.rbegin()->first;
  std::vector<MigrationStatus> states;
  for (const Migration& migration : migrations_) {
    const auto entry = history.find(migration.version);
    const bool reached = version && migration.version <= *version;
    // What another tool applied is not in the history yet.
    const bool applied = rows ? rows->contains(migration.version)
                              : reached && (entry != history.end() || migration.version > last_known);
    states.push_back({.version = migration.version,
                      .name = migration.name,
                      .applied = applied,
                      .changed = applied && entry != history.end() && entry->second != checksum_of(migration)});
  }
  return states;
}

// Brings the history up to date with what other tools did to the version, and holds the migrations against it.
void Migrator::check_history(MigrationTable& table) const {
  const auto version = table.clean_version();
  table.cut_history(version);
  const auto history = table.read_history();
  const auto rows = table.read_applied();
  const std::int64_t last_known = history.empty() ? 0 : history.rbegin()->first;
  for (std::size_t i = 0; i < applied_count(version); ++i) {
    const Migration& migration = migrations_[i];
    const auto entry = history.find(migration.version);
    const bool is_missing = rows ? !rows->contains(migration.version) : migration.version <= last_known;
    if (entry != history.end() && !(rows && is_missing)) {
      if (entry->second == checksum_of(migration) || options_.allow_changed) continue;
      throw MigrationError(ErrorFields{.message = described(migration) + " was changed after it was applied"},
                           migration.version);
    }
    if (!is_missing) {
      table.adopt(migration);
    } else if (!options_.allow_missing) {
      throw MigrationError(
          ErrorFields{.message = described(migration) + " is older than the database but was never applied"},
          migration.version);
    }
  }
}

std::size_t Migrator::applied_count(std::optional<std::int64_t> version) const {
  if (!version) return 0;
  const auto end = std::partition_point(migrations_.begin(), migrations_.end(),
                                        [&](const Migration& migration) { return migration.version <= *version; });
  return static_cast<std::size_t>(end - migrations_.begin());
}

std::size_t Migrator::run_up(MigrationTable& table, std::int64_t last, std::size_t count) {
  std::size_t applied = 0;
  for (std::size_t i = applied_count(table.clean_version()); i < migrations_.size() && applied < count;
       ++i, ++applied) {
    if (migrations_[i].version > last) break;
    table.apply(migrations_[i]);
  }
  return applied;
}

std::size_t Migrator::run_down(MigrationTable& table, std::int64_t last, std::size_t count) {
  const auto version = table.clean_version();
  std::size_t left = applied_count(version);
  // Undoing an older one would leave what the unknown one did.
  if (version && (left == 0 || migrations_[left - 1].version != *version)) {
    throw MigrationError(ErrorFields{.message = "the database is at version " + std::to_string(*version) +
                                                ", of which there is no migration"},
                         *version);
  }
  std::size_t undone = 0;
  for (; left > 0 && undone < count && migrations_[left - 1].version > last; --left, ++undone) {
    const auto before = left > 1 ? std::optional{migrations_[left - 2].version} : std::nullopt;
    table.undo(migrations_[left - 1], before);
  }
  return undone;
}

}  // namespace pgscribe
