#include "pgscribe/listener.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "session/quoting.hpp"
#include "session/session.hpp"
#include "session/wakeup.hpp"

// LISTEN, with reconnecting.

namespace pgscribe {

using detail::Deadline;

struct Listener::State {
  ListenerOptions options;
  std::unique_ptr<detail::Session> session{};
  std::set<std::string> channels{};
  bool lost = false;  // there was a session before
  std::chrono::milliseconds backoff{0};

  detail::Session& connected(Deadline deadline, const std::stop_token& stop) {
    if (session == nullptr) connect(deadline, stop);
    return *session;
  }

  void connect(Deadline deadline, const std::stop_token& stop) {
    detail::SessionOptions session_options;
    session_options.conninfo = options.conninfo;
    session_options.application_name = options.application_name;
    session_options.connect_timeout = options.connect_timeout;
    session_options.before_connect = &options.before_connect;
    auto fresh = detail::Session::connect(session_options, deadline, stop);
    for (const std::string& channel : channels) run(*fresh, "LISTEN " + detail::quote_identifier(channel));
    session = std::move(fresh);
  }

  // No answer within the time for connecting counts as a lost connection.
  void run(detail::Session& target, const std::string& sql) const {
    target.run_script(sql, Deadline::after(options.connect_timeout));
  }

  void run(const std::string& sql) {
    detail::Session& target = connected(Deadline::never(), {});
    try {
      run(target, sql);
    } catch (const ConnectionError&) {
      lose();
      throw;
    }
  }

  void lose() noexcept {
    session.reset();
    lost = true;
  }

  // False when a stop was requested. Throws what went wrong last when the deadline passes.
  bool reconnect(Deadline deadline, const std::stop_token& stop, const detail::Wakeup& wakeup) {
    while (session == nullptr) {
      try {
        connect(deadline, stop);
        backoff = std::chrono::milliseconds{0};
      } catch (const OperationCanceled&) {
        return false;
      } catch (const ConnectionError&) {
        if (deadline.passed()) throw;
        backoff = std::clamp(backoff * 2, options.reconnect_backoff, options.max_reconnect_backoff);
        pollfd descriptor{wakeup.descriptor(), POLLIN, 0};
        (void)poll(&descriptor, 1, Deadline::earlier(deadline, Deadline::after(backoff)).poll_timeout());
        if (stop.stop_requested()) return false;
        if (deadline.passed()) throw;
      }
    }
    return true;
  }

  std::optional<Notification> take() {
    const std::unique_ptr<PGnotify, decltype(&PQfreemem)> notify{PQnotifies(session->handle()), &PQfreemem};
    if (!notify) return std::nullopt;
    return Notification{.channel = notify->relname, .payload = notify->extra, .backend_pid = notify->be_pid};
  }

  std::optional<Notification> wait(Deadline deadline, const std::stop_token& stop) {
    const detail::Wakeup wakeup{stop};
    while (true) {
      if (stop.stop_requested()) return std::nullopt;
      if (session == nullptr) {
        if (!reconnect(deadline, stop, wakeup)) return std::nullopt;
        if (std::exchange(lost, false)) return Notification{.gap = true};
      }
      const bool alive = PQconsumeInput(session->handle()) == 1 && PQstatus(session->handle()) == CONNECTION_OK;
      if (auto notification = take()) return notification;  // also the last ones of a lost connection
      if (!alive) {
        lose();
        continue;
      }
      if (deadline.passed()) return std::nullopt;
      std::array<pollfd, 2> descriptors{pollfd{PQsocket(session->handle()), POLLIN, 0},
                                        pollfd{wakeup.descriptor(), POLLIN, 0}};
      (void)poll(descriptors.data(), descriptors.size(), deadline.poll_timeout());
    }
  }
};

Listener::Listener(ListenerOptions options) : state_(std::make_unique<State>(State{.options = std::move(options)})) {}
Listener::Listener(Listener&&) noexcept = default;
Listener& Listener::operator=(Listener&&) noexcept = default;
Listener::~Listener() = default;

void Listener::listen(std::string_view channel) {
  state_->run("LISTEN " + detail::quote_identifier(channel));
  state_->channels.emplace(channel);
}

void Listener::unlisten(std::string_view channel) {
  state_->channels.erase(std::string{channel});
  state_->run("UNLISTEN " + detail::quote_identifier(channel));
}

std::optional<Notification> Listener::wait(std::chrono::milliseconds timeout, const std::stop_token& stop) {
  return state_->wait(Deadline::within(timeout), stop);
}

std::optional<Notification> Listener::wait(const std::stop_token& stop) {
  return state_->wait(Deadline::never(), stop);
}

}  // namespace pgscribe
