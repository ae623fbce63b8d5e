#pragma once

#include <libpq-fe.h>

#include <memory>

#include "session/deadline.hpp"

// A cancellation request that nobody has to wait for.

namespace pgscribe::detail {

/// A request to cancel what a connection is doing. PQcancel opens a connection of its own and blocks while it does,
/// so it runs in a thread that nobody has to wait for.
class Cancellation {
 public:
  explicit Cancellation(PGconn* connection) noexcept;

  /// Waits until the server has taken the request: after that it cannot hit a later query. False at the deadline
  /// or when the request could not be sent.
  [[nodiscard]] bool finished(Deadline deadline) noexcept;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace pgscribe::detail
