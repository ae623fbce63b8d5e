#pragma once

#include <string>

#include "cli/command_definition.hpp"

// What makes bash, zsh and fish complete commands, options and their values.

namespace pgscribe::cli {

[[nodiscard]] std::string bash_completion(const CommandDefinition& root);
[[nodiscard]] std::string zsh_completion(const CommandDefinition& root);
[[nodiscard]] std::string fish_completion(const CommandDefinition& root);

}  // namespace pgscribe::cli
