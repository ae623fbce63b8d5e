#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "pgscribe/error.hpp"
#include "pgscribe/statement.hpp"

/// Watching what a pool does. A pool without observers pays one branch per statement.
namespace pgscribe {

struct Arguments;

/// How a statement is run.
enum class Operation : std::uint8_t {
  query,   // one round trip with its result
  batch,   // `:batch*`; one event for all elements
  copy,    // `:copyfrom`
  stream,  // `:stream`; over when the stream ends or is dropped, so it includes the time between rows
  script,  // execute(), and BEGIN, COMMIT, ROLLBACK, SAVEPOINT of transactions
};

/// A statement that is about to run, or ran. What it refers to is valid during the call only.
struct StatementEvent {
  /// As annotated; for scripts BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, or empty for execute().
  std::string_view name{};
  /// The text of a query has no values in it. That of execute() may.
  std::string_view sql{};
  Operation operation = Operation::query;
  /// Elements of a batch, else 1.
  std::size_t size = 1;
  int backend_pid = 0;
  std::string_view host{};
  std::string_view port{};
  std::string_view database{};
  std::span<const Parameter> parameters{};
  /// Null where there is not one set of them, and for streams, which outlive theirs.
  const Arguments* arguments = nullptr;
  /// Of a query whose text varies, the switches that are on, `status,sort newest`; else empty.
  std::string_view variant{};
};

/// How it went.
struct StatementOutcome {
  std::chrono::nanoseconds duration{0};
  /// Returned or affected; of a batch, the sum.
  std::int64_t rows = 0;
  bool failed = false;
  /// What was thrown, where it was an Error. The elements of a batch fail one by one, which is not in here.
  const Error* error = nullptr;
};

/// What the comment of a statement says, by key; any bytes, for they are encoded.
using StatementTags = std::map<std::string, std::string, std::less<>>;

/// The parameters of a call for logs, `id=5 title=<text, 12 bytes> since=NULL`: numbers, booleans, times, UUIDs and
/// enum labels as they are, anything else as its type and size. Empty without parameters.
[[nodiscard]] std::string redacted_parameters(const StatementEvent& event);

enum class PoolEventKind : std::uint8_t {
  acquired,        // a connection was handed out; duration: of the whole acquire
  acquire_failed,  // nobody got one; duration: until then
  released,        // a lease ended; duration: how long it lasted
  connected,       // a connection was opened; duration: of opening it
  connect_failed,  // one could not be opened
  closed,          // a connection was closed; duration: how long it was open
};

/// Why a connection was closed.
enum class CloseReason : std::uint8_t { none, broken, refused, max_lifetime, max_idle_time, shut_down };

[[nodiscard]] std::string_view to_string(PoolEventKind kind) noexcept;
[[nodiscard]] std::string_view to_string(CloseReason reason) noexcept;

struct PoolEvent {
  PoolEventKind kind = PoolEventKind::acquired;
  std::chrono::nanoseconds duration{0};
  /// The caller had to wait for another one's connection, or for one to be opened.
  bool waited = false;
  CloseReason reason = CloseReason::none;
  /// Of the connection, where there is one.
  int backend_pid = 0;
  /// Of the two kinds that failed.
  const Error* error = nullptr;
};

/// Told about statements and about the pool, in the thread where they happen. Attached with PoolOptions::observers;
/// several pools may share one. Calls come from many threads at a time. Nothing may be thrown, and the pool and its
/// connections must not be used from here.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  /// What it returns (a span, for example) is handed to `after_statement`, which is always called.
  virtual void* before_statement(const StatementEvent&) noexcept { return nullptr; }
  virtual void after_statement(const StatementEvent&, const StatementOutcome&, void* /*context*/) noexcept {}
  /// For queries that were generated with `statement_comments: sqlcommenter`, after `before_statement`: adds what is to
  /// be sent in the statement's comment (`traceparent`, `route`) beside the `name` of the query. Once per batch.
  virtual void add_tags(const StatementEvent&, void* /*context*/, StatementTags&) noexcept {}
  virtual void on_pool_event(const PoolEvent&) noexcept {}
};

struct SlowQueryLogOptions {
  /// Statements that took at least this long are logged.
  std::chrono::milliseconds threshold{200};
  /// Log the SQL text too. Of execute() it may contain values.
  bool sql = false;
  /// Log parameters, as `redacted_parameters` shows them.
  bool parameters = false;
  /// Takes a line without its end, from many threads at a time. Empty: standard error.
  std::function<void(std::string_view line)> write{};
};

/// Logs slow statements in one line each, `slow query ListMovies: 312.417 ms, 20 rows, backend 4711`.
class SlowQueryLog final : public Observer {
 public:
  explicit SlowQueryLog(SlowQueryLogOptions options = {});
  void after_statement(const StatementEvent& event, const StatementOutcome& outcome, void* context) noexcept override;

 private:
  SlowQueryLogOptions options_;
};

}  // namespace pgscribe
