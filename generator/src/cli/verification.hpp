#pragma once

#include "cli/inputs.hpp"
#include "cli/pipeline.hpp"
#include "cli/scratch_database.hpp"
#include "support/diagnostics.hpp"

// `pgscribe verify`: what a server says to each query against what the analysis says.

namespace pgscribe::cli {

struct VerificationCount {
  std::size_t queries = 0;
  std::size_t parameters = 0;
  std::size_t columns = 0;
  std::size_t differences = 0;
};

/// Runs the migrations in `database`, prepares every analysed query and reports each difference between the server's
/// answer and the analysis
/// ("differs-from-server").
[[nodiscard]] VerificationCount verify(const Inputs& inputs, const Analysis& analysis, ScratchDatabase& database,
                                       support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
