#include "cli/completions.hpp"
#include "support/joined.hpp"

// zsh: a function for each command, which asks _arguments.

namespace pgscribe::cli {

namespace {

std::string with_backslashes(const std::string& text, std::string_view special) {
  std::string result;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + '\'';
}

std::string action(const OptionValue& value) {
  switch (value.completion) {
    case Completion::nothing: return {};
    case Completion::choices: return "(" + support::joined(value.choices, " ") + ")";
    case Completion::files: return "_files";
    case Completion::folders: return "_files -/";
  }
  return {};
}

std::string option_spec(const OptionDefinition& option) {
  std::string text = "[" + with_backslashes(option.help, "[]\\:") + "]";
  if (!option.value.name.empty()) text += ":" + option.value.name + ":" + action(option.value);
  if (option.value.is_list) return quoted("*" + option.name() + text);
  if (option.names.size() == 1) return quoted(option.name() + text);
  return quoted("(" + support::joined(option.names, " ") + ")") + "{" + support::joined(option.names, ",") + "}" +
         quoted(text);
}

std::string argument_spec(const OptionDefinition& argument) {
  return quoted((argument.value.is_list ? "*:" : ":") + argument.name() + ":" + action(argument.value));
}

std::string function_of(const CommandDefinition& command, const std::string& name) {
  std::string text;
  for (const CommandDefinition& below : command.commands) text += function_of(below, name + '_' + below.name);
  text += name + "() {\n  local context state state_descr line\n  typeset -A opt_args\n  _arguments -C";
  for (const OptionDefinition& option : options_with_help(command)) text += " \\\n    " + option_spec(option);
  for (const OptionDefinition& argument : command.arguments) text += " \\\n    " + argument_spec(argument);
  if (command.commands.empty()) return text + "\n}\n";
  text +=
      " \\\n    '1:command:->command' '*::argument:->argument'\n  case $state in\n    command)\n      local -a "
      "commands=(\n";
  for (const CommandDefinition& below : command.commands)
    text += "        " + quoted(below.name + ":" + with_backslashes(below.summary, "\\:")) + '\n';
  text += "      )\n      _describe command commands ;;\n    argument)\n      case $words[1] in\n";
  for (const CommandDefinition& below : command.commands)
    text += "        " + below.name + ") " + name + '_' + below.name + " ;;\n";
  return text + "      esac ;;\n  esac\n}\n";
}

}  // namespace

std::string zsh_completion(const CommandDefinition& root) {
  // Sourced, it has to say what it completes; as a file of fpath it is the function.
  return "#compdef pgscribe\n# zsh completion for pgscribe, written by `pgscribe completions zsh`\n" +
         function_of(root, "_pgscribe") +
         "if [ \"$funcstack[1]\" = _pgscribe ]; then\n  _pgscribe \"$@\"\nelse\n  compdef _pgscribe pgscribe\nfi\n";
}

}  // namespace pgscribe::cli
