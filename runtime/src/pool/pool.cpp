#include "pgscribe/pool.hpp"

#include "pool/access.hpp"
#include "pool/pool_core.hpp"

// The public `Pool`.

namespace pgscribe {

namespace {

// Distributions add what they call their package: `15.4 (Debian 15.4-1)`.
std::string release_of(const char* server_version) {
  const std::string_view version = server_version == nullptr ? "" : server_version;
  return std::string{version.substr(0, version.find(' '))};
}

}  // namespace

Pool::Pool(PoolOptions options) : core_(std::make_shared<detail::PoolCore>(std::move(options))) { core_->start(); }

Pool::~Pool() { core_->shut_down(); }

Connection Pool::acquire() { return acquire(core_->options().acquire_timeout, {}); }
Connection Pool::acquire(std::chrono::milliseconds timeout) { return acquire(timeout, {}); }
Connection Pool::acquire(const std::stop_token& stop) { return acquire(core_->options().acquire_timeout, stop); }

Connection Pool::acquire(std::chrono::milliseconds timeout, const std::stop_token& stop) {
  if (stop.stop_requested()) throw OperationCanceled(ErrorFields{.message = "a stop was requested before"});
  return {core_, core_->acquire(timeout, stop)};
}

Transaction Pool::begin(const TransactionOptions& options) {
  return TransactionAccess::begin(detail::SessionLease{*this}, options);
}

void Pool::run_transaction(const TransactionOptions& options, detail::TransactionBody body) {
  detail::run_transaction(*this, options, body);
}

CommandResult Pool::execute(std::string_view sql) { return ExecutorHandle{*this}.execute(sql); }

void Pool::ping(std::chrono::milliseconds timeout) {
  const auto deadline = detail::Deadline::after(timeout);
  detail::Session& session = core_->acquire(deadline);
  const Connection lease{core_, session};
  session.run_script("", deadline);
}

PoolHealth Pool::health(std::chrono::milliseconds timeout) {
  PoolHealth health;
  const auto start = std::chrono::steady_clock::now();
  const auto deadline = detail::Deadline::after(timeout);
  try {
    detail::Session& session = core_->acquire(deadline);
    const Connection lease{core_, session};
    session.run_script("", deadline);
    health.version = release_of(PQparameterStatus(session.handle(), "server_version"));
    health.up = true;
  } catch (const Error& error) {
    health.error = error.message();
  }
  health.latency = std::chrono::steady_clock::now() - start;
  health.stats = stats();
  return health;
}

PoolStats Pool::stats() const { return core_->stats(); }
const PoolOptions& Pool::options() const noexcept { return core_->options(); }
bool Pool::close(std::chrono::milliseconds deadline) { return core_->close(detail::Deadline::after(deadline)); }

detail::Session& Pool::acquire_session(const detail::SessionRequest& request) {
  core_->require_no_bypass();
  const std::chrono::milliseconds timeout = core_->options().acquire_timeout;
  detail::Session& session =
      request.is_limited()
          ? core_->acquire(detail::Deadline::earlier(detail::Deadline::after(timeout), request.deadline), request.stop)
          : core_->acquire(timeout);
  session.interchangeable = true;
  return session;
}

void Pool::release_session(detail::Session& session) noexcept { core_->release(session); }

}  // namespace pgscribe
