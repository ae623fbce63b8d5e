#pragma once

#include <iosfwd>

#include "cli/options.hpp"

// The commands, each to its exit code.

namespace pgscribe::cli {

/// Runs a command, `lsp` left out, and gives its exit code. Diagnostics go to `err`, what was asked for to `out`.
/// Throws for failures of the machine.
[[nodiscard]] int run(const Options& options, std::ostream& out, std::ostream& err);

}  // namespace pgscribe::cli
