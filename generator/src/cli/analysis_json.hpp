#pragma once

#include <string>
#include <vector>

#include "cli/pipeline.hpp"

// The document that `pgscribe analyze` prints.

namespace pgscribe::cli {

/// The document that `pgscribe analyze` prints: {"queries":[...],"diagnostics":[...]}.
[[nodiscard]] std::string analysis_json(const Analysis& analysis, const std::vector<support::Diagnostic>& diagnostics);

}  // namespace pgscribe::cli
