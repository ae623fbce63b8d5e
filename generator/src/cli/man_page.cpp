#include "cli/man_page.hpp"

#include <algorithm>

#include "cli/command_help.hpp"
#include "cli/wrapped_text.hpp"

namespace pgscribe::cli {

namespace {

constexpr std::size_t kWidth = 72;

/// Text that roff prints as it stands.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : wrapped(text, 0, kWidth)) {
    const bool begins_line = result.empty() || result.back() == '\n';
    switch (c) {
      case '\\': result += "\\e"; break;
      case '-': result += "\\-"; break;
      case '\'': result += "\\(aq"; break;
      case '`': result += "\\(ga"; break;
      case '^': result += "\\(ha"; break;
      case '~': result += "\\(ti"; break;
      case '"': result += "\\(dq"; break;
      // At the beginning of a line it would be a request.
      case '.': result += begins_line ? "\\&." : "."; break;
      default: result += c;
    }
  }
  return result;
}

/// In bold, on one line.
std::string bold(const std::string& text) {
  std::string result = escaped(text);
  std::replace(result.begin(), result.end(), '\n', ' ');
  return ".B " + result + '\n';
}

std::string tagged(const std::string& tag, const std::string& text) {
  return ".TP\n" + bold(tag) + (text.empty() ? "\\&" : escaped(text)) + '\n';
}

std::string examples(const std::vector<Example>& examples) {
  std::string text;
  for (const Example& example : examples) text += tagged(example.call, example.effect);
  return text;
}

std::string section(const CommandDefinition& command, const std::string& call) {
  std::string text =
      ".SS " + call + '\n' + escaped(command.summary) + ".\n.PP\n" + escaped(usage(command, call)) + '\n';
  for (const OptionDefinition& argument : command.arguments) text += tagged(spelling(argument), argument.help);
  for (const OptionDefinition& option : command.options) text += tagged(spelling(option), option.help);
  if (!command.notes.empty()) text += ".PP\n" + escaped(command.notes) + '\n';
  if (!command.failure.empty()) text += ".PP\nExit code 1: " + escaped(command.failure) + ".\n";
  text += ".PP\nFor example:\n" + examples(command.examples);
  for (const CommandDefinition& below : command.commands) text += section(below, call + ' ' + below.name);
  return text;
}

}  // namespace

std::string man_page(const CommandDefinition& root, const std::string& version) {
  std::string text = ".TH PGSCRIBE 1 \"\" \"pgscribe " + version + "\" \"User Commands\"\n";
  text += ".SH NAME\npgscribe \\- annotated SQL in, typed C++ out\n";
  text += ".SH SYNOPSIS\n.B pgscribe\n.I COMMAND\n.RI [ OPTIONS ]\n";
  text += ".SH DESCRIPTION\n" + escaped(root.summary) + '\n';
  text += ".SH OPTIONS\n";
  for (const OptionDefinition& option : options_with_help(root)) text += tagged(spelling(option), option.help);
  text += ".SH COMMANDS\n";
  for (const CommandDefinition& command : root.commands) text += section(command, root.name + ' ' + command.name);
  text += ".SH EXIT STATUS\n";
  const std::vector<std::string> codes = exit_codes(root);
  for (std::size_t code = 0; code < codes.size(); ++code) text += tagged(std::to_string(code), codes[code]);
  text += ".SH EXAMPLES\n" + examples(root.examples);
  return text;
}

}  // namespace pgscribe::cli
