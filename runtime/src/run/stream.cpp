#include "pgscribe/stream.hpp"

#include <utility>

#include "run/execute.hpp"
#include "run/observation.hpp"
#include "run/rows.hpp"
#include "session/server_error.hpp"

// Rows one at a time, by libpq's single-row mode.

namespace pgscribe::detail {

namespace {

class StreamState final : public StreamSource {
 public:
  StreamState(const ExecutorHandle& executor, const Statement& statement, const Arguments& arguments)
      : lease_(executor, &statement),
        statement_(statement),
        observation_(*lease_, event_of(statement, Operation::stream)) {
    try {
      if (statement.tagged) lease_.set_comment(observation_.comment(statement.name));
      start(arguments);
    } catch (const Error& error) {
      observation_.fail(error);
      throw;
    }
    lease_->set_busy(true);
  }
  ~StreamState() override {
    if (!finished_) abandon();
    lease_->set_busy(false);
    observation_.finish(rows_);
  }

  bool next(void* row) override {
    try {
      Result result = pending_ ? std::move(pending_) : receive_row();
      if (!result) return false;
      decode_row(result.get(), 0, statement_.columns, row, rows_);
      ++rows_;
      if (!statement_.group_key.empty()) gather(std::move(result), row);
      return true;
    } catch (const Error& error) {
      observation_.fail(error);
      rethrow_for_query(statement_.name);
    }
  }

 private:
  // The next row; null at the end.
  Result receive_row() {
    if (finished_) return nullptr;
    if (lease_->call_end() != WaitEnd::ready) interrupt();
    Result result = first_ ? std::move(first_) : lease_->next_result(deadline(), statement_.name);
    if (PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) {
      if (!checked_) check(result.get());
      return result;
    }
    finish(std::move(result));
    return nullptr;
  }

  // Reads to the end of the group that `last` belongs to, which is the first row of the next one.
  void gather(Result last, void* group) {
    while (Result result = receive_row()) {
      if (!are_of_one_group({last.get(), 0}, {result.get(), 0}, statement_.group_key)) {
        pending_ = std::move(result);
        return;
      }
      append_elements({result.get(), 0}, statement_.columns, group, rows_);
      ++rows_;
      last = std::move(result);
    }
  }

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
        prepared_ = prepare(session, statement_, deadline());
        session.require_time_left(statement_.name);
        sent = true;
        if (must_be_decided(session, statement_))
          transaction_ =
              std::make_unique<ImplicitTransaction>(session, statement_.name, deadline(), RowDelivery::one_by_one);
        if (!send(session, statement_, prepared_)) session.fail(statement_.name);
        session.enter_single_row_mode();
        if (transaction_) transaction_->pipeline().request_results();
        first_ = session.next_result(deadline(), statement_.name);
        if (PQresultStatus(first_.get()) != PGRES_FATAL_ERROR) return;
        const Result end = session.receive(deadline(), statement_.name);
        transaction_.reset();
        prepared_ = nullptr;
        if (!forget_if_stale(session, statement_, first_.get()) || retried || session.in_transaction())
          session.check(first_, statement_.name);
      } catch (const ConnectionError&) {
        transaction_.reset();  // before its session goes
        if (retried || (sent && !statement_.read_only) || !lease_.renew()) throw;
      }
    }
  }

  // Nobody else uses the session until the stream ends, so `prepared_` is still there.
  void check(PGresult* result) {
    Prepared* const prepared = std::exchange(prepared_, nullptr);
    require_columns(*lease_, statement_, result);
    checked_ = true;
    if (prepared != nullptr) note_success(*prepared, result);
  }

  // `last` is the result without rows that ends a stream, or an error.
  void finish(Result last) {
    Result end = lease_->receive(deadline(), statement_.name);
    finished_ = true;
    if (PQresultStatus(last.get()) == PGRES_TUPLES_OK) {
      if (!checked_) check(last.get());
      if (transaction_) end = transaction_->commit(deadline());
    }
    transaction_.reset();
    lease_->check(last, statement_.name);
    if (end != nullptr) lease_->check(end, statement_.name);  // the transaction ends behind the last row
    observation_.finish(rows_);
  }

  // The rows that are there already may be many: nothing would have to wait, and notice.
  void interrupt() {
    finished_ = true;
    first_.reset();
    lease_->cancel_and_drain();
    transaction_.reset();
    lease_->require_time_left(statement_.name);
  }

  // In a transaction a cancellation would fail the whole transaction, so the rest is read instead.
  void abandon() noexcept {
    if (lease_->broken()) return;
    if (in_transaction_) {
      if (!lease_->drain(Deadline::never())) lease_->mark_broken();
    } else {
      lease_->cancel_and_drain();
    }
    transaction_.reset();
  }

  SessionLease lease_;
  const Statement& statement_;
  Observation observation_;
  Prepared* prepared_ = nullptr;
  std::unique_ptr<ImplicitTransaction> transaction_;  // of a statement that writes, in autocommit
  Result first_;
  Result pending_;  // of a group that has not been asked for yet
  std::int64_t rows_ = 0;
  bool in_transaction_ = false;  // before the stream; now the session says just `active`
  bool checked_ = false;
  bool finished_ = false;
};

}  // namespace

StreamSource::~StreamSource() = default;

void throw_second_begin() { throw UsageError("begin() of a stream was called before; its rows can be read only once"); }

std::unique_ptr<StreamSource> run_stream(const ExecutorHandle& executor, const Statement& statement,
                                         Arguments arguments) {
  try {
    return std::make_unique<StreamState>(executor, statement, arguments);
  } catch (const Error&) {
    rethrow_for_query(statement.name);
  }
}

}  // namespace pgscribe::detail
