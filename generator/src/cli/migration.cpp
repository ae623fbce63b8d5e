#include "cli/migration.hpp"

#include <cstdlib>
#include <iomanip>
#include <limits>
#include <ostream>
#include <stdexcept>

#include "cli/database_uri.hpp"
#include "cli/loaded_config.hpp"
#include "cli/messages.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/pool.hpp"
#include "support/render_diagnostic.hpp"

namespace pgscribe::cli {

namespace {

using support::Diagnostics;
using support::FileSystem;
using support::json_quote;

/// Where the migrations are, and the database as the configuration has it.
struct Place {
  std::string folder;
  std::string database_uri;
};

/// Nothing where it was reported. No configuration is read when the command line says everything.
std::optional<Place> find_place(const Options& options, const FileSystem& files, support::SourceFiles& sources,
                                Diagnostics& diagnostics) {
  Place place{options.migrate.folder, options.database_url};
  if (!place.folder.empty() && options.config.empty()) return place;
  const auto loaded = load_config(options, files, sources, diagnostics);
  if (!loaded) return std::nullopt;
  const config::SqlEntry* entry = chosen_entry(options, *loaded, diagnostics);
  if (entry == nullptr) return std::nullopt;
  if (place.database_uri.empty()) place.database_uri = entry->database_uri;
  if (!place.folder.empty()) return place;
  const std::string base = support::parent_path(loaded->path);
  if (entry->schema.size() == 1) place.folder = support::join_path(base, entry->schema.front().pattern);
  if (files.is_directory(place.folder)) return place;
  diagnostics.add(*loaded->file, entry->schema.front().span, msg::MigrationsNotAFolder());
  return std::nullopt;
}

/// The command line's, the environment's, the configuration's; empty leaves it to libpq's own variables.
std::optional<std::string> database_of(const Options& options, const Place& place, Diagnostics& diagnostics) {
  if (!options.database_url.empty()) return options.database_url;
  if (const char* url = std::getenv("DATABASE_URL"); url != nullptr && *url != '\0') return url;
  const auto uri = expand_variables(place.database_uri);
  if (!uri.missing.empty()) {
    diagnostics.add(msg::VariableNotSet(uri.missing));
    return std::nullopt;
  }
  return uri.text;
}

std::chrono::milliseconds milliseconds(double seconds) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::duration<double>(seconds));
}

/// One line for each migration that ran, or the SQL of those that would.
void print_step(const MigrationStep& step, const MigrateOptions& options, std::ostream& out) {
  const double seconds = std::chrono::duration<double>(step.duration).count();
  if (options.json) {
    out << "{\"version\":" << step.version << ",\"name\":" << json_quote(step.name) << ",\"direction\":\""
        << (step.up ? "up" : "down") << '"';
    if (options.dry_run)
      out << ",\"sql\":" << json_quote(step.sql);
    else
      out << ",\"seconds\":" << std::fixed << std::setprecision(6) << seconds;
    out << "}" << std::endl;
  } else if (options.dry_run) {
    out << "-- " << (step.up ? "up " : "down ") << step.version << ' ' << step.name << '\n' << step.sql;
    if (!step.sql.ends_with('\n')) out << '\n';
  } else {
    // Flushed, so that a log shows how far it is.
    out << (step.up ? "up   " : "down ") << step.version << ' ' << step.name << " (" << std::fixed
        << std::setprecision(1) << seconds * 1000 << " ms)" << std::endl;
  }
}

void print_status(const std::vector<MigrationStatus>& status, bool json, std::ostream& out) {
  for (const MigrationStatus& migration : status) {
    if (json) {
      out << "{\"version\":" << migration.version << ",\"name\":" << json_quote(migration.name)
          << ",\"applied\":" << (migration.applied ? "true" : "false")
          << ",\"changed\":" << (migration.changed ? "true" : "false") << "}\n";
    } else {
      const char* state = migration.changed ? "changed" : migration.applied ? "applied" : "pending";
      out << state << ' ' << migration.version << ' ' << migration.name << '\n';
    }
  }
}

void print_version(std::optional<std::int64_t> version, bool json, std::ostream& out) {
  const std::string number = version ? std::to_string(*version) : json ? "null" : "none";
  out << (json ? "{\"version\":" + number + "}" : number) << '\n';
}

void print_count(std::size_t count, const char* what, const MigrateOptions& options, std::ostream& out) {
  if (!options.json && !options.dry_run) out << count << (count == 1 ? " migration " : " migrations ") << what << '\n';
}

void run_action(Migrator& migrator, const MigrateOptions& options, std::ostream& out) {
  switch (options.action) {
    case MigrateAction::up:
      print_count(migrator.up(options.count.value_or(std::numeric_limits<std::size_t>::max())), "applied", options,
                  out);
      break;
    case MigrateAction::down: print_count(migrator.down(options.count.value_or(1)), "undone", options, out); break;
    case MigrateAction::to: print_count(migrator.to(options.version), "run", options, out); break;
    case MigrateAction::redo: print_count(migrator.redo(), "run", options, out); break;
    case MigrateAction::version: print_version(migrator.version(), options.json, out); break;
    case MigrateAction::status: print_status(migrator.status(), options.json, out); break;
    case MigrateAction::validate: print_count(migrator.validate(), "pending", options, out); break;
    case MigrateAction::force:
      migrator.force(options.version == 0 ? std::nullopt : std::optional{options.version});
      break;
    case MigrateAction::create: break;  // needs no database
  }
}

void run_on(const std::string& conninfo, std::vector<Migration> migrations, const MigrateOptions& options,
            std::ostream& out) {
  PoolOptions pool_options = parse_pool_options(conninfo);
  pool_options.max_connections = 1;
  pool_options.min_connections = 0;
  pool_options.application_name = "pgscribe migrate";
  Pool pool{std::move(pool_options)};
  Migrator migrator{pool,
                    std::move(migrations),
                    {.table = options.table,
                     .lock_timeout = milliseconds(options.lock_timeout),
                     .statement_timeout = milliseconds(options.statement_timeout),
                     .on_step = [&](const MigrationStep& step) { print_step(step, options, out); },
                     .dry_run = options.dry_run,
                     .allow_changed = options.allow_changed,
                     .allow_missing = options.allow_missing}};
  run_action(migrator, options, out);
}

}  // namespace

void migrate(const Options& options, const FileSystem& files, support::SourceFiles& sources, std::ostream& out,
             Diagnostics& diagnostics) {
  const std::optional<Place> place = find_place(options, files, sources, diagnostics);
  if (!place) return;
  try {
    if (options.migrate.action == MigrateAction::create) {
      for (const auto& path : create_migration(place->folder, options.migrate.name, options.migrate.format))
        out << path.string() << '\n';
      return;
    }
    std::vector<Migration> migrations = read_migrations(place->folder);
    const std::optional<std::string> database = database_of(options, *place, diagnostics);
    if (database) run_on(*database, std::move(migrations), options.migrate, out);
  } catch (const ConnectionError&) {
    throw;
  } catch (const PoolTimeout&) {
    throw;
  } catch (const Error& error) {
    diagnostics.add(error.hint().empty() ? msg::MigrationRefused(error.what())
                                         : msg::MigrationRefusedWithHint(error.what(), error.hint()));
  } catch (const std::runtime_error& error) {  // of reading and writing the files
    diagnostics.add(msg::MigrationRefused(error.what()));
  }
}

}  // namespace pgscribe::cli
