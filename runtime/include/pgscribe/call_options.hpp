#pragma once

#include <chrono>

#include "pgscribe/stop_token.hpp"

// The deadline and the stop of one call.

namespace pgscribe {

/// Limits of calls: `querier.with({.timeout = 200ms, .stop = token}).search(...)`. Each call through what `with`
/// returned begins anew.
struct CallOptions {
  /// Of the whole call: waiting for a connection, the statement, and of a stream reading it to its end. Takes the place
  /// of `@timeout` and of PoolOptions::statement_timeout. Zero: those hold.
  std::chrono::milliseconds timeout{0};
  /// Ends the call with OperationCanceled as soon as a stop is requested. A statement that is under way is canceled;
  /// the connection can be used again when the server confirms.
  StopToken stop{};
};

}  // namespace pgscribe
