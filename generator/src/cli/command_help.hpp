#pragma once

#include <string>

#include "cli/command_definition.hpp"

// The help of a command, and the pieces of it that the man page has, too.

namespace pgscribe::cli {

/// `call` is how the command is called: "pgscribe migrate up".
[[nodiscard]] std::string help_text(const CommandDefinition& command, const std::string& call);

/// "pgscribe generate [OPTIONS] EXTENSION [QUERY ...]".
[[nodiscard]] std::string usage(const CommandDefinition& command, const std::string& call);
/// "-f, --config FILE".
[[nodiscard]] std::string spelling(const OptionDefinition& option);
/// What the command's exit codes say, one after the other from 0.
[[nodiscard]] std::vector<std::string> exit_codes(const CommandDefinition& command);

}  // namespace pgscribe::cli
