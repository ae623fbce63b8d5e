#include "cli/project.hpp"

#include <ostream>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/terminal.hpp"
#include "support/render_diagnostic.hpp"

namespace pgscribe::cli {

int Project::report(DiagnosticsFormat format, std::ostream& err) const {
  const std::vector<support::Diagnostic> sorted = diagnostics.sorted();
  switch (format) {
    case DiagnosticsFormat::text:
      for (const support::Diagnostic& diagnostic : sorted)
        err << support::render_text(diagnostic, terminal_of(err).style);
      break;
    case DiagnosticsFormat::json: err << support::render_json(sorted); break;
    case DiagnosticsFormat::sarif: err << support::render_sarif(sorted); break;
  }
  return diagnostics.has_errors() ? kUserError : kSuccess;
}

}  // namespace pgscribe::cli
