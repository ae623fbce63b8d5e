#include "cli/commands.hpp"

#include <algorithm>
#include <chrono>
#include <ostream>
#include <thread>

#include "cli/analysis_json.hpp"
#include "cli/command_definitions.hpp"
#include "cli/command_help.hpp"
#include "cli/completions.hpp"
#include "cli/doctor/examination.hpp"
#include "cli/entry_inputs.hpp"
#include "cli/exit_code.hpp"
#include "cli/explanation.hpp"
#include "cli/generation.hpp"
#include "cli/init.hpp"
#include "cli/loaded_config.hpp"
#include "cli/man_page.hpp"
#include "cli/messages.hpp"
#include "cli/migration.hpp"
#include "cli/output.hpp"
#include "cli/pipeline.hpp"
#include "cli/progress_line.hpp"
#include "cli/project.hpp"
#include "cli/schema_comparison.hpp"
#include "cli/stub.hpp"
#include "cli/verification.hpp"
#include "cli/vet.hpp"
#include "cli/watch.hpp"
#include "config/json_schema.hpp"
#include "pgscribe/testing.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::cli {

namespace {

using support::Diagnostics;

Generation generate_checked(const Options& options, Project& project, std::ostream& err) {
  const ProgressLine progress(err);
  Generation generation = generate_entries(options, support::disk(), project.sources, project.diagnostics);
  for (const GeneratedEntry& entry : generation.entries) check_output(entry, support::disk(), project.diagnostics);
  return generation;
}

struct Generated {
  int code = kSuccess;
  std::vector<std::string> dependencies{};
};

Generated generate_once(const Options& options, std::ostream& err) {
  Project project;
  Generation generation = generate_checked(options, project, err);
  Generated done{project.report(options.diagnostics, err), std::move(generation.dependencies)};
  const bool may_write =
      done.code == kSuccess || (options.keep_going && project.diagnostics.error_count() == generation.query_errors);
  if (!may_write) return done;
  for (const GeneratedEntry& entry : generation.entries) write_output(entry, support::disk());
  if (done.code != kSuccess) return done;
  if (!options.depfile.empty()) write_depfile(options.depfile, options.stamp, done.dependencies, support::disk());
  // The stamp is younger than everything it depends on, also when nothing else was written.
  if (!options.stamp.empty()) support::disk().write({{options.stamp, ""}});
  return done;
}

/// Until the process is ended.
int watch(const Options& options, std::ostream& out, std::ostream& err) {
  std::vector<std::string> read = configuration_paths(options);
  WatchSteps steps;
  steps.run = [&] {
    const Generated done = generate_once(options, err);
    // Where the configuration could not be read, what it named before is still looked at.
    if (!done.dependencies.empty()) {
      read = configuration_paths(options);
      read.insert(read.end(), done.dependencies.begin(), done.dependencies.end());
    }
    out << (done.code == kSuccess ? "generated" : "failed") << "; waiting for a change of " << read.size()
        << " files and folders" << std::endl;
    return read;
  };
  steps.wait = [&] {
    std::this_thread::sleep_for(std::chrono::duration<double>(options.interval));
    return true;
  };
  cli::watch(steps);
  return kSuccess;
}

int check(const Options& options, std::ostream& err) {
  Project project;
  (void)generate_checked(options, project, err);
  return project.report(options.diagnostics, err);
}

int diff(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  const Generation generation = with_progress(
      err, [&] { return generate_entries(options, support::disk(), project.sources, project.diagnostics); });
  if (const int code = project.report(options.diagnostics, err); code != kSuccess) return code;
  bool differs = false;
  for (const GeneratedEntry& entry : generation.entries) {
    const std::string text = diff_output(entry, support::disk());
    out << text;
    differs = differs || !text.empty();
  }
  return differs ? kUserError : kSuccess;
}

/// One entry, analysed: what the commands about queries look at.
struct AnalyzedEntry {
  EntryInputs entry{};
  Analysis analysis{};
};

/// Nothing where the entry could not be read.
std::optional<AnalyzedEntry> analyze_entry(const Options& options, Project& project, std::ostream& err) {
  const ProgressLine progress(err);
  auto entry = inputs_to_analyze(options, support::disk(), project.sources, project.diagnostics);
  if (!entry) return std::nullopt;
  Analysis analysis = analyze_inputs(entry->inputs, project.diagnostics);
  return AnalyzedEntry{std::move(*entry), std::move(analysis)};
}

int analyze(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  const std::optional<AnalyzedEntry> analyzed = analyze_entry(options, project, err);
  out << analysis_json(analyzed ? analyzed->analysis : Analysis{}, project.diagnostics.sorted());
  return project.report(DiagnosticsFormat::text, err);
}

/// A name that no query has, also none with an error, is reported.
void check_names(const std::vector<std::string>& names, const Analysis& analysis, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const codegen::QueryFile& file : analysis.files) {
    for (const analyze::AnalyzedQuery& query : file.queries) known.push_back(query.name);
  }
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string nearest = support::nearest_name(name, known);
    diagnostics.add(msg::UnknownQuery(name, nearest.empty() ? std::string() : msg::DidYouMean(nearest)));
  }
}

int explain(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  const std::optional<AnalyzedEntry> analyzed = analyze_entry(options, project, err);
  if (!analyzed) return project.report(DiagnosticsFormat::text, err);
  check_names(options.names, analyzed->analysis, project.diagnostics);
  bool is_first = true;
  for (const codegen::QueryFile& file : analyzed->analysis.files) {
    for (const analyze::AnalyzedQuery& query : file.queries) {
      const bool chosen = options.names.empty() ||
                          std::find(options.names.begin(), options.names.end(), query.name) != options.names.end();
      if (!chosen) continue;
      out << (is_first ? "" : "\n") << explanation(query, analyzed->analysis.catalog, analyzed->entry.cpp);
      is_first = false;
    }
  }
  return project.report(DiagnosticsFormat::text, err);
}

void print_count(const VerificationCount& count, std::ostream& out) {
  out << count.queries << " queries, " << count.parameters << " parameters and " << count.columns
      << " columns compared, " << count.differences << " differences\n";
}

int verify(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  const std::optional<AnalyzedEntry> analyzed = analyze_entry(options, project, err);
  if (!analyzed) return project.report(options.diagnostics, err);
  const Inputs& inputs = analyzed->entry.inputs;
  if (!options.against.empty()) {
    ServerConnection server(options.against);
    print_count(
        with_progress(err, [&] { return verify_against(inputs, analyzed->analysis, server, project.diagnostics); }),
        out);
  } else {
    std::optional<testing::TemporaryServer> throwaway;
    if (options.throwaway) throwaway.emplace();
    const testing::TemporaryDatabase database(throwaway ? throwaway->conninfo() : options.database_url, "template0");
    ServerConnection server(database.conninfo());
    print_count(
        with_progress(err, [&] { return cli::verify(inputs, analyzed->analysis, server, project.diagnostics); }), out);
  }
  return project.report(options.diagnostics, err);
}

int drift(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  const std::optional<AnalyzedEntry> analyzed = analyze_entry(options, project, err);
  if (!analyzed) return project.report(options.diagnostics, err);
  ServerConnection server(options.against);
  const SchemaObjects by_migrations = schema_objects(analyzed->analysis.catalog);
  const std::vector<SchemaDifference> differences =
      with_progress(err, [&] { return compare(by_migrations, schema_objects(server)); });
  cli::report(differences, project.diagnostics);
  out << by_migrations.size() << " objects compared, " << differences.size() << " differences\n";
  return project.report(options.diagnostics, err);
}

int examine(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  ServerConnection server(options.against);
  if (options.repair) doctor::repair(server, out, project.diagnostics);
  with_progress(err, [&] { doctor::examine(server, options.thresholds, out, project.diagnostics); });
  (void)project.report(options.diagnostics, err);
  const auto& found = project.diagnostics.all();
  const bool is_healthy = std::all_of(found.begin(), found.end(), [](const support::Diagnostic& diagnostic) {
    return diagnostic.severity == support::Severity::note;
  });
  return is_healthy ? kSuccess : kUserError;
}

int vet(const Options& options, std::ostream& err) {
  Project project;
  with_progress(err, [&] {
    if (const auto entry = inputs_to_analyze(options, support::disk(), project.sources, project.diagnostics))
      cli::vet(*entry, project.diagnostics);
  });
  const int code = project.report(options.diagnostics, err);
  return project.diagnostics.all().empty() ? code : kUserError;
}

int migrate(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  cli::migrate(options, support::disk(), project.sources, out, project.diagnostics);
  return project.report(DiagnosticsFormat::text, err);
}

int help(const std::vector<std::string>& names, std::ostream& out, std::ostream& err) {
  Options unused;
  const CommandDefinition root = command_definitions(unused);
  const CommandDefinition* asked = &root;
  std::string call = root.name;
  for (const std::string& name : names) {
    const CommandDefinition* below = find_command(*asked, name);
    if (below == nullptr) {
      Project project;
      project.diagnostics.add(no_such_command(*asked, call, name));
      (void)project.report(DiagnosticsFormat::text, err);
      return kToolFailed;
    }
    asked = below;
    call += ' ' + name;
  }
  out << help_text(*asked, call);
  return kSuccess;
}

std::string completion(Shell shell) {
  Options unused;
  const CommandDefinition root = command_definitions(unused);
  switch (shell) {
    case Shell::bash: return bash_completion(root);
    case Shell::zsh: return zsh_completion(root);
    case Shell::fish: return fish_completion(root);
  }
  return {};
}

std::string manual() {
  Options unused;
  return man_page(command_definitions(unused), PGSCRIBE_VERSION);
}

}  // namespace

int run(const Options& options, std::ostream& out, std::ostream& err) {
  switch (options.command) {
    case CommandKind::generate: return generate_once(options, err).code;
    case CommandKind::watch: return watch(options, out, err);
    case CommandKind::check: return check(options, err);
    case CommandKind::diff: return diff(options, out, err);
    case CommandKind::analyze: return analyze(options, out, err);
    case CommandKind::explain: return explain(options, out, err);
    case CommandKind::verify: return verify(options, out, err);
    case CommandKind::drift: return drift(options, out, err);
    case CommandKind::doctor: return examine(options, out, err);
    case CommandKind::vet: return vet(options, err);
    case CommandKind::migrate: return migrate(options, out, err);
    case CommandKind::stub: out << extension_stub(options.database_url, options.extension); return kSuccess;
    case CommandKind::init: return init(support::disk(), out, err);
    case CommandKind::catalogue:
    case CommandKind::lsp: break;  // the executable's: they are above this stage
    case CommandKind::help: return help(options.names, out, err);
    case CommandKind::completions: out << completion(options.shell); return kSuccess;
    case CommandKind::man: out << manual(); return kSuccess;
    case CommandKind::config_schema: out << config::json_schema(); return kSuccess;
    case CommandKind::version: out << "pgscribe " PGSCRIBE_VERSION "\n"; return kSuccess;
  }
  return kToolFailed;
}

}  // namespace pgscribe::cli
