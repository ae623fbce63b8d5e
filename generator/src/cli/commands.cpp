#include "cli/commands.hpp"

#include <algorithm>
#include <ostream>

#include "cli/analysis_json.hpp"
#include "cli/doctor/examination.hpp"
#include "cli/entry_inputs.hpp"
#include "cli/exit_code.hpp"
#include "cli/explanation.hpp"
#include "cli/generation.hpp"
#include "cli/init.hpp"
#include "cli/messages.hpp"
#include "cli/migration.hpp"
#include "cli/output.hpp"
#include "cli/pipeline.hpp"
#include "cli/schema_comparison.hpp"
#include "cli/stub.hpp"
#include "cli/verification.hpp"
#include "cli/vet.hpp"
#include "pgscribe/testing.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"
#include "support/render_diagnostic.hpp"

namespace pgscribe::cli {

namespace {

using support::Diagnostics;

void print_diagnostics(const Diagnostics& diagnostics, DiagnosticsFormat format, std::ostream& err) {
  const std::vector<support::Diagnostic> sorted = diagnostics.sorted();
  switch (format) {
    case DiagnosticsFormat::text:
      for (const support::Diagnostic& diagnostic : sorted) err << support::render_text(diagnostic);
      break;
    case DiagnosticsFormat::json: err << support::render_json(sorted); break;
    case DiagnosticsFormat::sarif: err << support::render_sarif(sorted); break;
  }
}

/// What every command has that reads a project: what was read, and what is to be said of it at the end.
struct Project {
  support::SourceFiles sources{};
  Diagnostics diagnostics{};

  [[nodiscard]] int report(DiagnosticsFormat format, std::ostream& err) const {
    print_diagnostics(diagnostics, format, err);
    return diagnostics.has_errors() ? kUserError : kSuccess;
  }
};

Generation generate_checked(const Options& options, Project& project) {
  Generation generation = generate_entries(options, support::disk(), project.sources, project.diagnostics);
  for (const GeneratedEntry& entry : generation.entries) check_output(entry, support::disk(), project.diagnostics);
  return generation;
}

int generate(const Options& options, std::ostream& err) {
  Project project;
  const Generation generation = generate_checked(options, project);
  const int code = project.report(options.diagnostics, err);
  const bool may_write =
      code == kSuccess || (options.keep_going && project.diagnostics.error_count() == generation.query_errors);
  if (!may_write) return code;
  for (const GeneratedEntry& entry : generation.entries) write_output(entry, support::disk());
  if (code != kSuccess) return code;
  if (!options.depfile.empty()) write_depfile(options.depfile, options.stamp, generation.dependencies, support::disk());
  // The stamp is younger than everything it depends on, also when nothing else was written.
  if (!options.stamp.empty()) support::disk().write({{options.stamp, ""}});
  return kSuccess;
}

int check(const Options& options, std::ostream& err) {
  Project project;
  (void)generate_checked(options, project);
  return project.report(options.diagnostics, err);
}

int diff(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  const Generation generation = generate_entries(options, support::disk(), project.sources, project.diagnostics);
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
std::optional<AnalyzedEntry> analyze_entry(const Options& options, Project& project) {
  auto entry = inputs_to_analyze(options, support::disk(), project.sources, project.diagnostics);
  if (!entry) return std::nullopt;
  Analysis analysis = analyze_inputs(entry->inputs, project.diagnostics);
  return AnalyzedEntry{std::move(*entry), std::move(analysis)};
}

int analyze(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  const std::optional<AnalyzedEntry> analyzed = analyze_entry(options, project);
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
  const std::optional<AnalyzedEntry> analyzed = analyze_entry(options, project);
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
  if (options.database_url.empty() && options.against.empty() && !options.throwaway) {
    err << "pgscribe: verify needs --against URL, --database-url URL or --throwaway\n";
    return kToolFailed;
  }
  Project project;
  const std::optional<AnalyzedEntry> analyzed = analyze_entry(options, project);
  if (!analyzed) return project.report(options.diagnostics, err);
  const Inputs& inputs = analyzed->entry.inputs;
  if (!options.against.empty()) {
    ServerConnection server(options.against);
    print_count(verify_against(inputs, analyzed->analysis, server, project.diagnostics), out);
  } else {
    std::optional<testing::TemporaryServer> throwaway;
    if (options.throwaway) throwaway.emplace();
    const testing::TemporaryDatabase database(throwaway ? throwaway->conninfo() : options.database_url, "template0");
    ServerConnection server(database.conninfo());
    print_count(cli::verify(inputs, analyzed->analysis, server, project.diagnostics), out);
  }
  return project.report(options.diagnostics, err);
}

int drift(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  const std::optional<AnalyzedEntry> analyzed = analyze_entry(options, project);
  if (!analyzed) return project.report(options.diagnostics, err);
  ServerConnection server(options.against);
  const SchemaObjects by_migrations = schema_objects(analyzed->analysis.catalog);
  const std::vector<SchemaDifference> differences = compare(by_migrations, schema_objects(server));
  cli::report(differences, project.diagnostics);
  out << by_migrations.size() << " objects compared, " << differences.size() << " differences\n";
  return project.report(options.diagnostics, err);
}

int examine(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  ServerConnection server(options.against);
  if (options.repair) doctor::repair(server, out, project.diagnostics);
  doctor::examine(server, options.thresholds, out, project.diagnostics);
  (void)project.report(options.diagnostics, err);
  const auto& found = project.diagnostics.all();
  const bool is_healthy = std::all_of(found.begin(), found.end(), [](const support::Diagnostic& diagnostic) {
    return diagnostic.severity == support::Severity::note;
  });
  return is_healthy ? kSuccess : kUserError;
}

int vet(const Options& options, std::ostream& err) {
  Project project;
  if (const auto entry = inputs_to_analyze(options, support::disk(), project.sources, project.diagnostics))
    cli::vet(*entry, project.diagnostics);
  const int code = project.report(options.diagnostics, err);
  return project.diagnostics.all().empty() ? code : kUserError;
}

int migrate(const Options& options, std::ostream& out, std::ostream& err) {
  Project project;
  cli::migrate(options, support::disk(), project.sources, out, project.diagnostics);
  return project.report(DiagnosticsFormat::text, err);
}

}  // namespace

int run(const Options& options, std::ostream& out, std::ostream& err) {
  switch (options.command) {
    case CommandKind::generate: return generate(options, err);
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
    case CommandKind::version: out << "pgscribe " PGSCRIBE_VERSION "\n"; return kSuccess;
  }
  return kToolFailed;
}

}  // namespace pgscribe::cli
