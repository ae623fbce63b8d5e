#include <libpq-events.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <vector>

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

struct ConninfoFacts {
  bool many_hosts = false;
  long connect_timeout = 0;  // in seconds; 0: not given
  TargetServer target = TargetServer::any;
};

TargetServer target_server(std::string_view target_session_attrs) noexcept {
  if (target_session_attrs == "read-write") return TargetServer::read_write;
  if (target_session_attrs == "read-only") return TargetServer::read_only;
  if (target_session_attrs == "primary") return TargetServer::primary;
  if (target_session_attrs == "standby") return TargetServer::standby;
  return TargetServer::any;
}

// What the connection string or, as libpq does, the environment says.
const char* effective_value(const PQconninfoOption& option) noexcept {
  if (option.val != nullptr) return option.val;
  return option.envvar == nullptr ? nullptr : std::getenv(option.envvar);
}

ConninfoFacts inspect(const SessionOptions& session) {
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{
      PQconninfoParse(session.conninfo.c_str(), nullptr), &PQconninfoFree};
  // libpq's message quotes the string, which may have a password in it.
  if (!options) throw ConnectionError(ErrorFields{.message = "the connection string cannot be parsed"});
  ConninfoFacts facts{.target = target_server(session.target_session_attrs)};
  for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
    const char* value = effective_value(*option);
    if (value == nullptr) continue;
    const std::string_view keyword = option->keyword;
    if ((keyword == "host" || keyword == "hostaddr") && std::strchr(value, ',') != nullptr) facts.many_hosts = true;
    if (keyword == "connect_timeout") facts.connect_timeout = std::strtol(value, nullptr, 10);
    if (keyword == "target_session_attrs" && (option->val != nullptr || session.target_session_attrs.empty())) {
      facts.target = target_server(value);
    }
  }
  return facts;
}

[[noreturn]] void refuse(PGconn* handle, const char* reason) {
  ErrorFields fields;
  fields.message = handle == nullptr ? "out of memory" : connection_message(handle);
  if (fields.message.empty()) fields.message = reason;
  PQfinish(handle);
  throw ConnectionError(std::move(fields));
}

void finish_connecting(PGconn* handle, Deadline deadline, const std::stop_token& stop) {
  const Wakeup wakeup{stop};
  PostgresPollingStatusType step = PGRES_POLLING_WRITING;
  while (step != PGRES_POLLING_OK && step != PGRES_POLLING_FAILED) {
    std::array<pollfd, 2> descriptors{
        pollfd{PQsocket(handle), static_cast<short>(step == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0},
        pollfd{wakeup.descriptor(), POLLIN, 0}};
    const int ready = poll(descriptors.data(), descriptors.size(), deadline.poll_timeout());
    if (stop.stop_requested()) {
      PQfinish(handle);
      throw OperationCanceled(ErrorFields{.message = "connecting was canceled"});
    }
    if (ready == 0 && deadline.passed()) refuse(handle, "timeout expired");
    if (ready != 0) step = PQconnectPoll(handle);
  }
}

void receive_notices(PGconn* handle, const NoticeHandler* handler) noexcept {
  PQsetNoticeReceiver(handle, &on_notice, const_cast<NoticeHandler*>(handler));
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
  const ConninfoFacts facts = inspect(options);
  const auto timeout =
      facts.connect_timeout > 0 ? std::chrono::milliseconds{facts.connect_timeout * 1000} : options.connect_timeout;
  const Deadline deadline = Deadline::earlier(Deadline::after(timeout), limit);
  const std::string seconds = std::to_string((std::max(deadline.poll_timeout(), 0) + 999) / 1000);
  // Later entries win: what conninfo says stands before what must be so.
  const char* target = options.target_session_attrs.empty() ? nullptr : options.target_session_attrs.c_str();
  const std::array<const char*, 6> keywords{"fallback_application_name", "target_session_attrs", "dbname",
                                            "connect_timeout",           "client_encoding",      nullptr};
  const std::array<const char*, 6> values{
      options.application_name.c_str(), target, options.conninfo.c_str(), seconds.c_str(), "UTF8", nullptr};
  PGconn* handle = nullptr;
  // libpq gives up a silent host for the next one only when it connects in one call.
  if (facts.many_hosts) {
    handle = PQconnectdbParams(keywords.data(), values.data(), 1);
  } else {
    handle = PQconnectStartParams(keywords.data(), values.data(), 1);
    // At once: libpq prints what a server says in between to stderr.
    if (handle != nullptr) receive_notices(handle, options.on_notice);
    if (handle != nullptr && PQstatus(handle) != CONNECTION_BAD) finish_connecting(handle, deadline, stop);
  }
  if (PQstatus(handle) != CONNECTION_OK) refuse(handle, "could not connect");
  std::unique_ptr<Session> session{new Session{handle, options, true, {}}};
  session->target_ = facts.target;
  session->install_notice_hook();
  session->prepare_settings();
  return session;
}

void Session::watch_results() {
  if (PQinstanceData(handle_, &Session::on_event) == this) return;
  if (PQregisterEventProc(handle_, &Session::on_event, "pgscribe", this) == 0 ||
      PQsetInstanceData(handle_, &Session::on_event, this) == 0) {
    throw UsageError("libpq did not take our event procedure");
  }
}

void Session::install_notice_hook() noexcept { receive_notices(handle_, options_.on_notice); }

namespace {

std::string_view setting(const PGconn* handle, const char* name) noexcept {
  const char* value = PQparameterStatus(handle, name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

}  // namespace

bool Session::has_our_settings() const noexcept {
  return setting(handle_, "client_encoding") == "UTF8" && setting(handle_, "DateStyle").starts_with("ISO");
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

void Session::prepare_settings() {
  if (!has_our_settings())
    run_script("SET client_encoding = UTF8; SET DateStyle = ISO", Deadline::after(options_.connect_timeout));
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
