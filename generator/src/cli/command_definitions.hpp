#pragma once

#include "cli/command_definition.hpp"
#include "cli/options.hpp"

// The table of commands: what each is called, takes, does and says.

namespace pgscribe::cli {

/// `pgscribe` with all of its commands. What the command line gives is kept in `options`, which has to outlive the
/// definitions.
[[nodiscard]] CommandDefinition command_definitions(Options& options);

}  // namespace pgscribe::cli
