#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "cli/server_connection.hpp"
#include "support/diagnostics.hpp"

// `pgscribe doctor`: every check asked of one database.

namespace pgscribe::cli::doctor {

[[nodiscard]] std::vector<std::string> codes_with_threshold();
/// `CODE=NUMBER` with a code of these.
[[nodiscard]] bool is_threshold(const std::string& text);

/// Rebuilds each invalid index that can be rebuilt, the only thing that a doctor ever changes; prints the statements.
void repair(ServerConnection& server, std::ostream& out, support::Diagnostics& diagnostics);

/// Only reads. `thresholds` are what is_threshold takes. Prints how many checks were asked, and what could not be.
void examine(ServerConnection& server, const std::vector<std::string>& thresholds, std::ostream& out,
             support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli::doctor
