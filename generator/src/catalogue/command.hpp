#pragma once

#include <iosfwd>

#include "cli/options.hpp"

// `pgscribe catalogue`: a project as a static site.

namespace pgscribe::catalogue {

/// The exit code. Nothing is written when anything is wrong.
[[nodiscard]] int run(const cli::Options& options, std::ostream& out, std::ostream& err);

}  // namespace pgscribe::catalogue
