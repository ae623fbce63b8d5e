#include "pgscribe/connection.hpp"

#include <cstdlib>
#include <utility>

#include "pool/access.hpp"
#include "pool/pool_core.hpp"
#include "run/script.hpp"

// The public `Connection`.

namespace pgscribe {

Connection::Connection(std::shared_ptr<detail::PoolCore> pool, detail::Session& session) noexcept
    : pool_(std::move(pool)), session_(&session) {}

Connection::Connection(Connection&& other) noexcept
    : Executor(std::move(other)), pool_(std::move(other.pool_)), session_(std::exchange(other.session_, nullptr)) {}

Connection& Connection::operator=(Connection&& other) noexcept {
  if (this == &other) return *this;
  give_back();
  pool_ = std::move(other.pool_);
  session_ = std::exchange(other.session_, nullptr);
  return *this;
}

Connection::~Connection() { give_back(); }

void Connection::give_back() noexcept {
  if (pool_ && session_ != nullptr) pool_->release(*std::exchange(session_, nullptr));
}

CommandResult Connection::execute(std::string_view sql) { return ExecutorHandle{*this}.execute(sql); }

Transaction Connection::begin(const TransactionOptions& options) {
  return TransactionAccess::begin(detail::SessionLease{*this}, options);
}

void Connection::run_transaction(const TransactionOptions& options, detail::TransactionBody body) {
  detail::run_transaction(*this, options, body);
}

int Connection::backend_pid() const noexcept { return PQbackendPID(session_->handle()); }
int Connection::server_version() const noexcept { return PQserverVersion(session_->handle()); }
const ErrorFields& Connection::last_error() const noexcept { return session_->last_error(); }
void Connection::discard() noexcept { session_->taint(); }

detail::Session& Connection::acquire_session(const detail::SessionRequest&) {
  if (session_ == nullptr) throw UsageError("the connection was moved from");
  session_->require_ready(detail::BeginTravels::along);
  detail::send_begin(*session_);  // of a Transaction that it is not to be used beside
  return *session_;
}

void Connection::release_session(detail::Session&) noexcept {}

}  // namespace pgscribe
