#include "session/session.hpp"

#include <libpq-events.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "session/c_string.hpp"
#include "session/cancel.hpp"
#include "session/cancel_grace.hpp"
#include "session/server_error.hpp"

namespace pgscribe::detail {

namespace {

constexpr const char* kStopped = "canceling statement due to a stop request";
constexpr const char* kDeadlinePassed = "canceling statement due to its deadline";
constexpr const char* kQueryCanceled = "57014";

// FATAL and PANIC are the last words of a backend; what libpq says later knows less.
bool ends_session(const PGresult* result) noexcept {
  const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  return severity != nullptr && (std::strcmp(severity, "FATAL") == 0 || std::strcmp(severity, "PANIC") == 0);
}

bool mentions_chain(std::string_view sql) noexcept {
  constexpr std::string_view kChain = "chain";
  const auto equal = [](char a, char b) { return (a | 0x20) == b; };
  return std::search(sql.begin(), sql.end(), kChain.begin(), kChain.end(), equal) != sql.end();
}

}  // namespace

Session::Session(PGconn* handle, const SessionOptions& options, bool owned, std::string name_prefix)
    : handle_(handle),
      options_(options),
      owned_(owned),
      pid_(getpid()),
      statements_(options.max_statements, std::move(name_prefix)),
      opened_at_(std::chrono::steady_clock::now()) {}

Session::~Session() {
  adopted.reset();
  // A child of fork() must not say goodbye on its parent's connection.
  if (owned_ && pid_ == getpid()) PQfinish(handle_);
}

void Session::require_ready(BeginTravels begin) {
  used_ = true;
  rolled_back_ = false;
  if (busy_) throw UsageError("a stream is open on this connection; finish or drop it first");
  if (broken_) throw ConnectionError(ErrorFields{.message = "the connection was lost earlier"});
  if (begin == BeginTravels::along || unsent_begin_.empty()) return;
  const std::string sql = std::exchange(unsent_begin_, {});
  try {
    run_script(sql, call_deadline_.is_never() ? Deadline::after(options_.statement_timeout) : call_deadline_, kBegin);
  } catch (const Error&) {
    unsent_begin_ = sql;
    throw;
  }
  interchangeable = false;
}

bool Session::probe() noexcept {
  if (broken_ || PQstatus(handle_) != CONNECTION_OK) return false;
  const auto peek = [this] {
    char byte = 0;
    return recv(PQsocket(handle_), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  };
  ssize_t bytes = peek();
  if (bytes > 0) {
    // A notice, a notification, or the last words of a backend that was terminated.
    if (PQconsumeInput(handle_) == 0 || PQstatus(handle_) != CONNECTION_OK) return false;
    bytes = peek();
  }
  return bytes > 0 || (bytes < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR));
}

void Session::require_alive() {
  if (probe()) return;
  broken_ = true;
  throw ConnectionError(ErrorFields{.message = "the connection was lost while it was idle"});
}

void Session::set_limits(Deadline deadline, const std::stop_token& stop) {
  if (stop.stop_possible()) wakeup_.emplace(stop);
  call_deadline_ = deadline;
  stop_ = stop;
}

void Session::clear_limits() noexcept {
  call_deadline_ = Deadline::never();
  wakeup_.reset();
  stop_ = {};
}

WaitEnd Session::call_end() const noexcept {
  if (stop_.stop_requested()) return WaitEnd::stop;
  return call_deadline_.passed() ? WaitEnd::deadline : WaitEnd::ready;
}

void Session::require_time_left(const char* name) const {
  switch (call_end()) {
    case WaitEnd::ready: return;
    case WaitEnd::stop: throw OperationCanceled(ErrorFields{.message = kStopped, .query = name});
    case WaitEnd::deadline:
      throw QueryCanceled(ErrorFields{.message = kDeadlinePassed, .sqlstate = kQueryCanceled, .query = name});
  }
}

WaitEnd Session::wait(Deadline deadline, bool for_write) const noexcept {
  return poll_socket(deadline, for_write, wakeup_ && hears_stop_ ? wakeup_->descriptor() : -1);
}

// `wakeup` is -1 when a stop does not matter.
WaitEnd Session::poll_socket(Deadline deadline, bool for_write, int wakeup) const noexcept {
  std::array<pollfd, 2> descriptors{
      pollfd{PQsocket(handle_), static_cast<short>(for_write ? POLLIN | POLLOUT : POLLIN), 0},
      pollfd{wakeup, POLLIN, 0}};
  while (true) {
    const int ready = poll(descriptors.data(), wakeup < 0 ? 1 : 2, deadline.poll_timeout());
    if (ready > 0) return descriptors[0].revents == 0 ? WaitEnd::stop : WaitEnd::ready;
    if (ready == 0) {
      if (deadline.passed()) return WaitEnd::deadline;
    } else if (errno != EINTR) {
      return WaitEnd::ready;  // the next read or write reports what is wrong
    }
  }
}

// Waits for a result to be there. When the deadline passes or a stop is requested the server is asked to cancel, and
// when it does not answer that either the connection is given up.
void Session::await_result(Deadline deadline, const char* name) {
  while (PQisBusy(handle_) != 0) {
    // In nonblocking mode there may be something left to send.
    const bool unsent = PQflush(handle_) == 1;
    const WaitEnd end = cancellation_ ? poll_socket(grace_, unsent, -1) : wait(deadline, unsent);
    if (end == WaitEnd::ready) {
      if (PQconsumeInput(handle_) == 0) return;  // PQgetResult tells why
    } else if (!cancellation_) {
      interruption_ = end;
      cancellation_.emplace(handle_);
      grace_ = Deadline::after(cancel_grace.load());
    } else {
      give_up(name);
    }
  }
}

void Session::give_up(const char* name) {
  cancellation_.reset();
  broken_ = true;
  if (interruption_ == WaitEnd::stop) {
    throw OperationCanceled(
        ErrorFields{.message = "a stop was requested, and the server did not answer the cancellation", .query = name});
  }
  throw DeadlineExceeded(
      ErrorFields{.message = "no answer within the deadline, nor to the cancellation", .query = name});
}

// A request that is still on its way could hit the next query.
void Session::settle_cancellation() noexcept {
  if (!cancellation_->finished(grace_)) tainted_ = true;
  cancellation_.reset();
}

Result Session::next_result(Deadline deadline, const char* name) {
  if (!deadline.is_never() || wakeup_ || PQisnonblocking(handle_) != 0) await_result(deadline, name);
  Result result{PQgetResult(handle_)};
  if (PQstatus(handle_) == CONNECTION_BAD || is_lost(result)) {
    broken_ = true;
    ErrorFields fields = result ? error_fields(result.get()) : ErrorFields{};
    if (fields.message.empty()) fields.message = connection_message(handle_);
    fields.query = name;
    throw ConnectionError(std::move(fields));
  }
  if (!result && cancellation_) settle_cancellation();
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) note_end_of_transaction(result.get());
  return result;
}

// ROLLBACK is the tag of ROLLBACK TO SAVEPOINT as well; a BEGIN behind it says that it was not that.
void Session::note_end_of_transaction(const PGresult* result) noexcept {
  const std::string_view tag = PQcmdStatus(const_cast<PGresult*>(result));
  const bool begins = tag == "BEGIN" || tag == "START TRANSACTION";
  if (tag == "COMMIT" || tag == "PREPARE TRANSACTION" || (begins && rolled_back_)) ++transactions_ended_;
  rolled_back_ = tag == "ROLLBACK" || (rolled_back_ && !begins);
}

// An error without SQLSTATE is libpq's own; it may be that of a connection that libpq has not given up yet.
bool Session::is_lost(const Result& result) noexcept {
  if (!result || PQresultStatus(result.get()) != PGRES_FATAL_ERROR) return false;
  if (PQresultErrorField(result.get(), PG_DIAG_SQLSTATE) == nullptr) return !probe();
  return ends_session(result.get());
}

Result Session::receive(Deadline deadline, const char* name) {
  Result last;
  while (Result result = next_result(deadline, name)) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COPY_IN) {
      PQputCopyEnd(handle_, "COPY FROM STDIN needs :copyfrom");
      continue;
    }
    if (status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
      cancel_and_drain();
      throw UsageError("COPY TO STDOUT is not supported here");
    }
    if (!last || PQresultStatus(last.get()) != PGRES_FATAL_ERROR) last = std::move(result);
  }
  return last;
}

void Session::check(const Result& result, const char* name) {
  const WaitEnd interruption = std::exchange(interruption_, WaitEnd::ready);
  if (!result) fail(name);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_FATAL_ERROR && status != PGRES_BAD_RESPONSE && status != PGRES_NONFATAL_ERROR) return;
  ErrorFields fields = error_fields(result.get());
  last_error_ = fields;
  fields.query = name;
  // Errors that libpq itself makes have no SQLSTATE.
  if (fields.sqlstate.empty()) throw UnexpectedResult(std::move(fields));
  if (fields.sqlstate == kQueryCanceled) {
    // A cancellation may hit what comes next in a pipeline.
    if (interruption == WaitEnd::stop || stop_.stop_requested()) {
      fields.message = kStopped;
      throw OperationCanceled(std::move(fields));
    }
    if (interruption == WaitEnd::deadline) fields.message = kDeadlinePassed;
  }
  throw_server_error(std::move(fields));
}

void Session::fail(const char* name) {
  ErrorFields fields;
  fields.message = connection_message(handle_);
  fields.query = name;
  if (PQstatus(handle_) != CONNECTION_BAD) throw UsageError(fields.message);
  broken_ = true;
  throw ConnectionError(std::move(fields));
}

void Session::lose_step(const char* name) {
  mark_broken();
  throw ConnectionError(ErrorFields{.message = "the answers of the server do not match what was sent", .query = name});
}

void Session::require_rows(const Result& result, int columns, const char* name) {
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK || PQnfields(result.get()) != columns) lose_step(name);
}

Result Session::run_script(const std::string& sql, Deadline deadline, const char* name) {
  require_ready();
  if (PQsendQuery(handle_, c_string(sql, "the SQL")) == 0) fail(name);
  Result result = receive(deadline, name);
  note_end_of_sql(sql);
  check(result, name);
  return result;
}

// Whether it was ROLLBACK AND CHAIN, the tag does not tell. To take ROLLBACK TO chain for it costs a transaction; the
// other way round, changes would be lost that were said to be committed.
void Session::note_end_of_sql(std::string_view sql) noexcept {
  if (rolled_back_ && (!in_transaction() || mentions_chain(sql))) ++transactions_ended_;
}

bool Session::drain(Deadline deadline) noexcept {
  while (true) {
    while (PQisBusy(handle_) != 0) {
      const bool unsent = PQflush(handle_) == 1;
      if (poll_socket(deadline, unsent, -1) != WaitEnd::ready) return false;
      if (PQconsumeInput(handle_) == 0) break;
    }
    const Result result{PQgetResult(handle_)};
    if (PQstatus(handle_) == CONNECTION_BAD) broken_ = true;
    if (broken_) return false;
    if (!result) return true;
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COPY_IN && PQputCopyEnd(handle_, "given up") != 1) return false;
    if (status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
      char* row = nullptr;
      while (PQgetCopyData(handle_, &row, 0) > 0) PQfreemem(row);
    }
  }
}

bool Session::cancel_and_drain() noexcept {
  const Deadline grace = Deadline::after(cancel_grace.load());
  Cancellation cancellation{handle_};
  if (!drain(grace) || !cancellation.finished(grace)) broken_ = true;
  return !broken_;
}

}  // namespace pgscribe::detail
