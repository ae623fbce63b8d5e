#pragma once

#include <utility>

#include "pgscribe/executor.hpp"
#include "session/session.hpp"

namespace pgscribe::detail {

/// A session borrowed from an executor for the time of one call, or of one stream.
class SessionLease {
 public:
  explicit SessionLease(Executor& executor, const Statement* statement = nullptr)
      : executor_(&executor), statement_(statement), session_(&executor.acquire_session(statement)) {}
  SessionLease(SessionLease&& other) noexcept
      : executor_(other.executor_), statement_(other.statement_), session_(std::exchange(other.session_, nullptr)) {}
  SessionLease& operator=(SessionLease&&) = delete;
  ~SessionLease() { release(); }

  [[nodiscard]] Session& operator*() const noexcept { return *session_; }
  [[nodiscard]] Session* operator->() const noexcept { return session_; }
  [[nodiscard]] Executor& executor() const noexcept { return *executor_; }

  /// Exchanges a broken session for another one, where nobody can tell the difference.
  [[nodiscard]] bool renew() {
    if (!session_->interchangeable) return false;
    release();
    session_ = &executor_->acquire_session(statement_);
    return true;
  }

 private:
  void release() noexcept {
    if (session_ != nullptr) executor_->release_session(*std::exchange(session_, nullptr));
  }

  Executor* executor_;
  const Statement* statement_;
  Session* session_;
};

}  // namespace pgscribe::detail
