#include "cli/command_help.hpp"

#include <algorithm>
#include <utility>

#include "cli/wrapped_text.hpp"
#include "support/joined.hpp"

namespace pgscribe::cli {

namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kColumn = 28;

using Rows = std::vector<std::pair<std::string, std::string>>;

std::string section(const char* title, const Rows& rows, std::size_t column = kColumn) {
  if (rows.empty()) return {};
  std::string result = "\n" + std::string(title) + ":\n";
  for (const auto& [name, text] : rows) {
    std::string line = "  " + name;
    if (!text.empty()) {
      line += line.size() + 2 > column ? '\n' + std::string(column, ' ') : std::string(column - line.size(), ' ');
      line += wrapped(text, column, kWidth);
    }
    result += line + '\n';
  }
  return result;
}

std::string examples(const std::vector<Example>& examples) {
  std::size_t column = kColumn;
  Rows rows;
  for (const Example& example : examples) {
    if (!example.effect.empty()) column = std::max(column, example.call.size() + 4);
    rows.emplace_back(example.call, example.effect);
  }
  return section(rows.size() == 1 ? "Example" : "Examples", rows, column);
}

Rows rows_of(const std::vector<OptionDefinition>& options) {
  Rows rows;
  for (const OptionDefinition& option : options) rows.emplace_back(spelling(option), option.help);
  return rows;
}

}  // namespace

std::string spelling(const OptionDefinition& option) {
  std::string text = support::joined(option.names, ", ");
  const bool is_option = option.names.front().front() == '-';
  if (is_option && !option.value.name.empty()) text += ' ' + option.value.name;
  if (option.value.is_list) text += " ...";
  return text;
}

std::string usage(const CommandDefinition& command, const std::string& call) {
  std::string text = call + " [OPTIONS]";
  for (const OptionDefinition& option : command.options) {
    if (option.is_required) text += ' ' + spelling(option);
  }
  if (!command.one_of.empty()) {
    std::vector<std::string> alternatives;
    for (const OptionDefinition& option : command.options) {
      if (std::find(command.one_of.begin(), command.one_of.end(), option.name()) != command.one_of.end())
        alternatives.push_back(spelling(option));
    }
    text += " (" + support::joined(alternatives, " | ") + ")";
  }
  for (const OptionDefinition& argument : command.arguments)
    text += argument.is_required ? ' ' + spelling(argument) : " [" + spelling(argument) + "]";
  return command.commands.empty() ? text : text + " COMMAND";
}

std::vector<std::string> exit_codes(const CommandDefinition& command) {
  return {"done", command.failure.empty() ? "not used" : command.failure,
          "the call was wrong, or the tool, the server or the machine failed"};
}

std::string help_text(const CommandDefinition& command, const std::string& call) {
  std::string text = wrapped(command.summary, 0, kWidth) + "\n\nUsage: " + usage(command, call) + '\n';
  text += section("Arguments", rows_of(command.arguments));
  text += section("Options", rows_of(options_with_help(command)));
  Rows commands;
  for (const CommandDefinition& below : command.commands) commands.emplace_back(below.name, below.summary);
  text += section("Commands", commands);
  if (!commands.empty()) text += "\n`" + call + " COMMAND --help` has the options and examples of each.\n";
  text += examples(command.examples);
  if (!command.notes.empty()) text += '\n' + wrapped(command.notes, 0, kWidth) + '\n';
  const std::vector<std::string> codes = exit_codes(command);
  text += "\nExit codes:\n";
  for (std::size_t code = 0; code < codes.size(); ++code)
    text += "  " + std::to_string(code) + "  " + wrapped(codes[code], 5, kWidth) + '\n';
  return text;
}

}  // namespace pgscribe::cli
