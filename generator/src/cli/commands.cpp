#include "cli/commands.hpp"

#include <algorithm>
#include <ostream>

#include "cli/analysis_json.hpp"
#include "cli/exit_code.hpp"
#include "cli/explanation.hpp"
#include "cli/generation.hpp"
#include "cli/init.hpp"
#include "cli/output.hpp"
#include "cli/pipeline.hpp"
#include "cli/scratch_database.hpp"
#include "cli/stub.hpp"
#include "cli/verification.hpp"
#include "pgscribe/testing.hpp"
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

Generation generate_checked(const Options& options, support::SourceFiles& sources, Diagnostics& diagnostics) {
  Generation generation = generate_entries(options, support::disk(), sources, diagnostics);
  for (const GeneratedEntry& entry : generation.entries) check_output(entry, support::disk(), diagnostics);
  return generation;
}

int generate(const Options& options, std::ostream& err) {
  Diagnostics diagnostics;
  support::SourceFiles sources;
  const Generation generation = generate_checked(options, sources, diagnostics);
  print_diagnostics(diagnostics, options.diagnostics, err);
  const bool may_write =
      options.keep_going ? diagnostics.error_count() == generation.query_errors : !diagnostics.has_errors();
  if (!may_write) return kUserError;
  for (const GeneratedEntry& entry : generation.entries) write_output(entry, support::disk());
  if (diagnostics.has_errors()) return kUserError;
  if (!options.depfile.empty()) write_depfile(options.depfile, options.stamp, generation.dependencies, support::disk());
  // The stamp is younger than everything it depends on, also when nothing else was written.
  if (!options.stamp.empty()) support::disk().write({{options.stamp, ""}});
  return kSuccess;
}

int check(const Options& options, std::ostream& err) {
  Diagnostics diagnostics;
  support::SourceFiles sources;
  (void)generate_checked(options, sources, diagnostics);
  print_diagnostics(diagnostics, options.diagnostics, err);
  return diagnostics.has_errors() ? kUserError : kSuccess;
}

int diff(const Options& options, std::ostream& out, std::ostream& err) {
  Diagnostics diagnostics;
  support::SourceFiles sources;
  const Generation generation = generate_entries(options, support::disk(), sources, diagnostics);
  print_diagnostics(diagnostics, options.diagnostics, err);
  if (diagnostics.has_errors()) return kUserError;
  bool differs = false;
  for (const GeneratedEntry& entry : generation.entries) {
    const std::string text = diff_output(entry, support::disk());
    out << text;
    differs = differs || !text.empty();
  }
  return differs ? kUserError : kSuccess;
}

int analyze(const Options& options, std::ostream& out, std::ostream& err) {
  Diagnostics diagnostics;
  support::SourceFiles sources;
  const std::optional<EntryInputs> entry = inputs_to_analyze(options, support::disk(), sources, diagnostics);
  Analysis analysis;
  if (entry) analysis = analyze_inputs(entry->inputs, diagnostics);
  out << analysis_json(analysis, diagnostics.sorted());
  print_diagnostics(diagnostics, DiagnosticsFormat::text, err);
  return diagnostics.has_errors() ? kUserError : kSuccess;
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
    diagnostics.add({support::Severity::error,
                     "unknown-query",
                     nullptr,
                     {},
                     "there is no query \"" + name + "\" without errors",
                     {},
                     nearest.empty() ? "" : "did you mean \"" + nearest + "\"?"});
  }
}

int explain(const Options& options, std::ostream& out, std::ostream& err) {
  Diagnostics diagnostics;
  support::SourceFiles sources;
  const std::optional<EntryInputs> entry = inputs_to_analyze(options, support::disk(), sources, diagnostics);
  if (entry) {
    const Analysis analysis = analyze_inputs(entry->inputs, diagnostics);
    check_names(options.names, analysis, diagnostics);
    bool is_first = true;
    for (const codegen::QueryFile& file : analysis.files) {
      for (const analyze::AnalyzedQuery& query : file.queries) {
        const bool chosen = options.names.empty() ||
                            std::find(options.names.begin(), options.names.end(), query.name) != options.names.end();
        if (!chosen) continue;
        out << (is_first ? "" : "\n") << explanation(query, analysis.catalog, entry->cpp);
        is_first = false;
      }
    }
  }
  print_diagnostics(diagnostics, DiagnosticsFormat::text, err);
  return diagnostics.has_errors() ? kUserError : kSuccess;
}

int verify(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.database_url.empty() && !options.throwaway) {
    err << "pgscribe: verify needs --database-url URL or --throwaway\n";
    return kToolFailed;
  }
  Diagnostics diagnostics;
  support::SourceFiles sources;
  const std::optional<EntryInputs> entry = inputs_to_analyze(options, support::disk(), sources, diagnostics);
  if (entry) {
    const Analysis analysis = analyze_inputs(entry->inputs, diagnostics);
    std::optional<testing::TemporaryServer> server;
    if (options.throwaway) server.emplace();
    ScratchDatabase database(server ? server->conninfo() : options.database_url);
    const VerificationCount count = cli::verify(entry->inputs, analysis, database, diagnostics);
    out << count.queries << " queries, " << count.parameters << " parameters and " << count.columns
        << " columns compared, " << count.differences << " differences\n";
  }
  print_diagnostics(diagnostics, options.diagnostics, err);
  return diagnostics.has_errors() ? kUserError : kSuccess;
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
    case CommandKind::stub: out << extension_stub(options.database_url, options.extension); return kSuccess;
    case CommandKind::init: return init(support::disk(), out, err);
    case CommandKind::version: out << "pgscribe " PGSCRIBE_VERSION "\n"; return kSuccess;
  }
  return kToolFailed;
}

}  // namespace pgscribe::cli
