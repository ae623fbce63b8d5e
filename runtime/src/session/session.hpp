#pragma once

#include <libpq-events.h>
#include <libpq-fe.h>
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>

#include "pgscribe/connection_parameters.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/observer.hpp"
#include "run/parameters.hpp"
#include "session/cancel.hpp"
#include "session/deadline.hpp"
#include "session/known_types.hpp"
#include "session/result.hpp"
#include "session/statements.hpp"
#include "session/wakeup.hpp"

// One connection: waiting for results, deadlines, probing.

namespace pgscribe::detail {

class PoolCore;

using NoticeHandler = std::function<void(const ErrorFields&)>;

/// The start of a transaction, in messages and for observers.
inline constexpr const char* kBegin = "BEGIN";

/// How a session is opened and behaves.
struct SessionOptions {
  std::string conninfo{};
  std::string application_name{};
  /// Unless conninfo says something else; empty: any server.
  std::string target_session_attrs{};
  std::chrono::milliseconds connect_timeout{10'000};
  /// For statements without one of their own; zero: none.
  std::chrono::milliseconds statement_timeout{0};
  /// False: unnamed statements only, as PgBouncer in transaction mode needs.
  bool prepare = true;
  std::size_t max_statements = 512;
  /// Null: the connection string is used as it is.
  const BeforeConnect* before_connect = nullptr;
  /// Null: notices are dropped.
  const NoticeHandler* on_notice = nullptr;
  /// Owned by the pool.
  std::span<const std::shared_ptr<Observer>> observers{};
};

/// A copy of `handler` that lives until the program ends; null for an empty one.
[[nodiscard]] const NoticeHandler* keep_notice_handler(const NoticeHandler& handler);

/// What ended a wait for the server.
enum class WaitEnd : std::uint8_t { ready, deadline, stop };

/// How the BEGIN of a transaction goes to the server: with its first statement, or before.
enum class BeginTravels : std::uint8_t { ahead, along };

/// What target_session_attrs insists on.
enum class TargetServer : std::uint8_t { any, read_write, read_only, primary, standby };

/// One connection to the server and what we know about it. Not thread-safe; `request_cancel` is.
///
/// Invariant: between calls no query is under way, unless `busy()` (a stream is open) or `broken()`.
class Session {
 public:
  /// Connects within the options' connect_timeout and before `limit`. Throws ConnectionError, OperationCanceled, and
  /// what `before_connect` throws.
  [[nodiscard]] static std::unique_ptr<Session> connect(const SessionOptions& options,
                                                        Deadline limit = Deadline::never(),
                                                        const std::stop_token& stop = {});
  /// The session for a handle that belongs to somebody else (a pqxx connection); made at the first call,
  /// destroyed with the handle.
  [[nodiscard]] static Session& of_foreign(PGconn* handle);

  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  [[nodiscard]] PGconn* handle() const noexcept { return handle_; }
  [[nodiscard]] const SessionOptions& options() const noexcept { return options_; }
  [[nodiscard]] Statements& statements() noexcept { return statements_; }
  [[nodiscard]] KnownTypes& types() noexcept { return types_; }
  [[nodiscard]] const KnownTypes& types() const noexcept { return types_; }
  [[nodiscard]] ParameterBuffer& parameters() noexcept { return parameters_; }
  [[nodiscard]] const ErrorFields& last_error() const noexcept { return last_error_; }
  [[nodiscard]] std::chrono::steady_clock::time_point opened_at() const noexcept { return opened_at_; }

  /// Never used again once set.
  [[nodiscard]] bool broken() const noexcept { return broken_; }
  void mark_broken() noexcept { broken_ = true; }
  /// Not to be returned to a pool: a cancellation may still be on its way, for example.
  [[nodiscard]] bool tainted() const noexcept { return tainted_; }
  void taint() noexcept { tainted_ = true; }
  [[nodiscard]] bool busy() const noexcept { return busy_; }
  void set_busy(bool busy) noexcept { busy_ = busy; }
  /// For the query that was just sent.
  void enter_single_row_mode() noexcept { single_row_mode_ = PQsetSingleRowMode(handle_) == 1 || single_row_mode_; }
  /// Whether libpq may still be in it; it never says.
  [[nodiscard]] bool leave_single_row_mode() noexcept { return std::exchange(single_row_mode_, false); }
  /// Throws when no statement may run now. Everything that uses the session calls it first. Sends the BEGIN that waits
  /// for a statement, unless the caller sends it along: nothing runs outside of a transaction that is open.
  void require_ready(BeginTravels begin = BeginTravels::ahead);
  /// Whether anybody used it since it was leased, and may have left something behind.
  [[nodiscard]] bool used() const noexcept { return used_; }
  void set_unused() noexcept { used_ = false; }

  /// For the call that is about to begin, until `clear_limits`.
  void set_limits(Deadline deadline, const std::stop_token& stop);
  void clear_limits() noexcept;
  /// Of the call; never when it has none of its own.
  [[nodiscard]] Deadline call_deadline() const noexcept { return call_deadline_; }
  /// Why the call has to end now; ready: it may go on.
  [[nodiscard]] WaitEnd call_end() const noexcept;
  /// Throws OperationCanceled or QueryCanceled when the call has to end. For places where nothing is under way.
  void require_time_left(const char* name) const;

  /// Behind the SQL of the statements of the call that is about to begin, until `clear_comment`.
  void set_comment(const std::string& comment) { comment_ = comment; }
  void clear_comment() noexcept { comment_.clear(); }
  [[nodiscard]] const std::string& comment() const noexcept { return comment_; }

  /// Leased for one statement by a pool, so that any other session would do as well.
  bool interchangeable = false;
  /// A Transaction ends the transaction that is open on it.
  bool has_transaction_object = false;
  /// The pool it belongs to.
  PoolCore* home = nullptr;
  /// For the pool: when it was opened or put back.
  std::chrono::steady_clock::time_point idle_since{};
  /// For the pool: when it was handed out.
  std::chrono::steady_clock::time_point leased_since{};
  /// For the pool: when it is too old.
  std::chrono::steady_clock::time_point expires_at{};

  [[nodiscard]] PGTransactionStatusType transaction_status() const noexcept { return PQtransactionStatus(handle_); }
  [[nodiscard]] bool in_transaction() const noexcept {
    const auto status = transaction_status();
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || !unsent_begin_.empty();
  }

  /// From now on a transaction is open for everybody here, but the server gets `sql`, its BEGIN, with the first
  /// statement that comes: see Pipeline::begin and send_begin.
  void begin_later(std::string sql) { unsent_begin_ = std::move(sql); }
  /// Empty, or a BEGIN that the server has not answered.
  [[nodiscard]] const std::string& unsent_begin() const noexcept { return unsent_begin_; }
  /// It has been answered, or the transaction is over before it began.
  void forget_begin() noexcept { unsent_begin_.clear(); }

  /// How many transactions statements have ended on this session, as far as their command tags and texts tell.
  [[nodiscard]] unsigned transactions_ended() const noexcept { return transactions_ended_; }
  /// To be called with the text of what ran, when all its results have been read.
  void note_end_of_sql(std::string_view sql) noexcept;

  /// Whether the settings that codecs rely on are ours, as far as the server reports them: no round trip.
  [[nodiscard]] bool has_our_settings() const noexcept;
  /// Makes all of them ours.
  void apply_settings(Deadline deadline);
  /// Whether something ran that may have changed those that the server does not report.
  [[nodiscard]] bool settings_in_doubt() const noexcept { return settings_in_doubt_; }
  /// To be called with the text of every script that is not the library's own...
  void note_script(std::string_view sql) noexcept;
  /// ...and when somebody else gets hold of the connection.
  void note_foreign_use() noexcept { settings_in_doubt_ = true; }

  /// Whether the server still is what target_session_attrs asked for, as far as it told us. No round trip.
  [[nodiscard]] bool is_on_target() const noexcept;

  /// Whether an idle connection still looks alive, without a round trip.
  [[nodiscard]] bool probe() noexcept;

  /// Throws ConnectionError where the connection can be seen to be lost, without a round trip.
  void require_alive();

  /// Runs a script over the simple protocol; the result of its last statement. Throws ServerError,
  /// ConnectionError, DeadlineExceeded, and ConversionError for a NUL byte.
  Result run_script(const std::string& sql, Deadline deadline, const char* name = "");

  /// After a successful PQsend...: the first error or else the last result, with nothing left to read. At the
  /// deadline it asks the server to cancel and returns what comes of that, which may be success; without an answer
  /// it gives the connection up. Throws ConnectionError and DeadlineExceeded; an error of the server is returned
  /// as a result.
  [[nodiscard]] Result receive(Deadline deadline, const char* name);
  /// The next result, or null at the end of the query. Throws as `receive` does.
  [[nodiscard]] Result next_result(Deadline deadline, const char* name);
  /// Throws what `result` says when it is an error.
  void check(const Result& result, const char* name);
  /// Throws ConnectionError with what libpq knows, marking the session broken.
  [[noreturn]] void fail(const char* name);
  /// The same, where an answer is not one to what was sent: those to come are not either.
  [[noreturn]] void lose_step(const char* name);
  /// `lose_step` unless the result has rows of so many columns. To be called before values are read whose result was
  /// not compared with a statement's columns: libpq has null pointers for what is not there.
  void require_rows(const Result& result, int columns, const char* name);

  /// Cancels what is under way and reads to its end; false when the server did not answer, and the session is
  /// broken then.
  bool cancel_and_drain() noexcept;
  /// Reads to the end of the current query within the deadline; false otherwise.
  bool drain(Deadline deadline) noexcept;

  /// Waits until the socket can be read (or written, when `for_write`), the deadline passes, or a stop of the call is
  /// requested.
  [[nodiscard]] WaitEnd wait(Deadline deadline, bool for_write) const noexcept;

  /// The AdoptedConnection of pqxx_compat, once somebody asked for it; void, because most programs never do.
  std::shared_ptr<void> adopted;
  void install_notice_hook() noexcept;
  /// Not on a foreign handle, whose hook is not ours. See MutedNotices.
  void mute_notices() noexcept;
  void unmute_notices() noexcept;
  /// From now on `last_error` also has the errors that others meet on this handle, and `of_foreign` finds this session.
  /// Not for all sessions: libpq pays for it with every result it makes.
  void watch_results();

 private:
  friend class Uninterrupted;

  Session(PGconn* handle, const SessionOptions& options, bool owned, std::string name_prefix);

  [[nodiscard]] static std::unique_ptr<Session> connect_with(const SessionOptions& options, Deadline limit,
                                                             const std::stop_token& stop);
  static int on_event(PGEventId id, void* info, void* self);
  [[nodiscard]] WaitEnd poll_socket(Deadline deadline, bool for_write, int wakeup) const noexcept;
  void await_result(Deadline deadline, const char* name);
  void note_end_of_transaction(const PGresult* result) noexcept;
  [[noreturn]] void give_up(const char* name);
  void settle_cancellation() noexcept;
  [[nodiscard]] bool is_lost(const Result& result) noexcept;

  PGconn* handle_;
  SessionOptions options_;
  bool owned_;
  TargetServer target_ = TargetServer::any;
  bool broken_ = false;
  bool tainted_ = false;
  bool busy_ = false;
  bool single_row_mode_ = false;
  bool used_ = false;
  bool settings_in_doubt_ = false;
  Deadline call_deadline_ = Deadline::never();
  std::stop_token stop_;
  std::optional<Wakeup> wakeup_;  // of stop_
  bool hears_stop_ = true;
  std::string comment_;
  std::string unsent_begin_;
  unsigned transactions_ended_ = 0;
  bool rolled_back_ = false;               // by what is under way; perhaps to a savepoint only
  WaitEnd interruption_ = WaitEnd::ready;  // of the query whose result is to be checked next
  std::optional<Cancellation> cancellation_;
  Deadline grace_ = Deadline::never();
  pid_t pid_;
  Statements statements_;
  KnownTypes types_;
  ParameterBuffer parameters_;
  ErrorFields last_error_;
  std::chrono::steady_clock::time_point opened_at_;
};

/// Keeps notices from their hook for the time of a scope.
class MutedNotices {
 public:
  explicit MutedNotices(Session& session) noexcept : session_(session) { session.mute_notices(); }
  MutedNotices(const MutedNotices&) = delete;
  MutedNotices& operator=(const MutedNotices&) = delete;
  ~MutedNotices() { session_.unmute_notices(); }

 private:
  Session& session_;
};

/// For the time of a scope no stop of the call is heard: what undoes a statement has to come to its end.
class Uninterrupted {
 public:
  explicit Uninterrupted(Session& session) noexcept : session_(session) { session.hears_stop_ = false; }
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;
  ~Uninterrupted() { session_.hears_stop_ = true; }

 private:
  Session& session_;
};

}  // namespace pgscribe::detail
