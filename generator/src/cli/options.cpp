#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <map>

#include "cli/doctor/examination.hpp"
#include "cli/exit_code.hpp"
#include "support/server_version.hpp"

namespace pgscribe::cli {

namespace {

constexpr const char* kFooter = R"(
A first project:
  pgscribe init                writes generator.yaml, schema/ and queries/ to start from
  pgscribe generate            reads them, writes the C++

Exit codes: 0 fine; 1 the SQL or the configuration is wrong, or diff found differences;
2 the tool or the machine failed.
)";

constexpr const char* kVerifyFooter = R"(
For example:
  pgscribe verify --throwaway                                  with a server of its own, in CI
  pgscribe verify --against postgresql:///app                  before the program that was generated is deployed
)";

constexpr const char* kDriftFooter = R"(
For example:
  pgscribe drift --against postgresql:///app
)";

constexpr const char* kDoctorFooter = R"(
For example:
  pgscribe doctor --against postgresql:///app
  pgscribe doctor --against postgresql:///app --threshold unused-index=90 --diagnostics json 2>findings.json

Every hint is the SQL to run. Exit code 1 when there is an error or a warning, 0 when there are notes only.
)";

constexpr const char* kVetFooter = R"(
For example:
  pgscribe vet                                                 every finding, in the terminal
  pgscribe vet --diagnostics sarif 2>vet.sarif                 for the annotations of a code review

Exit code 1 when there is a finding. `-- @allow CODE` above a statement or under a query's name line says that one is meant;
`vet: {disable: [CODE], enable: [CODE], start_after: FILE}` of an entry says which rules are asked, and of which migrations.
)";

void add_config(CLI::App& command, Options& options) {
  command.add_option("-f,--config", options.config, "Configuration file (default: generator.yaml, then sqlc.yaml)");
  command.add_option("--entry", options.entry, "Only the sql entry with this name");
}

void add_server_version(CLI::App& command, Options& options) {
  command
      .add_option("--server-version", options.server_version,
                  "The release of PostgreSQL that the queries run on, instead of the configuration's: 14 to 18")
      ->check(CLI::Range(support::kOldestServerVersion, support::kNewestServerVersion));
}

void add_diagnostics(CLI::App& command, Options& options) {
  static const std::map<std::string, DiagnosticsFormat> formats{
      {"text", DiagnosticsFormat::text}, {"json", DiagnosticsFormat::json}, {"sarif", DiagnosticsFormat::sarif}};
  command.add_option("--diagnostics", options.diagnostics, "How problems are printed to stderr: text, json or sarif")
      ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case))
      ->type_name("FORMAT");
}

void add_inputs(CLI::App& command, Options& options) {
  command.add_option("--schema", options.schema, "Schema files, folders or globs, instead of a configuration");
  command.add_option("--queries", options.queries, "Query files, folders or globs, instead of a configuration");
}

CLI::Option& add_against(CLI::App& command, Options& options, const char* description) {
  return *command.add_option("--against", options.against, description);
}

void declare_doctor(CLI::App& command, Options& options) {
  add_diagnostics(command, options);
  add_against(command, options, "The database (URL or conninfo); only reads, without --repair").required();
  command.add_option("--threshold", options.thresholds, "From where on a check speaks; each time one CODE=NUMBER")
      ->check([](const std::string& text) { return doctor::threshold_fault(text); })
      ->allow_extra_args(false)
      ->type_name("CODE=NUMBER");
  command.add_flag("--repair", options.repair,
                   "Run REINDEX INDEX CONCURRENTLY on the invalid indexes first; nothing else is changed");
  command.footer(kDoctorFooter);
}

CLI::App& add_command(CLI::App& app, Options& options, CommandKind kind, const char* name, const char* description) {
  CLI::App* command = app.add_subcommand(name, description);
  command->callback([&options, kind] { options.command = kind; });
  return *command;
}

}  // namespace

std::optional<Options> read_options(int argc, const char* const* argv, int& exit_code) {
  Options options;
  CLI::App app{
      "pgscribe: annotated SQL in, typed C++ out.\nReads migrations and queries with PostgreSQL's own grammar; needs "
      "no database."};
  app.name("pgscribe");
  app.footer(kFooter);
  app.require_subcommand(1);

  CLI::App& generate = add_command(app, options, CommandKind::generate, "generate",
                                   "Write C++ from the schema and queries of the configuration");
  add_config(generate, options);
  add_server_version(generate, options);
  add_diagnostics(generate, options);
  generate.add_option("--out", options.out, "Write here instead of the configuration's out");
  generate.add_flag("--keep-going", options.keep_going, "Write the rest when queries have errors; the exit code is 1");
  generate.add_option("--depfile", options.depfile, "Write a Make-style dependency file for the stamp")
      ->needs(generate.add_option("--stamp", options.stamp, "Touch this file on success"));
  generate
      .add_option("--shards", options.shards,
                  "Also write this many sources with fixed names that include the generated ones")
      ->check(CLI::Range(0, 64));

  CLI::App& check =
      add_command(app, options, CommandKind::check, "check", "Do everything but write: for editors, hooks and CI");
  add_config(check, options);
  add_server_version(check, options);
  add_diagnostics(check, options);

  CLI::App& diff = add_command(app, options, CommandKind::diff, "diff",
                               "Print how committed output differs from what generate would write");
  add_config(diff, options);
  add_server_version(diff, options);
  add_diagnostics(diff, options);
  diff.add_option("--out", options.out, "Compare with this folder instead of the configuration's out");

  CLI::App& analyze = add_command(app, options, CommandKind::analyze, "analyze",
                                  "Print types, NULLs and row counts of every query as JSON");
  add_config(analyze, options);
  add_server_version(analyze, options);
  add_inputs(analyze, options);

  CLI::App& explain =
      add_command(app, options, CommandKind::explain, "explain",
                  "Say why: each column's and parameter's type, NULL, row count and the reason, with its place");
  explain.add_option("QUERY", options.names, "Names of queries; all without");
  add_config(explain, options);
  add_server_version(explain, options);
  add_inputs(explain, options);

  CLI::App& verify = add_command(app, options, CommandKind::verify, "verify",
                                 "Hold the analysis against a PostgreSQL server: every difference is an error");
  add_config(verify, options);
  add_server_version(verify, options);
  add_diagnostics(verify, options);
  add_inputs(verify, options);
  CLI::Option* url = verify.add_option("--database-url", options.database_url,
                                       "A server on which a scratch database may be created (URL or conninfo)");
  CLI::Option* throwaway =
      verify.add_flag("--throwaway", options.throwaway, "Start a temporary server from the installed packages")
          ->excludes(url);
  add_against(verify, options,
              "A deployed database (URL or conninfo): every query is prepared there, and what reaches the code "
              "is compared; only reads")
      .excludes(url)
      ->excludes(throwaway);
  verify.footer(kVerifyFooter);

  CLI::App& drift = add_command(app, options, CommandKind::drift, "drift",
                                "Print where a database is not what the migrations say: every difference is an error");
  add_config(drift, options);
  add_server_version(drift, options);
  add_diagnostics(drift, options);
  drift.add_option("--schema", options.schema, "Schema files, folders or globs, instead of a configuration");
  add_against(drift, options, "The database (URL or conninfo); only reads").required();
  drift.footer(kDriftFooter);

  declare_doctor(add_command(app, options, CommandKind::doctor, "doctor",
                             "Examine a database: damage, invalid indexes, what runs out, what is unused or left over"),
                 options);

  CLI::App& vet = add_command(app, options, CommandKind::vet, "vet",
                              "Find queries, columns and migrations that PostgreSQL takes and that go wrong in use");
  add_config(vet, options);
  add_server_version(vet, options);
  add_diagnostics(vet, options);
  add_inputs(vet, options);
  vet.footer(kVetFooter);

  CLI::App& migrate = add_command(app, options, CommandKind::migrate, "migrate",
                                  "Bring a database to a version of the schema: up, down, to, status and more");
  add_config(migrate, options);
  migrate.add_option("--database-url", options.database_url, "The database to migrate (URL or conninfo)");
  declare_migrate(migrate, options.migrate);

  CLI::App& stub = add_command(app, options, CommandKind::stub, "stub",
                               "Print what an extension makes as SQL, for stubs: of the configuration");
  stub.add_option("EXTENSION", options.extension, "Its name")->required();
  stub.add_option("--database-url", options.database_url,
                  "A database where it is installed or can be (URL or conninfo); nothing is left there")
      ->required();

  add_command(app, options, CommandKind::init, "init",
              "Write a commented generator.yaml and a first migration and query; never overwrites");
  add_command(app, options, CommandKind::version, "version", "Print the version");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    exit_code = app.exit(error) == 0 ? kSuccess : kToolFailed;
    return std::nullopt;
  }
  return options;
}

}  // namespace pgscribe::cli
