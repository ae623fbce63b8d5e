#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_definition.hpp"
#include "pgscribe/migrator.hpp"

// What `pgscribe migrate` is asked to do.

namespace pgscribe::cli {

enum class MigrateAction : std::uint8_t { up, down, to, redo, version, status, validate, force, create };

struct MigrateOptions {
  MigrateAction action = MigrateAction::status;
  std::string folder;                                        ///< empty: the configuration's schema
  std::optional<std::size_t> count;                          ///< up: at most; down: exactly, 1 unless given
  std::int64_t version = 0;                                  ///< to, force; 0 is before the first
  std::string name;                                          ///< create
  MigrationFormat format = MigrationFormat::golang_migrate;  ///< create
  std::string table = MigratorOptions{}.table;
  double lock_timeout = 60;      ///< seconds
  double statement_timeout = 0;  ///< seconds; 0: the connection's
  bool dry_run = false;
  bool allow_changed = false;
  bool allow_missing = false;
  bool json = false;
};

/// `migrate` and its actions, each of which takes the options of all of them and `shared`.
[[nodiscard]] CommandDefinition migrate_definition(MigrateOptions& options, std::vector<OptionDefinition> shared);

}  // namespace pgscribe::cli
