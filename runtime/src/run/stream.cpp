#include "pgscribe/stream.hpp"

#include "run/execute.hpp"
#include "run/observation.hpp"
#include "run/rows.hpp"
#include "session/server_error.hpp"

// Rows one at a time, by libpq's single-row mode.

namespace pgscribe::detail {

class StreamState {
 public:
  StreamState(Executor& executor, const Statement& statement, const Arguments& arguments)
      : lease_(executor, &statement),
        statement_(statement),
        observation_(*lease_, event_of(statement, Operation::stream)) {
    try {
      start(arguments);
    } catch (const Error& error) {
      observation_.fail(error);
      throw;
    }
    lease_->set_busy(true);
  }
  StreamState(const StreamState&) = delete;
  StreamState& operator=(const StreamState&) = delete;

  ~StreamState() {
    if (!finished_) abandon();
    lease_->set_busy(false);
    observation_.finish(rows_);
  }

  bool next(void* row) {
    if (finished_) return false;
    try {
      Result result = first_ ? std::move(first_) : lease_->next_result(deadline(), statement_.name);
      if (PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) {
        if (!checked_) check_columns(result.get(), statement_.columns);
        checked_ = true;
        decode_row(result.get(), 0, statement_.columns, row, rows_);
        ++rows_;
        return true;
      }
      finish(std::move(result));
      return false;
    } catch (const Error& error) {
      observation_.fail(error);
      rethrow_for_query(statement_.name);
    }
  }

 private:
  Deadline deadline() const { return deadline_of(*lease_, statement_.timeout); }

  // Sends the statement and waits for the first answer, so that most errors come from here and not from the middle
  // of the loop.
  void start(const Arguments& arguments) {
    for (bool retried = false;; retried = true) {
      Session& session = *lease_;
      session.require_ready();
      in_transaction_ = session.in_transaction();
      session.parameters().encode(statement_.parameters, arguments);
      bool sent = false;
      try {
        const Prepared* prepared = prepare(session, statement_, deadline());
        sent = true;
        if (!send(session, statement_, prepared)) session.fail(statement_.name);
        PQsetSingleRowMode(session.handle());
        first_ = session.next_result(deadline(), statement_.name);
        if (PQresultStatus(first_.get()) != PGRES_FATAL_ERROR) return;
        const Result end = session.receive(deadline(), statement_.name);
        if (retried || !forget_if_stale(session, statement_, first_.get()) || session.in_transaction()) {
          session.check(first_, statement_.name);
        }
      } catch (const ConnectionError&) {
        if (retried || (sent && !statement_.read_only) || !lease_.renew()) throw;
      }
    }
  }

  // `last` is the result without rows that ends a stream, or an error.
  void finish(Result last) {
    const Result end = lease_->receive(deadline(), statement_.name);
    finished_ = true;
    lease_->check(last, statement_.name);
    if (end != nullptr) lease_->check(end, statement_.name);  // the transaction ends behind the last row
    observation_.finish(rows_);
  }

  // In a transaction a cancellation would fail the whole transaction, so the rest is read instead.
  void abandon() noexcept {
    if (lease_->broken()) return;
    if (in_transaction_) {
      if (!lease_->drain(Deadline::never())) lease_->mark_broken();
    } else {
      lease_->cancel_and_drain();
    }
  }

  SessionLease lease_;
  const Statement& statement_;
  Observation observation_;
  Result first_;
  std::int64_t rows_ = 0;
  bool in_transaction_ = false;  // before the stream; now the session says just `active`
  bool checked_ = false;
  bool finished_ = false;
};

void StreamDeleter::operator()(StreamState* state) const noexcept { delete state; }

bool next_row(StreamState& state, void* row) { return state.next(row); }

StreamHandle run_stream(Executor& executor, const Statement& statement, Arguments arguments) {
  try {
    return StreamHandle{new StreamState{executor, statement, arguments}};
  } catch (const Error&) {
    rethrow_for_query(statement.name);
  }
}

}  // namespace pgscribe::detail
