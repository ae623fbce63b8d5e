#include <libpq-events.h>
#include <poll.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <vector>

#include "session/server_error.hpp"
#include "session/session.hpp"

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
};

ConninfoFacts inspect(const char* conninfo) {
  ConninfoFacts facts;
  PQconninfoOption* options = PQconninfoParse(conninfo, nullptr);
  for (const auto* option = options; option != nullptr && option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const std::string_view keyword = option->keyword;
    if ((keyword == "host" || keyword == "hostaddr") && std::strchr(option->val, ',') != nullptr)
      facts.many_hosts = true;
    if (keyword == "connect_timeout") facts.connect_timeout = std::strtol(option->val, nullptr, 10);
  }
  PQconninfoFree(options);
  return facts;
}

[[noreturn]] void refuse(PGconn* handle, const char* reason) {
  ErrorFields fields;
  fields.message = handle == nullptr ? "out of memory" : connection_message(handle);
  if (fields.message.empty()) fields.message = reason;
  PQfinish(handle);
  throw ConnectionError(std::move(fields));
}

void finish_connecting(PGconn* handle, Deadline deadline) {
  PostgresPollingStatusType step = PGRES_POLLING_WRITING;
  while (step != PGRES_POLLING_OK) {
    if (step == PGRES_POLLING_FAILED) return;
    pollfd descriptor{PQsocket(handle), static_cast<short>(step == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
    const int ready = poll(&descriptor, 1, deadline.poll_timeout());
    if (ready == 0 && deadline.passed()) refuse(handle, "timeout expired");
    if (ready != 0) step = PQconnectPoll(handle);
  }
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

std::unique_ptr<Session> Session::connect(const SessionOptions& options) {
  const ConninfoFacts facts = inspect(options.conninfo.c_str());
  const auto timeout =
      facts.connect_timeout > 0 ? std::chrono::milliseconds{facts.connect_timeout * 1000} : options.connect_timeout;
  const std::string seconds = std::to_string(std::chrono::ceil<std::chrono::seconds>(timeout).count());
  // Later entries win: what conninfo says stands before what must be so.
  std::vector<const char*> keywords{"connect_timeout", "fallback_application_name", "dbname", "client_encoding",
                                    nullptr};
  std::vector<const char*> values{seconds.c_str(), options.application_name.c_str(), options.conninfo.c_str(), "UTF8",
                                  nullptr};
  PGconn* handle = nullptr;
  // libpq goes on to the next host by itself only when it connects in one call.
  if (facts.many_hosts) {
    handle = PQconnectdbParams(keywords.data(), values.data(), 1);
  } else {
    handle = PQconnectStartParams(keywords.data(), values.data(), 1);
    if (handle != nullptr && PQstatus(handle) != CONNECTION_BAD) finish_connecting(handle, Deadline::after(timeout));
  }
  if (PQstatus(handle) != CONNECTION_OK) refuse(handle, "could not connect");
  std::unique_ptr<Session> session{new Session{handle, options, true, {}}};
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

void Session::install_notice_hook() noexcept {
  PQsetNoticeReceiver(handle_, &on_notice, const_cast<NoticeHandler*>(options_.on_notice));
}

namespace {

std::string_view setting(const PGconn* handle, const char* name) noexcept {
  const char* value = PQparameterStatus(handle, name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

}  // namespace

bool Session::has_our_settings() const noexcept {
  return setting(handle_, "client_encoding") == "UTF8" && setting(handle_, "DateStyle").starts_with("ISO");
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
