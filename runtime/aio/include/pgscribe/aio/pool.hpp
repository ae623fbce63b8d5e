#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/async_result.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include "pgscribe/aio/call.hpp"
#include "pgscribe/aio/default_token.hpp"
#include "pgscribe/aio/pending_answer.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/transaction.hpp"

/// The pool of connections that many calls share at a time. Link `pgscribe::aio`.
namespace pgscribe::aio {

class Pool;
class Transaction;

/// Everything about a pool.
struct PoolOptions {
  /// Of the connections: conninfo, max_connections, timeouts, back-off, max_statements, max_lifetime, after_connect,
  /// before_connect, on_notice and observers hold here as they do in pgscribe::Pool. `acquire_timeout` is how long a
  /// statement may wait to be sent. Connections are shared, so there is nothing to acquire, to release or to reset.
  pgscribe::PoolOptions connections{};
  /// Statements that are under way on a connection at a time. A statement waits for those that were sent in front of
  /// it on the same connection: the bound on how many that can be.
  std::size_t depth = 16;
  /// Statements that may wait because all connections are full. Further ones fail at once with PoolTimeout.
  std::size_t max_waiting = 10'000;
};

/// A snapshot of a pool's counters; totals since the pool was made.
struct PoolStats {
  std::size_t max_connections = 0;
  std::size_t total_connections = 0;         // open, or being opened
  std::size_t constructing_connections = 0;  // being opened
  std::size_t in_flight = 0;                 // statements that were sent and not answered
  std::size_t transactions = 0;              // connections that have one
  std::size_t waiting = 0;                   // statements in the queue
  std::uint64_t statement_count = 0;
  std::uint64_t canceled_count = 0;  // canceled, or their deadline passed
  std::uint64_t timeout_count = 0;   // waited too long, or were refused because too many waited
  std::uint64_t resent_count = 0;
  std::uint64_t new_connections_count = 0;
  std::uint64_t max_lifetime_destroy_count = 0;
  std::uint64_t broken_destroy_count = 0;
};

/// A pool with the limits of the calls made through it. Cheap to copy; the pool must outlive it.
class PoolHandle {
 public:
  PoolHandle(Pool& pool) noexcept;  // NOLINT(google-explicit-constructor)
  /// Calls run in the transaction, which must not be over.
  PoolHandle(const Transaction& transaction) noexcept;  // NOLINT(google-explicit-constructor)

  /// The same pool, whose calls end after `timeout` with QueryCanceled or DeadlineExceeded, whatever `@timeout` says.
  /// Zero: `@timeout` and the pool's statement_timeout hold.
  [[nodiscard]] PoolHandle with_timeout(std::chrono::milliseconds timeout) const;

  [[nodiscard]] std::chrono::milliseconds timeout() const noexcept { return timeout_; }
  [[nodiscard]] const std::shared_ptr<detail::Multiplexer>& multiplexer() const noexcept { return multiplexer_; }
  /// Null outside of transactions.
  [[nodiscard]] const std::shared_ptr<detail::Lease>& lease() const noexcept { return lease_; }

 private:
  friend PoolHandle detail::with_lease(const PoolHandle& pool, std::shared_ptr<detail::Lease> lease);

  std::shared_ptr<detail::Multiplexer> multiplexer_;
  std::shared_ptr<detail::Lease> lease_;
  std::chrono::milliseconds timeout_{0};
};

/// Runs statements of many callers on few connections, each in autocommit: they are sent one behind the other, without
/// waiting for answers, each as a transaction of its own. Connections are opened when needed and kept.
///
/// Thread-safe. It gives its execution context something to do until it is closed or destroyed, and must be destroyed
/// before that context. The connections must be to the server itself or to a pooler that gives each a server of its
/// own: throws UsageError for StatementMode::unprepared.
class Pool {
 public:
  Pool(asio::any_io_executor executor, PoolOptions options);
  template <typename Context>
  requires requires(Context& context) { context.get_executor(); }
  Pool(Context& context, PoolOptions options)
      : Pool(asio::any_io_executor{context.get_executor()}, std::move(options)) {}
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  /// What is not answered yet gets PoolClosed.
  ~Pool();

  [[nodiscard]] PoolHandle with_timeout(std::chrono::milliseconds timeout) {
    return PoolHandle{*this}.with_timeout(timeout);
  }
#ifdef ASIO_HAS_CO_AWAIT
  /// See pgscribe/aio/transaction.hpp, which has to be included.
  template <typename Function>
  auto transaction(Function function, TransactionOptions options = {}) -> std::invoke_result_t<Function&, Transaction&>;
#endif

  [[nodiscard]] PoolStats stats() const;
  [[nodiscard]] asio::any_io_executor get_executor() const noexcept { return executor_; }

  /// No more statements: new ones get PoolClosed. Completes when the others are answered, or else when `deadline` has
  /// passed, with PoolClosed for those that are left: `void(std::exception_ptr, bool)`, true when all were answered.
  template <typename Token = DefaultToken>
  auto close(std::chrono::milliseconds deadline, Token&& token = {}) {
    using Shape = detail::Closed;
    return asio::async_initiate<Token, void(std::exception_ptr, bool)>(
        [](auto handler, std::shared_ptr<detail::Multiplexer> multiplexer, std::chrono::milliseconds limit,
           const asio::any_io_executor& executor) {
          close_multiplexer(*multiplexer, limit, detail::make_answer<Shape>(std::move(handler), executor));
        },
        token, multiplexer_, deadline, executor_);
  }

 private:
  friend class PoolHandle;
  static void close_multiplexer(detail::Multiplexer& multiplexer, std::chrono::milliseconds deadline,
                                std::unique_ptr<detail::Answer> answer);

  asio::any_io_executor executor_;
  std::shared_ptr<detail::Multiplexer> multiplexer_;
};

}  // namespace pgscribe::aio
