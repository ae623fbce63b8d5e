#pragma once

#include <optional>

#include "cli/inputs.hpp"
#include "cli/loaded_config.hpp"
#include "cli/options.hpp"
#include "config/config.hpp"
#include "support/diagnostics.hpp"
#include "support/file_system.hpp"
#include "support/source_file.hpp"

// The inputs of a configuration entry, or of --schema and --queries.

namespace pgscribe::cli {

/// The inputs of one configuration entry, and how C++ is made of them.
struct EntryInputs {
  Inputs inputs;
  config::CppOptions cpp;  ///< the defaults without a configuration
  config::VetOptions vet{};
};

[[nodiscard]] EntryInputs entry_inputs(const Options& options, const config::SqlEntry& entry,
                                       const LoadedConfig& loaded, const support::FileSystem& files,
                                       support::SourceFiles& sources, support::Diagnostics& diagnostics);

/// What `analyze`, `explain` and `verify` read: --schema/--queries, or the one entry that the configuration (with
/// --entry) names. Nothing after an error that leaves no inputs.
[[nodiscard]] std::optional<EntryInputs> inputs_to_analyze(const Options& options, const support::FileSystem& files,
                                                           support::SourceFiles& sources,
                                                           support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
