#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pgscribe/connection.hpp"
#include "pgscribe/connection_parameters.hpp"
#include "pgscribe/duration_histogram.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/executor_handle.hpp"
#include "pgscribe/stop_token.hpp"
#include "pgscribe/transaction.hpp"

// The pool of connections.

namespace pgscribe {

class Observer;

/// Whether statements are prepared once per connection. `unprepared` is for PgBouncer in transaction mode.
enum class StatementMode : std::uint8_t { prepared, unprepared };

/// What is done to a connection that comes back, so that the next lease sees nothing of the last one. `discard_all`
/// costs a round trip for each lease, and for each statement that runs on the pool itself.
enum class ResetOnRelease : std::uint8_t { none, discard_all };

/// Everything about a pool. Zero durations mean: no limit.
struct PoolOptions {
  /// libpq's connection string or URL; several hosts and target_session_attrs follow a failover. What it leaves out
  /// comes from the PG* environment variables.
  std::string conninfo{};
  /// Unless conninfo says something else.
  std::string application_name = "pgscribe";
  /// libpq's `read-write`, `prefer-standby` and so on, unless conninfo says something else. A connection whose server
  /// is no longer that is not handed out again.
  std::string target_session_attrs{};

  /// 0: twice the number of cores plus one.
  std::size_t max_connections = 0;
  /// Opened in the background and kept open.
  std::size_t min_connections = 0;
  /// Idle ones kept ready in the background, beyond those in use.
  std::size_t min_idle_connections = 0;
  /// A connection older than this is closed when it is next idle...
  std::chrono::milliseconds max_lifetime = std::chrono::hours{1};
  /// ...plus a random part of this, so that connections do not all go at once.
  std::chrono::milliseconds max_lifetime_jitter = std::chrono::minutes{6};
  std::chrono::milliseconds max_idle_time = std::chrono::minutes{30};
  std::chrono::milliseconds health_check_period = std::chrono::minutes{1};
  /// Of opening a connection, per host; connect_timeout in conninfo comes first.
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{10};
  /// After a connection could not be opened, callers that need a new one fail at once for about this long; doubled
  /// with every further failure up to the maximum. Zero: every call tries.
  std::chrono::milliseconds reconnect_backoff{50};
  std::chrono::milliseconds max_reconnect_backoff{1000};
  /// How long to wait for a connection, opening one included. Throws PoolTimeout.
  std::chrono::milliseconds acquire_timeout = std::chrono::seconds{30};
  /// Client-side deadline of statements without `@timeout`.
  std::chrono::milliseconds statement_timeout{0};

  StatementMode statements = StatementMode::prepared;
  /// Prepared statements per connection; the least recently used one goes.
  std::size_t max_statements = 512;

  /// With discard_all `after_connect` runs again after each DISCARD ALL, which undoes what it set.
  ResetOnRelease reset_on_release = ResetOnRelease::none;
  /// Throw UsageError where a thread that is in transaction() of this pool (or of a connection of it) runs something on
  /// the pool itself: it would not be part of the transaction, and wait for ever where no connection is free. Unset:
  /// when the runtime was built for debugging (without NDEBUG).
  std::optional<bool> check_transaction_bypass{};

  /// Before a connection is opened, with the parts of the connection string to change: passwords that expire, for
  /// example.
  BeforeConnect before_connect{};
  /// After a connection was opened. An exception closes it and reaches the caller of acquire.
  std::function<void(Connection&)> after_connect{};
  /// Before a connection is handed out; false closes it and another one is taken.
  std::function<bool(Connection&)> before_acquire{};
  /// Before a connection is put back; false closes it.
  std::function<bool(Connection&)> after_release{};
  /// Called in the thread that uses the connection.
  std::function<void(const ErrorFields&)> on_notice{};
  /// Told about statements and about the pool.
  std::vector<std::shared_ptr<Observer>> observers{};
};

/// From a connection string or URL that may have settings of the pool in it, named as pgxpool names them:
/// `postgresql://app@db/app?sslmode=verify-full&pool_max_conns=20&pool_max_conn_lifetime=1h30m`.
///
/// pool_max_conns, pool_min_conns, pool_min_idle_conns, pool_max_conn_lifetime, pool_max_conn_lifetime_jitter,
/// pool_max_conn_idle_time, pool_health_check_period, and of our own pool_acquire_timeout, pool_connect_timeout,
/// pool_statement_timeout, pool_reconnect_backoff, pool_max_reconnect_backoff, pool_max_statements, pool_statements
/// (`prepared` or `unprepared`), pool_reset_on_release (`none` or `discard_all`), pool_check_transaction_bypass (`true`
/// or `false`). Durations are numbers with units: ms, s, m, h, d. Throws ConfigurationError
/// (`pgscribe/configuration.hpp`).
[[nodiscard]] PoolOptions parse_pool_options(std::string_view conninfo);

/// A snapshot of a pool's counters; totals since the pool was made. Times leave out acquires that found a connection
/// ready.
struct PoolStats {
  std::size_t max_connections = 0;
  std::size_t total_connections = 0;  // idle, in use, being opened
  std::size_t idle_connections = 0;
  std::size_t acquired_connections = 0;
  std::size_t constructing_connections = 0;
  std::size_t waiting = 0;  // callers in the queue
  std::uint64_t acquire_count = 0;
  std::chrono::nanoseconds acquire_duration{0};
  std::uint64_t empty_acquire_count = 0;  // acquires that had to wait or connect
  std::chrono::nanoseconds empty_acquire_wait_time{0};
  std::uint64_t canceled_acquire_count = 0;  // timed out, canceled, or the pool was closed
  std::uint64_t new_connections_count = 0;
  std::uint64_t max_lifetime_destroy_count = 0;
  std::uint64_t max_idle_destroy_count = 0;
  std::uint64_t broken_destroy_count = 0;  // lost, left in a state that cannot be undone, refused by a hook
  /// All of acquire_count. Those that found a connection ready are not timed: they are in the first bucket, with
  /// nothing added to the sum, which is acquire_duration.
  DurationHistogram acquire_durations{};
};

/// Whether a pool's server answers.
struct PoolHealth {
  bool up = false;
  /// Of the server, e.g. `15.4`; empty when it does not answer.
  std::string version{};
  /// Of getting a connection and a round trip.
  std::chrono::nanoseconds latency{0};
  /// Why it is not up.
  std::string error{};
  PoolStats stats{};
};

/// `{"status":"up","version":"15.4","pool_stats":{"max_connections":9,...}}` on one line; durations are in seconds.
/// When it is down, `"error"` says why.
[[nodiscard]] std::string to_json(const PoolHealth& health);
/// `{"max_connections":9,...}`
[[nodiscard]] std::string to_json(const PoolStats& stats);

/// A bounded pool of connections, opened when needed. Idle connections are reused last in, first out; waiting
/// callers are served first in, first out.
///
/// As an Executor it runs each statement on a connection of its own, in autocommit. Thread-safe. Leases may outlive
/// the pool object. After fork() the child must make a pool of its own.
class Pool final : public Executor {
 public:
  explicit Pool(PoolOptions options);
  /// With what `parse_pool_options` reads, and else the default options.
  template <std::convertible_to<std::string_view> Text>
  explicit Pool(const Text& conninfo) : Pool(parse_pool_options(conninfo)) {}
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() override;

  /// Throws PoolTimeout, PoolClosed, ConnectionError.
  [[nodiscard]] Connection acquire();
  /// Waits up to `timeout` instead of acquire_timeout.
  [[nodiscard]] Connection acquire(std::chrono::milliseconds timeout);
  /// Throws OperationCanceled as soon as a stop is requested, also while waiting.
  [[nodiscard]] Connection acquire(const StopToken& stop);
  [[nodiscard]] Connection acquire(std::chrono::milliseconds timeout, const StopToken& stop);

  /// Starts a transaction on a connection of its own.
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

  /// One or several statements without parameters on some connection.
  CommandResult execute(std::string_view sql);

  /// A round trip. Throws what went wrong.
  void ping(std::chrono::milliseconds timeout = std::chrono::seconds{2});

  /// A round trip as a report. Never throws what went wrong.
  [[nodiscard]] PoolHealth health(std::chrono::milliseconds timeout = std::chrono::seconds{2});

  [[nodiscard]] PoolStats stats() const;
  [[nodiscard]] const PoolOptions& options() const noexcept;

  /// No more connections: waiting callers get PoolClosed, idle connections close, leases may finish until the
  /// deadline. True when all have.
  bool close(std::chrono::milliseconds deadline = std::chrono::seconds{15});

 private:
  friend class ReplicaSet;

  void run_transaction(const TransactionOptions& options, detail::TransactionBody body);
  [[nodiscard]] detail::Session& acquire_session(const detail::SessionRequest& request) override;
  void release_session(detail::Session& session) noexcept override;

  std::shared_ptr<detail::PoolCore> core_;
};

}  // namespace pgscribe
