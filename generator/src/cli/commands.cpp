#include "cli/commands.hpp"

#include <ostream>

#include "cli/analysis_json.hpp"
#include "cli/exit_code.hpp"
#include "cli/generation.hpp"
#include "cli/init.hpp"
#include "cli/output.hpp"
#include "cli/pipeline.hpp"
#include "cli/scratch_database.hpp"
#include "cli/verification.hpp"
#include "pgscribe/testing.hpp"
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

int generate(const Options& options, std::ostream& err) {
  Diagnostics diagnostics;
  support::SourceFiles sources;
  const Generation generation = generate_entries(options, support::disk(), sources, diagnostics);
  print_diagnostics(diagnostics, options.diagnostics, err);
  if (diagnostics.has_errors()) return kUserError;
  for (const GeneratedEntry& entry : generation.entries) write_output(entry, support::disk());
  if (!options.depfile.empty()) write_depfile(options.depfile, options.stamp, generation.dependencies, support::disk());
  // The stamp is younger than everything it depends on, also when nothing else was written.
  if (!options.stamp.empty()) support::disk().write(options.stamp, "");
  return kSuccess;
}

int check(const Options& options, std::ostream& err) {
  Diagnostics diagnostics;
  support::SourceFiles sources;
  (void)generate_entries(options, support::disk(), sources, diagnostics);
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
  const std::optional<Inputs> inputs = inputs_to_analyze(options, support::disk(), sources, diagnostics);
  Analysis analysis;
  if (inputs) analysis = analyze_inputs(*inputs, diagnostics);
  out << analysis_json(analysis, diagnostics.sorted());
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
  const std::optional<Inputs> inputs = inputs_to_analyze(options, support::disk(), sources, diagnostics);
  if (inputs) {
    const Analysis analysis = analyze_inputs(*inputs, diagnostics);
    std::optional<testing::TemporaryServer> server;
    if (options.throwaway) server.emplace();
    ScratchDatabase database(server ? server->conninfo() : options.database_url);
    const VerificationCount count = cli::verify(*inputs, analysis, database, diagnostics);
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
    case CommandKind::verify: return verify(options, out, err);
    case CommandKind::init: return init(support::disk(), out, err);
    case CommandKind::version: out << "pgscribe " PGSCRIBE_VERSION "\n"; return kSuccess;
  }
  return kToolFailed;
}

}  // namespace pgscribe::cli
