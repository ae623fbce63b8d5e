#include <libpq-events.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <mutex>
#include <new>
#include <optional>
#include <vector>

#include "session/c_string.hpp"
#include "session/connect_plan.hpp"
#include "session/conninfo.hpp"
#include "session/server_error.hpp"
#include "session/session.hpp"
#include "session/wakeup.hpp"

// Opening of sessions, and the hooks that every session's handle carries.

namespace pgscribe::detail {

namespace {

void on_notice(void* handler, const PGresult* notice) {
  if (handler == nullptr) return;
  try {
    (*static_cast<const NoticeHandler*>(handler))(error_fields(notice));
  } catch (...) {
    // Called from C code.
  }
}

using Handle = std::unique_ptr<PGconn, decltype(&PQfinish)>;

// False at the deadline.
bool finish_connecting(PGconn* handle, Deadline deadline, const std::stop_token& stop) {
  const Wakeup wakeup{stop};
  PostgresPollingStatusType step = PGRES_POLLING_WRITING;
  while (step != PGRES_POLLING_OK && step != PGRES_POLLING_FAILED) {
    std::array<pollfd, 2> descriptors{
        pollfd{PQsocket(handle), static_cast<short>(step == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0},
        pollfd{wakeup.descriptor(), POLLIN, 0}};
    const int ready = poll(descriptors.data(), descriptors.size(), deadline.poll_timeout());
    if (stop.stop_requested()) throw OperationCanceled(ErrorFields{.message = "connecting was canceled"});
    if (ready == 0 && deadline.passed()) return false;
    if (ready != 0) step = PQconnectPoll(handle);
  }
  return true;
}

void receive_notices(PGconn* handle, const NoticeHandler* handler) noexcept {
  PQsetNoticeReceiver(handle, &on_notice, const_cast<NoticeHandler*>(handler));
}

const char* text_or_null(const std::string& text, std::string_view what) {
  return text.empty() ? nullptr : c_string(text, what);
}
const char* text_or_null(const std::optional<std::string>& text) noexcept { return text ? text->c_str() : nullptr; }

Handle start_connecting(const SessionOptions& options, const ConnectAttempt& attempt) {
  // Later entries win: what conninfo says stands before what must be so.
  const std::array<const char*, 9> keywords{
      "fallback_application_name", "target_session_attrs", "dbname", "host", "hostaddr", "port",
      "target_session_attrs",      "client_encoding",      nullptr};
  const std::array<const char*, 9> values{c_string(options.application_name, "the application name"),
                                          text_or_null(options.target_session_attrs, "target_session_attrs"),
                                          c_string(options.conninfo, "the connection string"),
                                          text_or_null(attempt.host),
                                          text_or_null(attempt.hostaddr),
                                          text_or_null(attempt.port),
                                          text_or_null(attempt.target_session_attrs),
                                          "UTF8",
                                          nullptr};
  Handle handle{PQconnectStartParams(keywords.data(), values.data(), 1), &PQfinish};
  if (!handle) throw std::bad_alloc{};
  // At once: libpq prints what a server says in between to stderr.
  receive_notices(handle.get(), options.on_notice);
  return handle;
}

}  // namespace

// libpq copies the notice hook into every PGresult, and a result may outlive its session and its pool. There are as
// many handlers as there are pools with one.
const NoticeHandler* keep_notice_handler(const NoticeHandler& handler) {
  if (!handler) return nullptr;
  static std::mutex mutex;
  static auto* handlers = new std::vector<std::unique_ptr<const NoticeHandler>>;
  const std::lock_guard lock{mutex};
  return handlers->emplace_back(std::make_unique<const NoticeHandler>(handler)).get();
}

std::unique_ptr<Session> Session::connect(const SessionOptions& options, Deadline limit, const std::stop_token& stop) {
  if (options.before_connect == nullptr || !*options.before_connect) return connect_with(options, limit, stop);
  SessionOptions changed = options;
  changed.conninfo = with_hook(options.conninfo, *options.before_connect);
  return connect_with(changed, limit, stop);
}

std::unique_ptr<Session> Session::connect_with(const SessionOptions& options, Deadline limit,
                                               const std::stop_token& stop) {
  const ConnectPlan plan = plan_connection(options);
  std::string failures;
  for (const ConnectAttempt& attempt : plan.attempts) {
    Handle handle = start_connecting(options, attempt);
    const Deadline deadline = Deadline::earlier(Deadline::after(plan.timeout), limit);
    const bool in_time = PQstatus(handle.get()) == CONNECTION_BAD || finish_connecting(handle.get(), deadline, stop);
    if (PQstatus(handle.get()) == CONNECTION_OK) {
      std::unique_ptr<Session> session{new Session{handle.release(), options, true, {}}};
      session->target_ = plan.target;
      session->apply_settings(Deadline::after(options.connect_timeout));
      return session;
    }
    const std::string message = connection_message(handle.get());
    if (!failures.empty()) failures += '\n';
    failures += !message.empty() ? message : in_time ? "could not connect" : "timeout expired";
    if (limit.passed()) break;
  }
  throw ConnectionError(ErrorFields{.message = std::move(failures)});
}

void Session::watch_results() {
  if (PQinstanceData(handle_, &Session::on_event) == this) return;
  if (PQregisterEventProc(handle_, &Session::on_event, "pgscribe", this) == 0 ||
      PQsetInstanceData(handle_, &Session::on_event, this) == 0) {
    throw UsageError("libpq did not take our event procedure");
  }
}

void Session::install_notice_hook() noexcept { receive_notices(handle_, options_.on_notice); }

void Session::mute_notices() noexcept {
  if (owned_) receive_notices(handle_, nullptr);
}

void Session::unmute_notices() noexcept {
  if (owned_) install_notice_hook();
}

namespace {

// What changes a text form that a codec reads or writes, or the meaning of a constant that we quote: a column must not
// have one value in a row that can be read in binary form and another one in a row that cannot. Roles and databases may
// have settings of their own. The others that change text do no harm: codecs read a time with whatever offset TimeZone
// gives it, all digits of a money whatever lc_monetary puts between them, and xmlbinary makes another value, not
// another form.
constexpr const char* kSettings =
    "SET client_encoding = UTF8; SET DateStyle = ISO; SET IntervalStyle = postgres; SET extra_float_digits = 1; "
    "SET bytea_output = hex; SET array_nulls = on; SET quote_all_identifiers = off; SET xmloption = content; "
    "SET standard_conforming_strings = on";

std::string_view setting(const PGconn* handle, const char* name) noexcept {
  const char* value = PQparameterStatus(handle, name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

}  // namespace

// PgBouncer reports the first two and what it is told to.
bool Session::has_our_settings() const noexcept {
  const auto is = [this](const char* name, std::string_view wanted) {
    const std::string_view value = setting(handle_, name);
    return value.empty() || value == wanted;
  };
  return setting(handle_, "client_encoding") == "UTF8" && setting(handle_, "DateStyle").starts_with("ISO") &&
         is("IntervalStyle", "postgres") && is("standard_conforming_strings", "on");
}

void Session::apply_settings(Deadline deadline) {
  run_script(kSettings, deadline);
  settings_in_doubt_ = false;
}

// Generously: what only looks like it costs a round trip at the end of the lease.
void Session::note_script(std::string_view sql) noexcept {
  const auto says = [sql](std::string_view word) {
    return std::search(sql.begin(), sql.end(), word.begin(), word.end(),
                       [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; }) != sql.end();
  };
  settings_in_doubt_ = settings_in_doubt_ || says("set") || says("discard");
}

// Servers before 14, and PgBouncer, do not report these.
bool Session::is_on_target() const noexcept {
  if (target_ == TargetServer::any) return true;
  const bool standby = setting(handle_, "in_hot_standby") == "on";
  const bool read_only = standby || setting(handle_, "default_transaction_read_only") == "on";
  switch (target_) {
    case TargetServer::any: return true;
    case TargetServer::read_write: return !read_only;
    case TargetServer::primary: return !standby;
    case TargetServer::read_only: return read_only || setting(handle_, "in_hot_standby").empty();
    case TargetServer::standby: return standby || setting(handle_, "in_hot_standby").empty();
  }
  return true;
}

// `self` may be gone in the other events: results outlive their session. A foreign session is destroyed with its
// handle.
int Session::on_event(PGEventId id, void* info, void* self) {
  auto* session = static_cast<Session*>(self);
  if (id == PGEVT_RESULTCREATE) {
    const PGresult* result = static_cast<PGEventResultCreate*>(info)->result;
    if (PQresultStatus(result) == PGRES_FATAL_ERROR) {
      try {
        session->last_error_ = error_fields(result);
      } catch (...) {
        session->last_error_ = {};
      }
    }
  } else if (id == PGEVT_CONNRESET) {
    session->statements_.clear();
  } else if (id == PGEVT_CONNDESTROY && !session->owned_) {
    delete session;
  }
  return 1;
}

Session& Session::of_foreign(PGconn* handle) {
  if (void* known = PQinstanceData(handle, &Session::on_event)) return *static_cast<Session*>(known);
  std::unique_ptr<Session> session{new Session{handle, SessionOptions{}, false, "pgscribe_"}};
  session->watch_results();
  return *session.release();  // on_event deletes it
}

}  // namespace pgscribe::detail
