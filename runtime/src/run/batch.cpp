#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "run/execute.hpp"
#include "run/observation.hpp"
#include "run/rows.hpp"
#include "session/server_error.hpp"

// Batches in libpq's pipeline mode.

namespace pgscribe {

namespace detail {

namespace {

// Elements under way at a time: bounds what both sides have to buffer.
constexpr std::size_t kChunk = 128;

/// Pipeline mode for the time of a scope.
class Pipeline {
 public:
  explicit Pipeline(Session& session, const char* name) : session_(session) {
    // Nonblocking, because server and client could otherwise both wait for the other to read.
    if (PQsetnonblocking(session.handle(), 1) != 0 || PQenterPipelineMode(session.handle()) == 0) session.fail(name);
  }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  ~Pipeline() {
    if (session_.broken()) return;
    if (PQexitPipelineMode(session_.handle()) == 0 || PQsetnonblocking(session_.handle(), 0) != 0)
      session_.mark_broken();
  }

 private:
  Session& session_;
};

class BatchRun {
 public:
  BatchRun(SessionLease& lease, const Statement& statement, const BatchArguments& arguments, RowCount expected,
           const BatchSink& sink)
      : lease_(lease),
        statement_(statement),
        arguments_(arguments),
        expected_(expected),
        sink_(sink),
        settled_(arguments.size) {}

  void run() {
    std::vector<std::size_t> elements(arguments_.size);
    for (std::size_t i = 0; i < elements.size(); ++i) elements[i] = i;
    start();
    pass(elements);
    // What met a statement that has to be prepared again is sent once more.
    if (stale_.empty()) return;
    last_pass_ = true;
    start();
    pass(std::exchange(stale_, {}));
  }

  [[nodiscard]] std::int64_t rows() const noexcept { return rows_; }

 private:
  void start() {
    while (true) {
      try {
        lease_->require_ready();
        independent_ = !lease_->in_transaction();
        const Prepared* prepared = prepare(*lease_, statement_, deadline());
        // A copy: the session forgets it when it turns out to be stale in the middle of the batch.
        prepared_ = prepared == nullptr ? std::nullopt : std::optional{*prepared};
        return;
      } catch (const ConnectionError&) {
        if (renewed_ || !lease_.renew()) throw;
        renewed_ = true;
      }
    }
  }

  void pass(const std::vector<std::size_t>& elements) {
    const Pipeline pipeline{*lease_, statement_.name};
    try {
      for (std::size_t done = 0; done < elements.size(); done += kChunk) {
        const std::size_t size = std::min(kChunk, elements.size() - done);
        send_chunk({elements.data() + done, size});
        for (const std::size_t element : sent_) {
          read_element(element);
        }
        if (!independent_ && read_sync() != nullptr) lost_step();
      }
    } catch (const ConnectionError& error) {
      // What was read is known; of the rest nothing is.
      for (const std::size_t element : elements) {
        if (!settled_[element]) fail(element, error);
      }
    }
  }

  // An element whose parameters cannot be sent fails by itself and is not in sent_.
  void send_chunk(std::span<const std::size_t> elements) {
    sent_.clear();
    for (const std::size_t element : elements) {
      const auto* base = static_cast<const std::byte*>(arguments_.base) + element * arguments_.stride;
      try {
        lease_->parameters().encode(statement_.parameters, Arguments{base, nullptr});
      } catch (const Error& error) {
        fail(element, error);
        continue;
      }
      if (!send(*lease_, statement_, prepared_ ? &*prepared_ : nullptr)) lease_->fail(statement_.name);
      sent_.push_back(element);
      if (independent_) sync();
    }
    if (!independent_) sync();
  }

  void sync() {
    if (PQpipelineSync(lease_->handle()) == 0) lease_->fail(statement_.name);
  }

  // What ends a transaction: the error of its COMMIT, a deferred constraint for example, or null.
  Result read_sync() {
    Result failure;
    Result result = lease_->next_result(deadline(), statement_.name);
    if (result != nullptr && PQresultStatus(result.get()) == PGRES_FATAL_ERROR) {
      failure = std::move(result);
      if (lease_->next_result(deadline(), statement_.name) != nullptr) lost_step();
      result = lease_->next_result(deadline(), statement_.name);
    }
    if (result == nullptr || PQresultStatus(result.get()) != PGRES_PIPELINE_SYNC) lost_step();
    return failure;
  }

  // The one result of an element, then the null that ends it.
  Result read_result() {
    Result result = lease_->next_result(deadline(), statement_.name);
    if (!result || lease_->next_result(deadline(), statement_.name) != nullptr) lost_step();
    return result;
  }

  // An element that is its own transaction has done nothing yet when the server says that its statement is complete:
  // it commits with the sync behind it.
  void read_element(std::size_t element) {
    Result result = read_result();
    if (independent_) {
      if (Result failure = read_sync()) result = std::move(failure);
    }
    try {
      settled_[element] = take(element, result);
    } catch (const Error& error) {
      fail(element, error);
    }
  }

  // False when the element has to be sent again.
  bool take(std::size_t element, const Result& owner) {
    PGresult* result = owner.get();
    if (PQresultStatus(result) == PGRES_PIPELINE_ABORTED) {
      throw ServerError(
          ErrorFields{.message = "not executed, because an earlier element of the batch failed", .sqlstate = "25P02"});
    }
    if (PQresultStatus(result) == PGRES_FATAL_ERROR && !last_pass_ && independent_ &&
        forget_if_stale(*lease_, statement_, result)) {
      stale_.push_back(element);
      return false;
    }
    lease_->check(owner, statement_.name);
    if (expected_ == RowCount::none) {
      rows_ += std::strtoll(PQcmdTuples(result), nullptr, 10);
      return true;
    }
    if (!prepared_ || !prepared_->columns_checked) check_columns(result, statement_.columns);
    if (prepared_) prepared_->columns_checked = true;
    const int rows = PQntuples(result);
    if ((expected_ == RowCount::one && rows != 1) || (expected_ == RowCount::one_or_none && rows > 1)) {
      throw UnexpectedRows(ErrorFields{
          .message = (expected_ == RowCount::one ? "expected one row, got " : "expected at most one row, got ") +
                     std::to_string(rows)});
    }
    const RowSink sink = sink_.rows(sink_.context, element);
    sink.reserve(sink.context, static_cast<std::size_t>(rows));
    rows_ += rows;
    for (int row = 0; row < rows; ++row) decode_row(result, row, statement_.columns, sink.next(sink.context));
    return true;
  }

  void fail(std::size_t element, const Error& error) {
    settled_[element] = true;
    try {
      try {
        error.raise();
      } catch (const Error&) {
        rethrow_for_query(statement_.name);
      }
    } catch (const Error& named) {
      sink_.fail(sink_.context, element, named.clone());
    }
  }

  [[noreturn]] void lost_step() {
    lease_->mark_broken();
    throw ConnectionError(
        ErrorFields{.message = "the answers of the server do not match what was sent", .query = statement_.name});
  }

  Deadline deadline() const { return deadline_of(*lease_, statement_.timeout); }

  SessionLease& lease_;
  const Statement& statement_;
  const BatchArguments& arguments_;
  RowCount expected_;
  const BatchSink& sink_;
  std::optional<Prepared> prepared_;
  bool independent_ = true;  // each element is a transaction of its own
  bool renewed_ = false;
  bool last_pass_ = false;
  std::vector<std::size_t> sent_;
  std::vector<std::size_t> stale_;
  std::int64_t rows_ = 0;      // returned or affected by all elements
  std::vector<bool> settled_;  // per element: its outcome is known
};

}  // namespace

void run_batch(Executor& executor, const Statement& statement, BatchArguments arguments, RowCount expected,
               const BatchSink& sink) {
  if (arguments.size == 0) return;
  try {
    SessionLease lease{executor, &statement};
    EventSource event = event_of(statement, Operation::batch);
    event.size = arguments.size;
    observed(*lease, event, [&](std::int64_t& rows) {
      BatchRun run{lease, statement, arguments, expected, sink};
      run.run();
      rows = run.rows();
    });
  } catch (const Error&) {
    rethrow_for_query(statement.name);
  }
}

}  // namespace detail

BatchResults<void> batch_exec(Executor& executor, const Statement& statement, BatchArguments arguments) {
  BatchResults<void> results(arguments.size);
  detail::run_batch(executor, statement, arguments, detail::RowCount::none,
                    {&results, nullptr, [](void* context, std::size_t i, std::shared_ptr<const Error> error) {
                       (*static_cast<BatchResults<void>*>(context))[i].fail(std::move(error));
                     }});
  return results;
}

}  // namespace pgscribe
