#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/inputs.hpp"
#include "cli/options.hpp"
#include "config/config.hpp"
#include "support/diagnostics.hpp"
#include "support/file_system.hpp"
#include "support/source_file.hpp"

// The project's configuration, and which of its entries are meant.

namespace pgscribe::cli {

/// The project's configuration, read from the file that --config names or that the folder has.
struct LoadedConfig {
  std::string path;
  const support::SourceFile* file = nullptr;
  config::Config config;

  [[nodiscard]] InputOrigin origin() const { return {support::parent_path(path), file}; }
};

/// Where the configuration may be: the first of these that is there, and nowhere else with --config.
[[nodiscard]] std::vector<std::string> configuration_paths(const Options& options);
/// The path of the configuration that a folder has; empty: none.
[[nodiscard]] std::string config_in(const std::string& folder, const support::FileSystem& files);

[[nodiscard]] std::optional<LoadedConfig> load_config(const Options& options, const support::FileSystem& files,
                                                      support::SourceFiles& sources, support::Diagnostics& diagnostics);

/// The entries that --entry chooses, all without it. Empty after an error. They live in `loaded`.
[[nodiscard]] std::vector<const config::SqlEntry*> chosen_entries(const Options& options, const LoadedConfig& loaded,
                                                                  support::Diagnostics& diagnostics);
/// The same for a command that can do with one entry only: null after an error.
[[nodiscard]] const config::SqlEntry* chosen_entry(const Options& options, const LoadedConfig& loaded,
                                                   support::Diagnostics& diagnostics);

/// Two outputs in one namespace would have different types of one name (Querier at least) in one program. Also of
/// entries that this run does not generate.
void check_namespaces(const LoadedConfig& loaded, support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
