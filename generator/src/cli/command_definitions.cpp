#include "cli/command_definitions.hpp"

#include <algorithm>

#include "cli/doctor/examination.hpp"
#include "cli/messages.hpp"
#include "cli/migrate_options.hpp"
#include "support/joined.hpp"
#include "support/server_version.hpp"

namespace pgscribe::cli {

namespace {

using OptionList = std::vector<OptionDefinition>;

const char* const kWrongInput = "the SQL or the configuration is wrong";

OptionList project_options(Options& options) {
  return {{.names = {"-f", "--config"},
           .help = "Configuration file (default: generator.yaml, then sqlc.yaml)",
           .value = text("FILE", options.config, Completion::files)},
          {.names = {"--entry"}, .help = "Only the sql entry with this name", .value = text("NAME", options.entry)}};
}

OptionDefinition server_version_option(Options& options) {
  return {.names = {"--server-version"},
          .help = "The release of PostgreSQL that the queries run on, instead of the configuration's: 14 to 18",
          .value = number("N", options.server_version, support::kOldestServerVersion, support::kNewestServerVersion)};
}

OptionDefinition diagnostics_option(Options& options) {
  return {
      .names = {"--diagnostics"},
      .help = "How problems are printed to stderr: text, json or sarif",
      .value = choice<DiagnosticsFormat>(
          "FORMAT", options.diagnostics,
          {{"text", DiagnosticsFormat::text}, {"json", DiagnosticsFormat::json}, {"sarif", DiagnosticsFormat::sarif}})};
}

OptionDefinition schema_option(Options& options) {
  return {.names = {"--schema"},
          .help = "Schema files, folders or globs, instead of a configuration",
          .value = texts("PATH", options.schema, Completion::files)};
}

OptionDefinition queries_option(Options& options) {
  return {.names = {"--queries"},
          .help = "Query files, folders or globs, instead of a configuration",
          .value = texts("PATH", options.queries, Completion::files)};
}

OptionDefinition database_option(Options& options, const char* help) {
  return {.names = {"--database-url"}, .help = help, .value = text("URL", options.database_url)};
}

OptionDefinition against_option(Options& options, const char* help) {
  return {.names = {"--against"}, .help = help, .value = text("URL", options.against)};
}

OptionDefinition required(OptionDefinition option) {
  option.is_required = true;
  return option;
}

OptionList operator+(OptionList list, OptionList more) {
  for (OptionDefinition& option : more) list.push_back(std::move(option));
  return list;
}

CommandDefinition command(Options& options, CommandKind kind, const char* name, const char* summary) {
  CommandDefinition definition;
  definition.name = name;
  definition.summary = summary;
  definition.choose = [&options, kind] { options.command = kind; };
  return definition;
}

CommandDefinition generate(Options& options) {
  CommandDefinition definition =
      command(options, CommandKind::generate, "generate", "Write C++ from the schema and queries of the configuration");
  definition.options = project_options(options) +
                       OptionList{
                           server_version_option(options),
                           diagnostics_option(options),
                           {.names = {"--out"},
                            .help = "Write here instead of the configuration's out",
                            .value = text("DIR", options.out, Completion::folders)},
                           {.names = {"--keep-going"},
                            .help = "Write the rest when queries have errors; the exit code is 1",
                            .value = flag(options.keep_going)},
                           {.names = {"--depfile"},
                            .help = "Write a Make-style dependency file for the stamp",
                            .value = text("FILE", options.depfile, Completion::files),
                            .needs = "--stamp"},
                           {.names = {"--stamp"},
                            .help = "Touch this file on success",
                            .value = text("FILE", options.stamp, Completion::files)},
                           {.names = {"--shards"},
                            .help = "Also write this many sources with fixed names that include the generated ones",
                            .value = number("N", options.shards, 0, 64)},
                       };
  definition.examples = {{"pgscribe generate", "of generator.yaml in this folder"},
                         {"pgscribe generate --config db/generator.yaml --entry films", "one entry of another"}};
  definition.notes = "Nothing is written when anything is wrong, unless --keep-going is given.";
  definition.failure = kWrongInput;
  return definition;
}

CommandDefinition watch(Options& options) {
  CommandDefinition definition = generate(options);
  definition.name = "watch";
  definition.summary = "Generate, and again whenever a file that was read changes, until it is stopped";
  definition.choose = [&options] { options.command = CommandKind::watch; };
  definition.options.push_back({.names = {"--interval"},
                                .help = "Seconds between two looks at the files (default: 0.5)",
                                .value = seconds("SECONDS", options.interval)});
  definition.examples = {{"pgscribe watch", "beside an editor; Ctrl-C ends it"}};
  definition.notes =
      "The configuration, schema, queries, templates and stubs are looked at, and the folders that they are found in. "
      "Nothing is written while anything is wrong.";
  definition.failure = "";
  return definition;
}

CommandDefinition check(Options& options) {
  CommandDefinition definition =
      command(options, CommandKind::check, "check", "Do everything but write: for editors, hooks and CI");
  definition.options =
      project_options(options) + OptionList{server_version_option(options), diagnostics_option(options)};
  definition.examples = {{"pgscribe check", "before a commit"},
                         {"pgscribe check --diagnostics json", "for a program to read"}};
  definition.failure = kWrongInput;
  return definition;
}

CommandDefinition diff(Options& options) {
  CommandDefinition definition =
      command(options, CommandKind::diff, "diff", "Print how committed output differs from what generate would write");
  definition.options =
      project_options(options) + OptionList{server_version_option(options),
                                            diagnostics_option(options),
                                            {.names = {"--out"},
                                             .help = "Compare with this folder instead of the configuration's out",
                                             .value = text("DIR", options.out, Completion::folders)}};
  definition.examples = {{"pgscribe diff", "in CI, where the output is committed"}};
  definition.failure = "there are differences, or the SQL or the configuration is wrong";
  return definition;
}

CommandDefinition analyze(Options& options) {
  CommandDefinition definition =
      command(options, CommandKind::analyze, "analyze", "Print types, NULLs and row counts of every query as JSON");
  definition.options = project_options(options) +
                       OptionList{server_version_option(options), schema_option(options), queries_option(options)};
  definition.examples = {{"pgscribe analyze", "of the configuration"},
                         {"pgscribe analyze --schema schema --queries queries", "without one"}};
  definition.failure = kWrongInput;
  return definition;
}

CommandDefinition explain(Options& options) {
  CommandDefinition definition =
      command(options, CommandKind::explain, "explain",
              "Say why: each column's and parameter's type, NULL, row count and the reason, with its place");
  definition.arguments = {
      {.names = {"QUERY"}, .help = "Names of queries; all without", .value = texts("QUERY", options.names)}};
  definition.options = project_options(options) +
                       OptionList{server_version_option(options), schema_option(options), queries_option(options)};
  definition.examples = {{"pgscribe explain GetMovie ListMovies", "two queries"}, {"pgscribe explain", "all of them"}};
  definition.failure = kWrongInput;
  return definition;
}

CommandDefinition verify(Options& options) {
  CommandDefinition definition = command(options, CommandKind::verify, "verify",
                                         "Hold the analysis against a PostgreSQL server: every difference is an error");
  definition.options =
      project_options(options) +
      OptionList{server_version_option(options),
                 diagnostics_option(options),
                 schema_option(options),
                 queries_option(options),
                 database_option(options, "A server on which a scratch database may be created (URL or conninfo)"),
                 {.names = {"--throwaway"},
                  .help = "Start a temporary server from the installed packages",
                  .value = flag(options.throwaway)},
                 against_option(options,
                                "A deployed database (URL or conninfo): every query is prepared there, and what "
                                "reaches the code is compared; only reads")};
  definition.one_of = {"--database-url", "--throwaway", "--against"};
  definition.examples = {
      {"pgscribe verify --throwaway", "with a server of its own, in CI"},
      {"pgscribe verify --against postgresql:///app", "before the program that was generated is deployed"}};
  definition.failure = "there are differences, or the SQL or the configuration is wrong";
  return definition;
}

CommandDefinition drift(Options& options) {
  CommandDefinition definition =
      command(options, CommandKind::drift, "drift",
              "Print where a database is not what the migrations say: every difference is an error");
  OptionDefinition against = required(against_option(options, "The database (URL or conninfo); only reads"));
  definition.options =
      project_options(options) +
      OptionList{server_version_option(options), diagnostics_option(options), schema_option(options), against};
  definition.examples = {{"pgscribe drift --against postgresql:///app", "at night"}};
  definition.failure = "there are differences, or the SQL or the configuration is wrong";
  return definition;
}

OptionDefinition thresholds_option(Options& options) {
  OptionValue value = texts("CODE=NUMBER", options.thresholds);
  value.expected = msg::ThresholdOf(support::joined(doctor::codes_with_threshold(), ", "));
  value.keep = [&options](const std::vector<std::string>& given) {
    options.thresholds = given;
    return std::all_of(given.begin(), given.end(), doctor::is_threshold);
  };
  return {.names = {"--threshold"}, .help = "From where on a check speaks", .value = std::move(value)};
}

CommandDefinition examine(Options& options) {
  CommandDefinition definition =
      command(options, CommandKind::doctor, "doctor",
              "Examine a database: damage, what is invalid, runs out, is missing, unused or left over");
  OptionDefinition against =
      required(against_option(options, "The database (URL or conninfo); only reads, without --repair"));
  definition.options = {
      diagnostics_option(options), against, thresholds_option(options),
      OptionDefinition{.names = {"--repair"},
                       .help = "Run REINDEX INDEX CONCURRENTLY on invalid indexes first; nothing else is changed",
                       .value = flag(options.repair)}};
  definition.examples = {{"pgscribe doctor --against postgresql:///app", "every finding, with the SQL to run"},
                         {"pgscribe doctor --against postgresql:///app --threshold unused-index=90", "later notes"}};
  definition.notes = "Notes alone do not change the exit code.";
  definition.failure = "there is an error or a warning";
  return definition;
}

CommandDefinition vet(Options& options) {
  CommandDefinition definition = command(options, CommandKind::vet, "vet",
                                         "Find queries, columns and migrations that PostgreSQL takes and that go wrong "
                                         "in use");
  definition.options =
      project_options(options) + OptionList{server_version_option(options), diagnostics_option(options),
                                            schema_option(options), queries_option(options)};
  definition.examples = {{"pgscribe vet", "every finding, in the terminal"},
                         {"pgscribe vet --diagnostics sarif 2>vet.sarif", "for the annotations of a code review"}};
  definition.notes =
      "`-- @allow CODE` above a statement or under a query's name line says that one is meant; `vet: {disable: [CODE], "
      "enable: [CODE], start_after: FILE}` of an entry says which rules are asked, and of which migrations; `rules` "
      "there "
      "are your own, each a SELECT over the analysis.";
  definition.failure = "there is a finding, or the SQL or the configuration is wrong";
  return definition;
}

CommandDefinition migrate(Options& options) {
  OptionList shared = project_options(options);
  shared.push_back(database_option(options, "The database to migrate (URL or conninfo)"));
  CommandDefinition definition = migrate_definition(options.migrate, std::move(shared));
  definition.choose = [&options] { options.command = CommandKind::migrate; };
  return definition;
}

CommandDefinition catalogue(Options& options) {
  CommandDefinition definition = command(options, CommandKind::catalogue, "catalogue",
                                         "Write a static site of every table and query, to be read in a browser");
  OptionDefinition out = {.names = {"--out"},
                          .help = "The folder that it is written into",
                          .value = text("DIR", options.out, Completion::folders)};
  out.is_required = true;
  definition.options =
      project_options(options) + OptionList{server_version_option(options), diagnostics_option(options),
                                            schema_option(options), queries_option(options), out};
  definition.examples = {{"pgscribe catalogue --out catalogue", "then open catalogue/index.html"}};
  definition.notes =
      "Needs no network, neither to be made nor to be read. The diagram of the tables is laid out by dot of graphviz; "
      "where it is not installed, there is none. Nothing is written when anything is wrong.";
  definition.failure = kWrongInput;
  return definition;
}

CommandDefinition stub(Options& options) {
  CommandDefinition definition = command(options, CommandKind::stub, "stub",
                                         "Print what an extension makes as SQL, for stubs: of the configuration");
  definition.arguments = {
      {.names = {"EXTENSION"}, .help = "Its name", .value = text("EXTENSION", options.extension), .is_required = true}};
  OptionDefinition database = required(
      database_option(options, "A database where it is installed or can be (URL or conninfo); nothing is left there"));
  definition.options = {database};
  definition.examples = {{"pgscribe stub ltree --database-url postgresql:///app > stubs/ltree.sql", ""}};
  definition.failure = "the database does not have it";
  return definition;
}

CommandDefinition init(Options& options) {
  CommandDefinition definition =
      command(options, CommandKind::init, "init",
              "Write a commented generator.yaml and a first migration and query; never overwrites");
  definition.examples = {{"pgscribe init", "in an empty folder"}};
  definition.failure = "there is a generator.yaml already";
  return definition;
}

CommandDefinition config_schema(Options& options) {
  CommandDefinition definition = command(options, CommandKind::config_schema, "config-schema",
                                         "Print the JSON Schema of generator.yaml, for editors");
  definition.examples = {{"pgscribe config-schema > generator.schema.json", "after an update of pgscribe"}};
  definition.notes =
      "Editors with yaml-language-server read it where a line of the configuration names it: # yaml-language-server: "
      "$schema=generator.schema.json";
  return definition;
}

CommandDefinition lsp(Options& options) {
  CommandDefinition definition =
      command(options, CommandKind::lsp, "lsp", "Be the language server of an editor, over standard input and output");
  OptionValue only_way;
  only_way.keep = [](const std::vector<std::string>&) { return true; };
  definition.options = {
      {.names = {"--stdio"}, .help = "As some editors say it; there is no other way", .value = only_way}};
  definition.examples = {{"pgscribe lsp", "as an editor calls it"}};
  definition.notes =
      "An editor starts it in a project and needs no settings: the configuration is that of the folder of the open "
      "file, "
      "or of one above it.";
  definition.failure = "the editor was gone without a word";
  return definition;
}

CommandDefinition completions(Options& options) {
  CommandDefinition definition = command(options, CommandKind::completions, "completions",
                                         "Print what makes a shell complete pgscribe's commands");
  definition.arguments = {{.names = {"SHELL"},
                           .help = "bash, zsh or fish",
                           .value = choice<Shell>("SHELL", options.shell,
                                                  {{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}}),
                           .is_required = true}};
  definition.examples = {{"pgscribe completions bash > ~/.local/share/bash-completion/completions/pgscribe", ""},
                         {"pgscribe completions zsh > ~/.zfunc/_pgscribe", "a folder of fpath"},
                         {"pgscribe completions fish > ~/.config/fish/completions/pgscribe.fish", ""}};
  definition.notes = "An installed pgscribe brings all three.";
  return definition;
}

CommandDefinition man(Options& options) {
  CommandDefinition definition = command(options, CommandKind::man, "man", "Print the manual page");
  definition.examples = {{"pgscribe man | man -l -", "reads it"}};
  return definition;
}

CommandDefinition help(Options& options, const std::vector<CommandDefinition>& commands) {
  CommandDefinition definition = command(options, CommandKind::help, "help", "Print how a command is called");
  OptionValue names = texts("COMMAND", options.names, Completion::choices);
  for (const CommandDefinition& other : commands) names.choices.push_back(other.name);
  definition.arguments = {{.names = {"COMMAND"}, .help = "Its name; all without", .value = std::move(names)}};
  definition.examples = {{"pgscribe help generate", ""}, {"pgscribe help migrate up", "of an action"}};
  return definition;
}

CommandDefinition version(Options& options) {
  CommandDefinition definition = command(options, CommandKind::version, "version", "Print the version");
  definition.examples = {{"pgscribe version", ""}};
  return definition;
}

}  // namespace

CommandDefinition command_definitions(Options& options) {
  CommandDefinition root;
  root.name = "pgscribe";
  root.summary =
      "Annotated SQL in, typed C++ out. Reads migrations and queries with PostgreSQL's own grammar; needs no database.";
  OptionValue is_version;
  is_version.keep = [&options](const std::vector<std::string>&) {
    options.command = CommandKind::version;
    return true;
  };
  root.options = {{.names = {"--version"}, .help = "Print the version", .value = is_version, .stands_alone = true}};
  root.examples = {{"pgscribe init", "writes generator.yaml, schema/ and queries/ to start from"},
                   {"pgscribe generate", "reads them, writes the C++"}};
  root.failure = "the SQL or the configuration is wrong, or what was looked for was found";
  root.commands = {
      generate(options), watch(options),     check(options),       diff(options),    analyze(options),
      explain(options),  verify(options),    drift(options),       examine(options), vet(options),
      migrate(options),  catalogue(options), stub(options),        init(options),    config_schema(options),
      lsp(options),      version(options),   completions(options), man(options)};
  root.commands.push_back(help(options, root.commands));
  return root;
}

}  // namespace pgscribe::cli
