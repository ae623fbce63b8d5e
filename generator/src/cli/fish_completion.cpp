#include "cli/completions.hpp"
#include "support/joined.hpp"

// fish: a line for each command and option, under the condition that its command stands in front of the cursor.

namespace pgscribe::cli {

namespace {

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + '\'';
}

std::string path_cases(const CommandDefinition& command, const std::string& path) {
  std::string text;
  for (const CommandDefinition& below : command.commands) {
    const std::string next = path + ' ' + below.name;
    text += " '" + next + "'" + path_cases(below, next);
  }
  return text;
}

std::string values(const OptionValue& value) {
  switch (value.completion) {
    case Completion::nothing: return " -f";
    case Completion::choices: return " -f -a " + quoted(support::joined(value.choices, " "));
    case Completion::files: return " -F";
    case Completion::folders: return " -f -a '(__fish_complete_directories)'";
  }
  return {};
}

std::string lines(const CommandDefinition& command, const std::string& path) {
  const std::string begin = "complete -c pgscribe -n '__pgscribe_at " + path + "'";
  std::string text;
  for (const OptionDefinition& option : options_with_help(command)) {
    text += begin;
    for (const std::string& name : option.names)
      text += name.size() == 2 ? " -s " + name.substr(1) : " -l " + name.substr(2);
    if (!option.value.name.empty()) text += " -r" + values(option.value);
    text += " -d " + quoted(option.help) + '\n';
  }
  for (const OptionDefinition& argument : command.arguments) {
    if (argument.value.completion != Completion::nothing) text += begin + values(argument.value) + '\n';
  }
  for (const CommandDefinition& below : command.commands)
    text += begin + " -a " + below.name + " -d " + quoted(below.summary) + '\n';
  for (const CommandDefinition& below : command.commands) text += lines(below, path + ' ' + below.name);
  return text;
}

}  // namespace

std::string fish_completion(const CommandDefinition& root) {
  return R"(# fish completion for pgscribe, written by `pgscribe completions fish`
function __pgscribe_at
  set -l words (commandline -opc)
  set -e words[1]
  set -l path pgscribe
  for word in $words
    if contains "$path $word")" +
         path_cases(root, root.name) + R"(
      set path "$path $word"
    end
  end
  test "$path" = "$argv"
end
complete -c pgscribe -f
)" + lines(root, root.name);
}

}  // namespace pgscribe::cli
