#include "pool/connector.hpp"

#include <algorithm>

#include "pool/access.hpp"

namespace pgscribe::detail {

namespace {

SessionOptions session_options(const PoolOptions& options) {
  SessionOptions session;
  session.conninfo = options.conninfo;
  session.application_name = options.application_name;
  session.before_connect = &options.before_connect;
  session.target_session_attrs = options.target_session_attrs;
  session.connect_timeout = options.connect_timeout;
  session.statement_timeout = options.statement_timeout;
  session.prepare = options.statements == StatementMode::prepared;
  session.max_statements = options.max_statements;
  session.on_notice = keep_notice_handler(options.on_notice);
  session.observers = options.observers;
  return session;
}

// Between zero and `limit`.
std::chrono::milliseconds random_part(std::chrono::milliseconds limit, std::minstd_rand& random) {
  if (limit.count() <= 0) return std::chrono::milliseconds{0};
  return std::chrono::milliseconds{
      std::uniform_int_distribution<std::chrono::milliseconds::rep>{0, limit.count()}(random)};
}

}  // namespace

Connector::Connector(const PoolOptions& options)
    : options_(options), session_options_(session_options(options)), random_(std::random_device{}()) {}

std::unique_ptr<Session> Connector::open(Deadline deadline, const std::stop_token& stop) {
  std::unique_ptr<Session> session = connect(deadline, stop);
  session->expires_at = expiry_of(*session);
  session->idle_since = Clock::now();
  if (options_.after_connect) {
    Connection connection = ConnectionAccess::unowned(*session);
    options_.after_connect(connection);
  }
  return session;
}

std::unique_ptr<Session> Connector::connect(Deadline deadline, const std::stop_token& stop) {
  const int failures = enter();
  try {
    auto session = Session::connect(session_options_, deadline, stop);
    const std::lock_guard lock{mutex_};
    failures_ = 0;
    return session;
  } catch (const ConnectionError& error) {
    // A caller in a hurry proves nothing about the server.
    if (deadline.passed()) throw PoolTimeout(ErrorFields{.message = "no connection could be opened in time"});
    note_failure(failures, error.message());
    throw;
  }
}

// The number of failures so far. After one, the first caller whose time has come goes ahead, and the others fail
// until it is known how that went.
int Connector::enter() {
  const std::lock_guard lock{mutex_};
  if (failures_ == 0) return 0;
  const auto now = Clock::now();
  if (now < next_attempt_) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_attempt_ - now).count();
    throw ConnectionError(ErrorFields{.message = "the server could not be reached, and is tried again in " +
                                                 std::to_string(left) + " ms: " + last_message_});
  }
  next_attempt_ = now + backoff();
  return failures_;
}

// Attempts that were under way together count as one.
void Connector::note_failure(int failures_before, const std::string& message) {
  const std::lock_guard lock{mutex_};
  if (failures_ != failures_before || options_.reconnect_backoff.count() <= 0) return;
  ++failures_;
  last_message_ = message;
  next_attempt_ = Clock::now() + backoff();
}

// Doubles with every failure; half of it is random, so that the programs of a site do not come back all at once.
std::chrono::milliseconds Connector::backoff() {
  const auto limit = std::max(options_.max_reconnect_backoff, options_.reconnect_backoff);
  auto time = options_.reconnect_backoff;
  for (int i = 1; i < failures_ && time < limit; ++i) time *= 2;
  time = std::min(time, limit);
  return time - random_part(time / 2, random_);
}

Connector::Clock::time_point Connector::expiry_of(const Session& session) {
  if (options_.max_lifetime.count() <= 0) return Clock::time_point::max();
  const std::lock_guard lock{mutex_};
  return session.opened_at() + options_.max_lifetime + random_part(options_.max_lifetime_jitter, random_);
}

}  // namespace pgscribe::detail
