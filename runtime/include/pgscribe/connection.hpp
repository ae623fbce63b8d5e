#pragma once

#include <memory>
#include <string_view>

#include "pgscribe/error.hpp"
#include "pgscribe/executor_handle.hpp"
#include "pgscribe/result.hpp"
#include "pgscribe/transaction.hpp"

// A connection held for a while, and scripts on it.

namespace pgscribe {

namespace detail {
class PoolCore;
}

/// A lease of one connection from a Pool: everything runs on the same session until the lease ends, which gives the
/// connection back. Movable, not thread-safe.
class Connection final : public Executor {
 public:
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;
  ~Connection() override;

  /// Runs one or several statements without parameters over the simple protocol; the result of the last one.
  /// Several statements are one transaction unless they say otherwise.
  CommandResult execute(std::string_view sql);

  /// Starts a transaction. The connection must not be used by itself while it lasts.
  [[nodiscard]] Transaction begin(const TransactionOptions& options = {});

  /// Commits when `function(Transaction&)` returns, rolls back when it throws, retries as the policy says.
  template <typename Function>
  auto transaction(const TransactionOptions& options, Function&& function) {
    return detail::with_transaction_body(function,
                                         [&](detail::TransactionBody body) { run_transaction(options, body); });
  }
  template <typename Function>
  auto transaction(Function&& function) {
    return transaction(TransactionOptions{}, std::forward<Function>(function));
  }

  /// The connection as a libpqxx object, for everything else. Include `pgscribe/pqxx.hpp` to call it. Valid as
  /// long as the lease; must not be used while a stream is open.
  template <typename Unused = void>
  [[nodiscard]] auto& pqxx();

  [[nodiscard]] int backend_pid() const noexcept;
  /// E.g. 150004 for 15.4.
  [[nodiscard]] int server_version() const noexcept;
  /// Everything the server said in its last error on this connection, also when libpqxx met it.
  [[nodiscard]] const ErrorFields& last_error() const noexcept;
  /// Closes the connection at the end of the lease instead of giving it back.
  void discard() noexcept;

 private:
  friend class detail::PoolCore;
  friend class Pool;
  friend struct ConnectionAccess;

  Connection(std::shared_ptr<detail::PoolCore> pool, detail::Session& session) noexcept;
  void run_transaction(const TransactionOptions& options, detail::TransactionBody body);
  void give_back() noexcept;

  [[nodiscard]] detail::Session& acquire_session(const detail::SessionRequest& request) override;
  void release_session(detail::Session& session) noexcept override;

  std::shared_ptr<detail::PoolCore> pool_;  // null in hooks, which do not own the session
  detail::Session* session_;
};

}  // namespace pgscribe
