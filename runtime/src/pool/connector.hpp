#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <random>
#include <stop_token>
#include <string>

#include "pgscribe/pool.hpp"
#include "session/session.hpp"

// Opening sessions, with a back-off after failures.

namespace pgscribe::detail {

/// Opens the sessions of a pool. After a failure the server is left alone until a back-off has passed: calls until
/// then fail at once, so that a server that is down or starting is not run over. Thread-safe.
class Connector {
 public:
  /// `options` must outlive it and every session.
  explicit Connector(const PoolOptions& options);

  /// A session that `after_connect` has seen, with its date of expiry. Throws ConnectionError, PoolTimeout when
  /// `deadline` passes first, OperationCanceled, and what the hook throws.
  [[nodiscard]] std::unique_ptr<Session> open(Deadline deadline, const std::stop_token& stop);

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::unique_ptr<Session> connect(Deadline deadline, const std::stop_token& stop);
  [[nodiscard]] int enter();
  void note_failure(int failures_before, const std::string& message);
  [[nodiscard]] std::chrono::milliseconds backoff();
  [[nodiscard]] Clock::time_point expiry_of(const Session& session);

  const PoolOptions& options_;
  const SessionOptions session_options_;

  std::mutex mutex_;
  int failures_ = 0;  // in a row
  Clock::time_point next_attempt_{};
  std::string last_message_;
  std::minstd_rand random_;
};

}  // namespace pgscribe::detail
