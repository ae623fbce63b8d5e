#include "cli/command_definition.hpp"

#include "cli/messages.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::cli {

const CommandDefinition* find_command(const CommandDefinition& parent, std::string_view name) {
  for (const CommandDefinition& command : parent.commands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

support::Message no_such_command(const CommandDefinition& parent, const std::string& call, const std::string& name) {
  std::vector<std::string> known;
  for (const CommandDefinition& command : parent.commands) known.push_back(command.name);
  const std::string near = support::nearest_name(name, known);
  return msg::NoSuchCommand(call, name, near.empty() ? msg::HelpLists(call) : msg::DidYouMean(near));
}

std::vector<OptionDefinition> options_with_help(const CommandDefinition& command) {
  std::vector<OptionDefinition> options = command.options;
  options.push_back({.names = {"-h", "--help"}, .help = "Print this help", .stands_alone = true});
  return options;
}

}  // namespace pgscribe::cli
