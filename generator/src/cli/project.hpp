#pragma once

#include <iosfwd>

#include "cli/options.hpp"
#include "cli/progress_line.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// What every command has that reads a project: what was read, and what is to be said of it at the end.

namespace pgscribe::cli {

struct Project {
  support::SourceFiles sources{};
  support::Diagnostics diagnostics{};

  /// Prints what there is to say; the exit code that goes with it.
  [[nodiscard]] int report(DiagnosticsFormat format, std::ostream& err) const;
};

/// Does what may take long, and gives what it gives.
template <class Work>
auto with_progress(std::ostream& err, const Work& work) {
  const ProgressLine progress(err);
  return work();
}

}  // namespace pgscribe::cli
