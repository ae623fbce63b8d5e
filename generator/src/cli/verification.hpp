#pragma once

#include "cli/inputs.hpp"
#include "cli/pipeline.hpp"
#include "cli/server_connection.hpp"
#include "support/diagnostics.hpp"

// `pgscribe verify`: what a server says to each query against what the analysis says.

namespace pgscribe::cli {

struct VerificationCount {
  std::size_t queries = 0;
  std::size_t parameters = 0;
  std::size_t columns = 0;
  std::size_t differences = 0;
};

/// Runs the migrations in an empty database, prepares every analysed query and reports each difference between the
/// server's answer and the analysis ("differs-from-server").
[[nodiscard]] VerificationCount verify(const Inputs& inputs, const Analysis& analysis, ServerConnection& server,
                                       support::Diagnostics& diagnostics);

/// The same against a database that has its schema already, of which nothing is changed. Reports, besides, each
/// difference of the schema that reaches generated code ("schema-drift").
[[nodiscard]] VerificationCount verify_against(const Inputs& inputs, const Analysis& analysis, ServerConnection& server,
                                               support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
