#pragma once

#include <stop_token>
#include <string>
#include <utility>

#include "pgscribe/call_options.hpp"
#include "pgscribe/executor_handle.hpp"
#include "session/session.hpp"

// A session for the time of a call, with its limits.

namespace pgscribe::detail {

/// What a call asks of an executor.
struct SessionRequest {
  /// Lets an executor route read-only statements; may be null.
  const Statement* statement = nullptr;
  /// How long the caller wants to wait, when that is less than the executor would.
  Deadline deadline = Deadline::never();
  std::stop_token stop{};
  /// Along: the caller sends a transaction's BEGIN with its statement.
  BeginTravels begin = BeginTravels::ahead;

  [[nodiscard]] bool is_limited() const noexcept { return !deadline.is_never() || stop.stop_possible(); }
};

/// A session borrowed from an executor for the time of one call, or of one stream, whose limits it has.
class SessionLease {
 public:
  explicit SessionLease(ExecutorHandle executor, const Statement* statement = nullptr,
                        BeginTravels begin = BeginTravels::ahead)
      : executor_(std::move(executor)), request_{.statement = statement, .begin = begin} {
    if (const CallOptions* options = executor_.options(); options != nullptr) {
      request_.deadline = Deadline::after(options->timeout);
      request_.stop = options->stop;
    }
    acquire();
  }
  SessionLease(SessionLease&& other) noexcept
      : executor_(other.executor_),
        request_(std::move(other.request_)),
        comment_(std::move(other.comment_)),
        session_(std::exchange(other.session_, nullptr)) {}
  SessionLease& operator=(SessionLease&&) = delete;
  ~SessionLease() { release(); }

  [[nodiscard]] Session& operator*() const noexcept { return *session_; }
  [[nodiscard]] Session* operator->() const noexcept { return session_; }

  /// Exchanges a broken session for another one, where nobody can tell the difference.
  [[nodiscard]] bool renew() {
    if (!session_->interchangeable) return false;
    release();
    acquire();
    return true;
  }

  /// What the statement of this call is sent with, on whichever session.
  void set_comment(std::string comment) {
    comment_ = std::move(comment);
    session_->set_comment(comment_);
  }

 private:
  void acquire() {
    if (request_.stop.stop_requested()) throw OperationCanceled(ErrorFields{.message = "a stop was requested before"});
    session_ = &executor_.executor().acquire_session(request_);
    try {
      if (request_.is_limited()) session_->set_limits(request_.deadline, request_.stop);
      if (!comment_.empty()) session_->set_comment(comment_);
    } catch (...) {
      release();
      throw;
    }
  }

  void release() noexcept {
    if (session_ == nullptr) return;
    if (request_.is_limited()) session_->clear_limits();
    if (!comment_.empty()) session_->clear_comment();
    executor_.executor().release_session(*std::exchange(session_, nullptr));
  }

  ExecutorHandle executor_;
  SessionRequest request_;
  std::string comment_;
  Session* session_ = nullptr;
};

}  // namespace pgscribe::detail
