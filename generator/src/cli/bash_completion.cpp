#include "cli/completions.hpp"
#include "support/joined.hpp"

// bash: one function that follows the words to the command, then looks at the word before the cursor. Without the
// functions of the package bash-completion, which need not be there.

namespace pgscribe::cli {

namespace {

/// The cases of a `case` over "path word", each of which names the command that the word leads to.
std::string path_cases(const CommandDefinition& command, const std::string& path) {
  std::string text;
  for (const CommandDefinition& below : command.commands) {
    const std::string next = path + ' ' + below.name;
    text += "      '" + next + "') path='" + next + "' ;;\n" + path_cases(below, next);
  }
  return text;
}

std::string offer(const OptionValue& value) {
  switch (value.completion) {
    case Completion::nothing: return ":";
    case Completion::choices: return "_pgscribe_words '' '" + support::joined(value.choices, " ") + "'";
    case Completion::files: return "_pgscribe_paths -f";
    case Completion::folders: return "_pgscribe_paths -d";
  }
  return ":";
}

/// What an option takes, by the command and the option in front of the cursor.
std::string value_cases(const CommandDefinition& command, const std::string& path) {
  std::string text;
  for (const OptionDefinition& option : command.options) {
    if (option.value.name.empty()) continue;
    const auto pattern = [&](const std::string& name) { return "'" + path + ' ' + name + "'"; };
    text += "    " + support::joined(option.names, " | ", pattern) + ") " + offer(option.value) + "; return ;;\n";
  }
  for (const CommandDefinition& below : command.commands) text += value_cases(below, path + ' ' + below.name);
  return text;
}

/// What stands anywhere else, by the command: options, and other words.
std::string word_cases(const CommandDefinition& command, const std::string& path) {
  std::vector<std::string> options;
  for (const OptionDefinition& option : options_with_help(command))
    options.insert(options.end(), option.names.begin(), option.names.end());
  std::vector<std::string> words;
  for (const CommandDefinition& below : command.commands) words.push_back(below.name);
  for (const OptionDefinition& argument : command.arguments)
    words.insert(words.end(), argument.value.choices.begin(), argument.value.choices.end());
  std::string text = "    '" + path + "') _pgscribe_words '" + support::joined(options, " ") + "' '" +
                     support::joined(words, " ") + "' ;;\n";
  for (const CommandDefinition& below : command.commands) text += word_cases(below, path + ' ' + below.name);
  return text;
}

}  // namespace

std::string bash_completion(const CommandDefinition& root) {
  return R"(# bash completion for pgscribe, written by `pgscribe completions bash`
_pgscribe_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
}
_pgscribe_words() {
  local words=$2
  if [[ $word == -* || -z $words ]]; then words=$1; fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
_pgscribe() {
  local word=${COMP_WORDS[COMP_CWORD]} path=')" +
         root.name + R"(' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path ${COMP_WORDS[i]}" in
)" + path_cases(root, root.name) +
         R"(    esac
  done
  case "$path ${COMP_WORDS[COMP_CWORD - 1]}" in
)" + value_cases(root, root.name) +
         R"(  esac
  case "$path" in
)" + word_cases(root, root.name) +
         R"(  esac
}
complete -F _pgscribe pgscribe
)";
}

}  // namespace pgscribe::cli
