#include "pgscribe/transaction.hpp"

#include <string>
#include <thread>

#include "pgscribe/error.hpp"
#include "pool/access.hpp"
#include "pool/transaction_rules.hpp"
#include "pool/transaction_scope.hpp"
#include "run/script.hpp"
#include "session/server_error.hpp"

// The public `Transaction`.

namespace pgscribe {

struct Transaction::State {
  detail::SessionLease lease;
  int depth = 0;  // 0: the transaction itself, else the number of the savepoint
  unsigned ended_before = lease->transactions_ended();
  bool active = true;
};

namespace {

using detail::Deadline;
using detail::Session;

Deadline deadline_of(const Session& session) { return Deadline::after(session.options().statement_timeout); }

void commit_transaction(Session& session) {
  try {
    const detail::Result result = detail::run_command(session, "COMMIT", deadline_of(session), "COMMIT");
    detail::require_committed(result.get());
  } catch (const ConnectionError& error) {
    throw detail::outcome_unknown(error);
  }
}

void release_savepoint(Session& session, int depth) {
  if (session.transaction_status() == PQTRANS_INERROR) {
    detail::run_command(session, "ROLLBACK TO SAVEPOINT " + detail::savepoint(depth), deadline_of(session), "ROLLBACK");
    throw detail::savepoint_aborted();
  }
  detail::run_command(session, "RELEASE SAVEPOINT " + detail::savepoint(depth), deadline_of(session), "RELEASE");
}

}  // namespace

Transaction::Transaction(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Transaction::Transaction(Transaction&&) noexcept = default;
Transaction::~Transaction() { rollback(); }

bool Transaction::active() const noexcept { return state_ && state_->active; }

void Transaction::commit() {
  Session& session = acquire_session({.begin = detail::BeginTravels::along});
  // The server would answer COMMIT with COMMIT, whatever became of what was done before.
  if (!session.in_transaction() || session.transactions_ended() != state_->ended_before) {
    rollback();
    throw UsageError(detail::kEndedEarly);
  }
  end();
  if (!session.unsent_begin().empty())
    session.forget_begin();  // nothing was run
  else if (state_->depth == 0)
    commit_transaction(session);
  else
    release_savepoint(session, state_->depth);
}

void Transaction::rollback() noexcept {
  if (!active()) return;
  end();
  Session& session = *state_->lease;
  if (!session.unsent_begin().empty()) return session.forget_begin();
  if (session.broken() || !session.in_transaction()) return;
  try {
    if (state_->depth == 0) {
      detail::run_command(session, "ROLLBACK", Deadline::after(std::chrono::seconds{5}), "ROLLBACK");
    } else {
      const std::string name = detail::savepoint(state_->depth);
      detail::run_command(session, "ROLLBACK TO SAVEPOINT " + name + "; RELEASE SAVEPOINT " + name,
                          deadline_of(session), "ROLLBACK");
    }
  } catch (const std::exception&) {
    // Neither lost nor open streams can be told apart from here; the pool does not take it back like that.
    session.taint();
  }
}

// Whatever happens next, it is over.
void Transaction::end() noexcept {
  state_->active = false;
  if (state_->depth == 0) state_->lease->has_transaction_object = false;
}

CommandResult Transaction::execute(std::string_view sql) { return ExecutorHandle{*this}.execute(sql); }

Session& Transaction::acquire_session(const detail::SessionRequest& request) {
  if (!active()) throw UsageError("the transaction is over");
  await_begin(request.begin == detail::BeginTravels::along);
  return *state_->lease;
}

// Where the session turns out to be lost before the transaction began, another one is as good.
void Transaction::await_begin(bool carried) {
  detail::SessionLease& lease = state_->lease;
  for (bool retried = false;; retried = true) {
    const std::string begin = lease->unsent_begin();
    try {
      lease->require_ready(detail::BeginTravels::along);
      if (!begin.empty()) lease->require_alive();
      if (!carried) detail::send_begin(*lease);
      return;
    } catch (const ConnectionError&) {
      if (retried || begin.empty()) throw;
      const detail::OutsideTransactions renewal;
      lease->forget_begin();
      lease->has_transaction_object = false;
      state_->active = false;
      if (!lease.renew()) throw;
      state_->active = true;
      lease->has_transaction_object = true;
      lease->begin_later(begin);
      state_->ended_before = lease->transactions_ended();
    }
  }
}

void Transaction::release_session(Session&) noexcept {}

void Transaction::run_nested(detail::TransactionBody body) {
  Session& session = acquire_session({});
  const int depth = state_->depth + 1;
  detail::run_command(session, "SAVEPOINT " + detail::savepoint(depth), deadline_of(session), "SAVEPOINT");
  Transaction nested{std::make_unique<State>(State{detail::SessionLease{*this}, depth})};
  body.run(body.context, nested);  // unwinding rolls back
  if (nested.active()) nested.commit();
}

Transaction TransactionAccess::begin(detail::SessionLease lease, const TransactionOptions& options) {
  if (lease->in_transaction())
    throw UsageError("a transaction is open on this connection already; nest with transaction()");
  lease->require_ready();
  lease->begin_later(detail::begin_statement(options));
  lease->has_transaction_object = true;
  return Transaction{std::make_unique<Transaction::State>(Transaction::State{std::move(lease)})};
}

namespace detail {

void run_transaction(Executor& executor, const TransactionOptions& options, TransactionBody body,
                     const Statement* statement) {
  for (int attempt = 1;; ++attempt) {
    try {
      SessionLease lease{executor, statement};
      const PoolCore* const home = lease->home;
      Transaction transaction = TransactionAccess::begin(std::move(lease), options);
      const TransactionScope scope{home};   // not before: beginning may take another connection of the pool
      body.run(body.context, transaction);  // unwinding rolls back
      if (transaction.active()) transaction.commit();
      return;
    } catch (const Error&) {
      if (!is_retried(std::current_exception(), options.retry, attempt)) throw;
    }
    std::this_thread::sleep_for(backoff(options.retry, attempt));
  }
}

}  // namespace detail
}  // namespace pgscribe
