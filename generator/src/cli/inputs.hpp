#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/apply_ddl.hpp"
#include "config/config.hpp"
#include "support/diagnostics.hpp"
#include "support/file_system.hpp"
#include "support/server_version.hpp"
#include "support/source_file.hpp"

// The files that paths, folders and globs mean, read.

namespace pgscribe::cli {

/// The files of one configuration entry, read. Paths in SourceFile are relative to `base`, the configuration's folder.
struct Inputs {
  std::vector<const support::SourceFile*> schema;   ///< in migration order
  std::vector<const support::SourceFile*> queries;  ///< by path
  std::vector<std::string> allowed;                 ///< codes of warnings that the configuration allows
  std::vector<std::string> own_rules{};             ///< names of the rules of vet that the project has itself
  std::vector<std::string> search_path;             ///< of the queries; empty: the default
  catalog::StubFiles stubs;
  int server_version = support::kDefaultServerVersion;
  /// What the output depends on, as paths on disk: the files, and the folders in which a new file would count.
  std::vector<std::string> dependencies;
};

/// Where paths of an entry start, and how problems with them are reported: at the configuration (`config` set) or
/// without a place.
struct InputOrigin {
  std::string base;
  const support::SourceFile* config = nullptr;
};

/// What is wrong with a path that should lead to a file: "does not exist", "is not a file".
[[nodiscard]] std::string why_unread(support::PathKind kind);

/// What an entry names as its input.
struct InputPaths {
  std::vector<config::InputPath> schema;
  std::vector<config::InputPath> queries;
  std::map<std::string, std::vector<config::InputPath>> stubs{};
  std::vector<std::string> search_path{};
};
[[nodiscard]] InputPaths input_paths(const config::SqlEntry& entry);

/// Expands files, folders and globs and reads them. A folder means its own .sql files (not *.down.sql, not hidden
/// ones), as sqlc has it. What is missing, and what has the name of an SQL file without being one, is reported.
[[nodiscard]] Inputs read_inputs(const InputPaths& paths, const InputOrigin& origin, const support::FileSystem& files,
                                 support::SourceFiles& sources, support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
