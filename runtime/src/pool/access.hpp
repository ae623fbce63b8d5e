#pragma once

#include "pgscribe/connection.hpp"
#include "pgscribe/transaction.hpp"
#include "run/lease.hpp"

// Ways into the public classes for the library itself.

namespace pgscribe {

/// Ways into Connection that are not for users.
struct ConnectionAccess {
  /// For hooks: does not give the session back.
  [[nodiscard]] static Connection unowned(detail::Session& session) noexcept { return Connection{nullptr, session}; }
  [[nodiscard]] static detail::Session& session(Connection& connection) noexcept { return *connection.session_; }
};

/// Ways into Transaction that are not for users.
struct TransactionAccess {
  /// Sends BEGIN. Where the session is interchangeable and BEGIN fails because it was lost, takes another one.
  [[nodiscard]] static Transaction begin(detail::SessionLease lease, const TransactionOptions& options);
};

namespace detail {

/// Runs `body` in transactions made by `begin` until one commits or the policy gives up. `statement` is what the
/// executor is told to look for a session by.
void run_transaction(Executor& executor, const TransactionOptions& options, TransactionBody body,
                     const Statement* statement = nullptr);

}  // namespace detail
}  // namespace pgscribe
