#pragma once

#include "pgscribe/connection.hpp"
#include "pgscribe/transaction.hpp"
#include "run/lease.hpp"
#include "run/script.hpp"

// Ways into the public classes for the library itself.

namespace pgscribe {

/// Ways into Connection that are not for users.
struct ConnectionAccess {
  /// For hooks: does not give the session back.
  [[nodiscard]] static Connection unowned(detail::Session& session) noexcept { return Connection{nullptr, session}; }
  /// In a transaction that has begun, where one is to: see BeginTravels.
  [[nodiscard]] static detail::Session& session(Connection& connection) {
    if (!connection.session_->broken()) detail::send_begin(*connection.session_);
    return *connection.session_;
  }
};

/// Ways into Transaction that are not for users.
struct TransactionAccess {
  /// BEGIN goes to the server with the first statement. Where the session is interchangeable and turns out to be lost
  /// before that, the transaction takes another one.
  [[nodiscard]] static Transaction begin(detail::SessionLease lease, const TransactionOptions& options);
};

namespace detail {

/// Runs `body` in transactions made by `begin` until one commits or the policy gives up. `statement` is what the
/// executor is told to look for a session by.
void run_transaction(Executor& executor, const TransactionOptions& options, TransactionBody body,
                     const Statement* statement = nullptr);

}  // namespace detail
}  // namespace pgscribe
