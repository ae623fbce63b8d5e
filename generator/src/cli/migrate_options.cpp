#include "cli/migrate_options.hpp"

#include <utility>

namespace pgscribe::cli {

namespace {

const char* const kDatabase =
    "The database is that of --database-url, the variable DATABASE_URL, the configuration's database: uri, or libpq's "
    "PG* variables.";

std::vector<OptionDefinition> options_of_all(MigrateOptions& options, std::vector<OptionDefinition> shared) {
  for (OptionDefinition& option : std::vector<OptionDefinition>{
           {.names = {"--migrations"},
         .help = "The folder of the migrations, instead of the entry's schema",
         .value = text("DIR", options.folder, Completion::folders)},
           {.names = {"--table"},
           .help = "The table that holds the version (default: " + options.table + ")",
           .value = text("NAME", options.table)},
           {.names = {"--lock-timeout"},
           .help = "Seconds to wait for another program that is migrating (default: 60)",
           .value = seconds("SECONDS", options.lock_timeout)},
           {.names = {"--statement-timeout"},
           .help = "Seconds that one statement may take",
           .value = seconds("SECONDS", options.statement_timeout)},
           {.names = {"--dry-run"},
           .help = "Print the SQL of what would run, and change nothing",
           .value = flag(options.dry_run)},
           {.names = {"--allow-changed"},
           .help = "Do not mind a migration that was changed after it was applied",
           .value = flag(options.allow_changed)},
           {.names = {"--allow-missing"},
           .help = "Do not mind a migration that is older than the database and was never applied",
           .value = flag(options.allow_missing)},
           {.names = {"--json"}, .help = "Print a JSON object a line", .value = flag(options.json)}})
    shared.push_back(std::move(option));
  return shared;
}

CommandDefinition action(MigrateOptions& options, MigrateAction kind, const char* name, const char* summary,
                         Example example) {
  CommandDefinition definition;
  definition.name = name;
  definition.summary = summary;
  definition.examples = {std::move(example)};
  definition.notes = kDatabase;
  definition.failure = "a migration or the configuration is wrong";
  definition.choose = [&options, kind] { options.action = kind; };
  return definition;
}

CommandDefinition up(MigrateOptions& options) {
  CommandDefinition definition = action(options, MigrateAction::up, "up", "Apply what the database does not have yet",
                                        {"pgscribe migrate up 1 --dry-run", "prints what the next one would run"});
  definition.arguments = {{.names = {"N"}, .help = "At most so many migrations", .value = count("N", options.count)}};
  return definition;
}

CommandDefinition down(MigrateOptions& options) {
  CommandDefinition definition = action(options, MigrateAction::down, "down", "Undo the latest migrations",
                                        {"pgscribe migrate down 2", "undoes two"});
  definition.arguments = {{.names = {"N"}, .help = "How many; 1 without", .value = count("N", options.count)}};
  return definition;
}

OptionDefinition version_argument(MigrateOptions& options) {
  return {.names = {"VERSION"},
          .help = "0: before the first",
          .value = version_number("VERSION", options.version),
          .is_required = true};
}

CommandDefinition to(MigrateOptions& options) {
  CommandDefinition definition = action(options, MigrateAction::to, "to", "Go up or down to a version",
                                        {"pgscribe migrate to 0", "undoes everything"});
  definition.arguments = {version_argument(options)};
  return definition;
}

CommandDefinition force(MigrateOptions& options) {
  CommandDefinition definition =
      action(options, MigrateAction::force, "force", "Say that the database is at a version, without running anything",
             {"pgscribe migrate force 7", "after migration 8 stopped half-way and was cleaned up by hand"});
  definition.arguments = {version_argument(options)};
  return definition;
}

CommandDefinition create(MigrateOptions& options) {
  CommandDefinition definition =
      action(options, MigrateAction::create, "create", "Write the empty files of the next migration",
             {"pgscribe migrate create \"add tags\"", ""});
  definition.arguments = {{.names = {"NAME"},
                           .help = "What it does, in a few words",
                           .value = text("NAME", options.name),
                           .is_required = true}};
  definition.options = {{.names = {"--format"},
                         .help = "golang-migrate (a pair of files), goose or dbmate (one file)",
                         .value = choice<MigrationFormat>("FORMAT", options.format,
                                                          {{"golang-migrate", MigrationFormat::golang_migrate},
                                                           {"goose", MigrationFormat::goose},
                                                           {"dbmate", MigrationFormat::dbmate}})}};
  definition.notes = "";
  return definition;
}

std::vector<CommandDefinition> actions(MigrateOptions& options) {
  return {
      up(options),
      down(options),
      to(options),
      action(options, MigrateAction::redo, "redo", "Undo the latest migration and apply it again",
             {"pgscribe migrate redo", "after an edit of the migration that is being written"}),
      action(options, MigrateAction::version, "version", "Print the database's version",
             {"pgscribe migrate version --json", "for a script"}),
      action(options, MigrateAction::status, "status", "List the migrations: applied, pending, changed since",
             {"pgscribe migrate status --database-url postgresql:///app", ""}),
      action(options, MigrateAction::validate, "validate",
             "Check that what was applied is what the files say, without running anything",
             {"pgscribe migrate validate", "fails when an applied file was changed"}),
      force(options),
      create(options),
  };
}

}  // namespace

CommandDefinition migrate_definition(MigrateOptions& options, std::vector<OptionDefinition> shared) {
  CommandDefinition definition;
  definition.name = "migrate";
  definition.summary = "Bring a database to a version of the schema: up, down, to, status and more";
  definition.options = options_of_all(options, std::move(shared));
  definition.examples = {{"pgscribe migrate create \"add tags\"", "writes the empty files of the next migration"},
                         {"pgscribe migrate up --dry-run", "prints what would run"},
                         {"pgscribe migrate up --database-url postgresql:///app", "runs it"}};
  definition.notes = kDatabase;
  definition.failure = "a migration or the configuration is wrong";
  definition.commands = actions(options);
  for (CommandDefinition& command : definition.commands)
    command.options.insert(command.options.end(), definition.options.begin(), definition.options.end());
  return definition;
}

}  // namespace pgscribe::cli
