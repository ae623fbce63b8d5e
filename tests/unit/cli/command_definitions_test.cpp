#include "cli/command_definitions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "cli/command_help.hpp"

using namespace pgscribe::cli;

namespace {

/// The words of a call as a shell makes them, up to a redirection or a pipe.
std::vector<std::string> shell_words(const std::string& call) {
  std::vector<std::string> words{""};
  bool is_quoted = false;
  for (const char c : call) {
    if (c == '"') {
      is_quoted = !is_quoted;
    } else if (c == ' ' && !is_quoted) {
      words.emplace_back();
    } else if ((c == '>' || c == '|') && !is_quoted) {
      words.pop_back();
      break;
    } else {
      words.back() += c;
    }
  }
  return words;
}

struct Read {
  std::optional<Options> options;
  std::string out;
  std::string err;
  int exit_code = -1;
};

Read read(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  Read result;
  result.options = read_options(words, out, err, result.exit_code);
  result.out = out.str();
  result.err = err.str();
  return result;
}

/// Calls `visit` with every command and how it is called.
template <class Visit>
void for_each_command(const CommandDefinition& command, const std::string& call, const Visit& visit) {
  visit(command, call);
  for (const CommandDefinition& below : command.commands) for_each_command(below, call + ' ' + below.name, visit);
}

template <class Visit>
void for_each_command(const Visit& visit) {
  Options options;
  const CommandDefinition root = command_definitions(options);
  for_each_command(root, root.name, visit);
}

}  // namespace

TEST_CASE("each command has examples of its own, which its own options take") {
  std::vector<std::string> seen;
  for_each_command([&](const CommandDefinition& command, const std::string& call) {
    CAPTURE(call);
    CHECK(!command.examples.empty());
    for (const Example& example : command.examples) {
      CAPTURE(example.call);
      CHECK(example.call.rfind(call, 0) == 0);
      std::vector<std::string> words = shell_words(example.call);
      words.erase(words.begin());
      CHECK_MESSAGE(read(words).options, read(words).err);
      // Those of commands that hold others show the way to these.
      if (!command.commands.empty()) continue;
      CHECK(std::find(seen.begin(), seen.end(), example.call) == seen.end());
      seen.push_back(example.call);
    }
  });
}

TEST_CASE("the help of each command names all that it takes, and help COMMAND is the same") {
  for_each_command([](const CommandDefinition& command, const std::string& call) {
    CAPTURE(call);
    std::vector<std::string> words = shell_words(call);
    words.erase(words.begin());
    words.emplace_back("--help");
    const Read asked = read(words);
    CHECK(asked.exit_code == 0);
    CHECK(asked.out == help_text(command, call));
    for (const OptionDefinition& option : command.options) {
      CHECK(asked.out.find("  " + spelling(option)) != std::string::npos);
      CHECK(!option.help.empty());
    }
    for (const OptionDefinition& argument : command.arguments)
      CHECK(asked.out.find("  " + spelling(argument)) != std::string::npos);
    for (const Example& example : command.examples) CHECK(asked.out.find("  " + example.call) != std::string::npos);
    CHECK(asked.out.find("Exit codes:") != std::string::npos);
  });
}

TEST_CASE("every option of every command is kept, and a name with a letter less is met with a suggestion") {
  for_each_command([](const CommandDefinition& command, const std::string& call) {
    std::vector<std::string> words = shell_words(call);
    words.erase(words.begin());
    for (const OptionDefinition& option : command.options) {
      CAPTURE(call);
      CAPTURE(option.name());
      std::vector<std::string> misspelt = words;
      misspelt.push_back(option.name());
      misspelt.back().erase(3, 1);
      const Read refused = read(misspelt);
      CHECK(refused.exit_code == 2);
      CHECK_MESSAGE(refused.err.find("did you mean \"--") != std::string::npos, refused.err);
      if (option.value.expected.empty()) continue;
      std::vector<std::string> wrong = words;
      wrong.insert(wrong.end(), {option.name(), "no-such"});
      CHECK(read(wrong).err.find("must be " + option.value.expected + ", not \"no-such\"") != std::string::npos);
    }
    for (const CommandDefinition& below : command.commands) {
      if (below.name.size() < 4) continue;
      std::vector<std::string> misspelt = words;
      misspelt.push_back(below.name + "x");
      CHECK(read(misspelt).err.find("did you mean \"" + below.name + "\"?") != std::string::npos);
    }
  });
}

TEST_CASE("what a call lacks or has too much of") {
  struct Row {
    std::vector<std::string> words;
    std::string message;
  };
  for (const Row& row : {
           Row{{}, "pgscribe needs a command [bad-usage]\n  hint: pgscribe --help lists them"},
           Row{{"migrate"}, "pgscribe migrate needs a command"},
           Row{{"frobnicate"},
               "pgscribe has no command \"frobnicate\" [bad-usage]\n  hint: pgscribe --help lists them"},
           Row{{"generate", "extra"},
               "pgscribe generate does not take \"extra\" [bad-usage]\n  hint: pgscribe generate --help says what it "
               "takes"},
           Row{{"check", "version"}, "pgscribe check does not take \"version\""},
           Row{{"generate", "--zzzzzz"}, "has no option --zzzzzz [bad-usage]\n  hint: pgscribe generate --help lists"},
           Row{{"drift", "--agianst", "postgresql:///app"}, "pgscribe drift has no option --agianst"},
           Row{{"generate", "--confg=x"}, "no option --confg [bad-usage]\n  hint: did you mean \"--config\"?"},
           Row{{"generate", "--depfile", "x"}, "--depfile requires --stamp [bad-usage]"},
           Row{{"generate", "--config"}, "--config"},
           Row{{"drift"}, "--against is required"},
           Row{{"verify"}, "pgscribe verify needs one of --database-url, --throwaway, --against, and only one"},
           Row{{"verify", "--throwaway", "--against", "x"}, "pgscribe verify needs one of"},
           Row{{"generate", "--shards", "65"}, "--shards must be a whole number from 0 to 64, not \"65\""},
           Row{{"generate", "--shards", "1x"}, "--shards must be a whole number"},
           Row{{"migrate", "up", "-1"}, "N must be a whole number that is not negative, not \"-1\""},
           Row{{"migrate", "to", "x"}, "VERSION must be a whole number that is not negative, not \"x\""},
           Row{{"migrate", "up", "--lock-timeout", "nan"}, "--lock-timeout must be a number of seconds, not \"nan\""},
           Row{{"completions", "csh"}, "SHELL must be one of these: bash, zsh, fish, not \"csh\""},
       }) {
    const Read refused = read(row.words);
    CHECK(refused.exit_code == 2);
    CHECK(refused.out.empty());
    CHECK_MESSAGE(refused.err.find(row.message) != std::string::npos, refused.err);
  }
}

TEST_CASE("values go where the commands look for them") {
  const Read generate = read({"generate", "-f", "a.yaml", "--config", "b.yaml", "--keep-going", "--shards=3"});
  REQUIRE(generate.options);
  CHECK(generate.options->command == CommandKind::generate);
  CHECK(generate.options->config == "b.yaml");
  CHECK(generate.options->keep_going);
  CHECK(generate.options->shards == 3);
  const Read analyze = read({"analyze", "--schema", "a", "b", "--queries", "c"});
  REQUIRE(analyze.options);
  CHECK(analyze.options->schema == std::vector<std::string>{"a", "b"});
  const Read explain = read({"explain", "check", "version"});
  REQUIRE(explain.options);
  CHECK(explain.options->command == CommandKind::explain);
  CHECK(explain.options->names == std::vector<std::string>{"check", "version"});
  for (const auto& words : {std::vector<std::string>{"migrate", "--json", "--lock-timeout", "0.5", "down"},
                            std::vector<std::string>{"migrate", "down", "--json", "--lock-timeout", "0.5"}}) {
    const Read migrate = read(words);
    REQUIRE(migrate.options);
    CHECK(migrate.options->command == CommandKind::migrate);
    CHECK(migrate.options->migrate.action == MigrateAction::down);
    CHECK(migrate.options->migrate.json);
    CHECK(migrate.options->migrate.lock_timeout == 0.5);
    CHECK(!migrate.options->migrate.count);
  }
  const Read version = read({"--version"});
  REQUIRE(version.options);
  CHECK(version.options->command == CommandKind::version);
}
