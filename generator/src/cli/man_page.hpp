#pragma once

#include <string>

#include "cli/command_definition.hpp"

// The manual page, pgscribe(1).

namespace pgscribe::cli {

[[nodiscard]] std::string man_page(const CommandDefinition& root, const std::string& version);

}  // namespace pgscribe::cli
