#include "cli/migrate_options.hpp"

#include <CLI/CLI.hpp>
#include <map>

namespace pgscribe::cli {

namespace {

constexpr const char* kFooter = R"(
For example:
  pgscribe migrate create "add tags"                           writes the empty files of the next migration
  pgscribe migrate up --dry-run                                prints what would run
  pgscribe migrate up --database-url postgresql:///app         runs it

The database is that of --database-url, the variable DATABASE_URL, the configuration's database: uri, or libpq's PG* variables.
Exit codes: 0 done; 1 a migration or the configuration is wrong; 2 the database cannot be reached, or the call was wrong.
)";

struct Action {
  MigrateAction action;
  const char* name;
  const char* description;
  const char* example;
};

CLI::App& add_action(CLI::App& migrate, MigrateOptions& options, const Action& action) {
  CLI::App* command = migrate.add_subcommand(action.name, action.description);
  command->fallthrough();
  command->footer(std::string("\nFor example:\n  pgscribe migrate ") + action.example +
                  "\nOptions of all actions: pgscribe migrate --help\n");
  command->callback([&options, kind = action.action] { options.action = kind; });
  return *command;
}

void declare_moves(CLI::App& migrate, MigrateOptions& options) {
  add_action(migrate, options, {MigrateAction::up, "up", "Apply what the database does not have yet", "up 1 --dry-run"})
      .add_option("N", options.count, "At most so many migrations");
  CLI::App& down = add_action(migrate, options, {MigrateAction::down, "down", "Undo the latest migrations", "down 2"});
  down.add_option("N", options.count, "How many; 1 without");
  // Without N, `up` is all of them.
  down.preparse_callback([&options](std::size_t) { options.count = 1; });
  add_action(migrate, options, {MigrateAction::to, "to", "Go up or down to a version", "to 0    undoes everything"})
      .add_option("VERSION", options.version, "0: before the first")
      ->required();
  add_action(migrate, options,
             {MigrateAction::redo, "redo", "Undo the latest migration and apply it again",
              "redo    after an edit of the migration that is being written"});
}

void declare_questions(CLI::App& migrate, MigrateOptions& options) {
  add_action(migrate, options, {MigrateAction::version, "version", "Print the database's version", "version --json"});
  add_action(
      migrate, options,
      {MigrateAction::status, "status", "List the migrations: applied, pending, changed since", "status --json"});
  add_action(migrate, options,
             {MigrateAction::validate, "validate",
              "Check that what was applied is what the files say, without running anything",
              "validate    fails when an applied file was changed"});
}

void declare_force(CLI::App& migrate, MigrateOptions& options) {
  add_action(migrate, options,
             {MigrateAction::force, "force", "Say that the database is at a version, without running anything",
              "force 7    after migration 8 stopped half-way and was cleaned up by hand"})
      .add_option("VERSION", options.version, "0: before the first")
      ->required();
}

void declare_create(CLI::App& migrate, MigrateOptions& options) {
  static const std::map<std::string, MigrationFormat> formats{{"golang-migrate", MigrationFormat::golang_migrate},
                                                              {"goose", MigrationFormat::goose},
                                                              {"dbmate", MigrationFormat::dbmate}};
  CLI::App& create = add_action(
      migrate, options,
      {MigrateAction::create, "create", "Write the empty files of the next migration", "create \"add tags\""});
  create.add_option("NAME", options.name, "What it does, in a few words")->required();
  create.add_option("--format", options.format, "golang-migrate (a pair of files), goose or dbmate (one file)")
      ->transform(CLI::CheckedTransformer(formats))
      ->type_name("FORMAT");
}

}  // namespace

void declare_migrate(CLI::App& migrate, MigrateOptions& options) {
  migrate.footer(kFooter);
  migrate.require_subcommand(1);
  migrate.add_option("--migrations", options.folder, "The folder of the migrations, instead of the entry's schema");
  migrate.add_option("--table", options.table, "The table that holds the version")->capture_default_str();
  migrate.add_option("--lock-timeout", options.lock_timeout, "Seconds to wait for another program that is migrating")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  migrate.add_option("--statement-timeout", options.statement_timeout, "Seconds that one statement may take")
      ->check(CLI::NonNegativeNumber);
  migrate.add_flag("--dry-run", options.dry_run, "Print the SQL of what would run, and change nothing");
  migrate.add_flag("--allow-changed", options.allow_changed,
                   "Do not mind a migration that was changed after it was applied");
  migrate.add_flag("--allow-missing", options.allow_missing,
                   "Do not mind a migration that is older than the database and was never applied");
  migrate.add_flag("--json", options.json, "Print a JSON object a line");
  declare_moves(migrate, options);
  declare_questions(migrate, options);
  declare_force(migrate, options);
  declare_create(migrate, options);
}

}  // namespace pgscribe::cli
