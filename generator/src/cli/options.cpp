#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "cli/command_definitions.hpp"
#include "cli/command_help.hpp"
#include "cli/exit_code.hpp"
#include "cli/messages.hpp"
#include "cli/terminal.hpp"
#include "support/joined.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"
#include "support/render_diagnostic.hpp"

namespace pgscribe::cli {

namespace {

/// What is wrong with a call, on the way to who prints it.
struct UsageError {
  support::Message message;
};

/// The command that the words name, from `pgscribe` down.
struct NamedCommand {
  const CommandDefinition* definition;
  const CLI::App* app;
  std::string call;  ///< "pgscribe migrate up"
};

void declare_option(CLI::App& app, const OptionDefinition& option, const std::string& names) {
  const auto keep = [&option](const CLI::results_t& given) {
    if (option.value.keep(given)) return true;
    throw UsageError{msg::OptionValueNotExpected(option.name(), option.value.expected, given.back())};
  };
  if (option.value.name.empty()) {
    app.add_flag(names)->each([keep](const std::string& given) { (void)keep({given}); });
    return;
  }
  CLI::Option* declared = app.add_option(names, keep)->type_name(option.value.name)->required(option.is_required);
  if (option.value.is_list) {
    declared->expected(1, CLI::detail::expected_max_vector_size)->allow_extra_args();
  } else {
    declared->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
}

void declare(CLI::App& app, const CommandDefinition& definition) {
  // One, so that the words behind a command are its own, also when they are called like another.
  app.require_subcommand(0, 1);
  for (const OptionDefinition& option : definition.options)
    declare_option(app, option, support::joined(option.names, ","));
  for (const OptionDefinition& argument : definition.arguments) declare_option(app, argument, argument.name());
  for (const OptionDefinition& option : definition.options) {
    if (!option.needs.empty()) app.get_option(option.name())->needs(app.get_option(option.needs));
  }
  for (const CommandDefinition& command : definition.commands) declare(*app.add_subcommand(command.name), command);
}

/// Down to the last command that was named.
std::vector<NamedCommand> named_commands(const CommandDefinition& root, const CLI::App& app) {
  std::vector<NamedCommand> chain{{&root, &app, root.name}};
  while (!chain.back().app->get_subcommands().empty()) {
    const CLI::App* next = chain.back().app->get_subcommands().front();
    const CommandDefinition* definition = find_command(*chain.back().definition, next->get_name());
    chain.push_back({definition, next, chain.back().call + ' ' + definition->name});
  }
  return chain;
}

support::Message unexpected_word(const NamedCommand& command, const std::string& word) {
  if (word.size() > 1 && word.front() == '-') {
    std::vector<std::string> known;
    for (const OptionDefinition& option : options_with_help(*command.definition))
      known.insert(known.end(), option.names.begin(), option.names.end());
    const std::string name = word.substr(0, word.find('='));
    const std::string near = support::nearest_name(name, known);
    return msg::NoSuchOption(command.call, name, near.empty() ? msg::HelpLists(command.call) : msg::DidYouMean(near));
  }
  if (command.definition->commands.empty()) return msg::ArgumentNotExpected(command.call, word);
  return no_such_command(*command.definition, command.call, word);
}

/// The first word that no command takes. It comes before everything else that is wrong: a required option that is
/// missing is often one that is misspelt.
void check_words(const std::vector<NamedCommand>& chain) {
  for (const NamedCommand& command : chain) {
    std::vector<std::string> words = command.app->remaining();
    const auto option = std::find_if(words.begin(), words.end(), [](const auto& word) { return word.front() == '-'; });
    if (option != words.end()) std::rotate(words.begin(), option, option + 1);
    if (!words.empty()) throw UsageError{unexpected_word(command, words.front())};
  }
}

bool is_given(const NamedCommand& command, const OptionDefinition& option) {
  return command.app->get_option(option.name())->count() != 0;
}

void check_choices(const NamedCommand& command) {
  const CommandDefinition& definition = *command.definition;
  const auto& options = definition.options;
  const bool stands_alone = std::any_of(options.begin(), options.end(), [&](const OptionDefinition& option) {
    return option.stands_alone && is_given(command, option);
  });
  if (!definition.commands.empty() && !stands_alone) throw UsageError{msg::CommandMissing(command.call)};
  if (definition.one_of.empty()) return;
  const auto given = std::count_if(options.begin(), options.end(), [&](const OptionDefinition& option) {
    const auto& names = definition.one_of;
    return std::find(names.begin(), names.end(), option.name()) != names.end() && is_given(command, option);
  });
  if (given != 1) throw UsageError{msg::OneOptionNeeded(command.call, support::joined(definition.one_of, ", "))};
}

/// False: help was printed.
bool parse(const CommandDefinition& root, std::vector<std::string> words, std::ostream& out) {
  CLI::App app;
  app.name(root.name);
  declare(app, root);
  std::reverse(words.begin(), words.end());
  try {
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    const NamedCommand asked = named_commands(root, app).back();
    out << help_text(*asked.definition, asked.call);
    return false;
  } catch (const CLI::ParseError& error) {
    const std::vector<NamedCommand> chain = named_commands(root, app);
    check_words(chain);
    throw UsageError{msg::CallRefused(error.what(), chain.back().call)};
  }
  const std::vector<NamedCommand> chain = named_commands(root, app);
  check_choices(chain.back());
  for (const NamedCommand& command : chain) {
    if (command.definition->choose) command.definition->choose();
  }
  return true;
}

}  // namespace

std::optional<Options> read_options(const std::vector<std::string>& words, std::ostream& out, std::ostream& err,
                                    int& exit_code) {
  Options options;
  try {
    if (parse(command_definitions(options), words, out)) return options;
    exit_code = kSuccess;
  } catch (UsageError& error) {
    err << support::render_text(support::diagnostic_of(std::move(error.message), nullptr, {}), terminal_of(err).style);
    exit_code = kToolFailed;
  }
  return std::nullopt;
}

}  // namespace pgscribe::cli
