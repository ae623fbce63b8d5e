#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option_value.hpp"
#include "support/message.hpp"

// A command as data: the parser of the command line, the help, the shell completions and the man page are made of it.

namespace pgscribe::cli {

struct OptionDefinition {
  std::vector<std::string> names{};  ///< "-f", "--config"; of an argument one: "QUERY"
  std::string help{};
  OptionValue value{};
  bool is_required = false;
  std::string needs{};        ///< another option that has to be given with this one
  bool stands_alone = false;  ///< no command is needed beside it

  /// The last, which is the long one.
  [[nodiscard]] const std::string& name() const { return names.back(); }
};

/// A call that works in a project, and what it does.
struct Example {
  std::string call{};
  std::string effect{};
};

struct CommandDefinition {
  std::string name{};
  std::string summary{};
  std::vector<OptionDefinition> arguments{};
  std::vector<OptionDefinition> options{};
  std::vector<std::string> one_of{};  ///< options of which exactly one has to be given
  std::vector<Example> examples{};
  std::string notes{};    ///< paragraphs behind the examples
  std::string failure{};  ///< what exit code 1 says
  std::vector<CommandDefinition> commands{};
  std::function<void()> choose{};  ///< called when the command line names it
};

/// The command of `commands` with this name; null: there is none.
[[nodiscard]] const CommandDefinition* find_command(const CommandDefinition& parent, std::string_view name);
/// What is said of a name that none has; `call` is how the parent is called.
[[nodiscard]] support::Message no_such_command(const CommandDefinition& parent, const std::string& call,
                                               const std::string& name);
/// Those of the command and --help, as the command line takes them.
[[nodiscard]] std::vector<OptionDefinition> options_with_help(const CommandDefinition& command);

}  // namespace pgscribe::cli
