#pragma once

#include <iosfwd>

#include "cli/options.hpp"
#include "support/diagnostics.hpp"
#include "support/file_system.hpp"

// `pgscribe migrate`: the runtime's Migrator from the command line.

namespace pgscribe::cli {

/// Prints what was run, or asked for, to `out`. A migration that is refused or fails, and a configuration that does not
/// say where the migrations or the database are, is reported in `diagnostics`. Throws ConnectionError and PoolTimeout.
void migrate(const Options& options, const support::FileSystem& files, support::SourceFiles& sources, std::ostream& out,
             support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
