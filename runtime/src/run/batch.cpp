#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "run/execute.hpp"
#include "run/observation.hpp"
#include "run/pipeline.hpp"
#include "run/result_rows.hpp"
#include "run/rows.hpp"
#include "session/blocking_send.hpp"
#include "session/server_error.hpp"

// Batches in libpq's pipeline mode.

namespace pgscribe {

namespace detail {

namespace {

// Elements under way at a time, and less where they are large: bounds what both sides have to buffer.
constexpr std::size_t kChunk = 128;

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
    lease_->note_end_of_sql(statement_.sql);
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
        must_be_decided_ = must_be_decided(*lease_, statement_);
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
    Pipeline pipeline{*lease_, statement_.name, deadline()};
    pipeline_ = &pipeline;
    try {
      if (must_be_decided_) return run_one_by_one(elements);
      for (std::size_t done = 0; done < elements.size();) {
        lease_->require_time_left(statement_.name);
        done += send_chunk(std::span{elements}.subspan(done));
        for (const std::size_t element : sent_) read_element(element);
        if (!independent_ && pipeline.read_sync(deadline()) != nullptr) pipeline.lose_step();
      }
    } catch (const ConnectionError& error) {
      fail_rest(elements, error);
    } catch (const OperationCanceled& error) {
      fail_rest(elements, error);
    } catch (const QueryCanceled& error) {
      fail_rest(elements, error);
    }
  }

  // What was read is known; of the rest nothing is.
  void fail_rest(const std::vector<std::size_t>& elements, const Error& error) {
    for (const std::size_t element : elements) {
      if (!settled_[element]) fail(element, error);
    }
  }

  // Elements that write and whose rows may turn out to be unusable: each is committed when its rows have been read, in
  // the same round trip as the next one is run where that may be.
  void run_one_by_one(const std::vector<std::size_t>& elements) {
    std::optional<std::size_t> committing;
    for (const std::size_t element : elements) {
      if (!send_element(element)) continue;
      pipeline_->request_results();
      if (committing) read_commit(*std::exchange(committing, std::nullopt));
      if (!take_or_fail(element, pipeline_->read_result(deadline()))) {
        pipeline_->roll_back();
        if (lease_->broken()) pipeline_->lose_step();
        continue;
      }
      pipeline_->sync();
      if (pipeline_->can_send_behind_sync())
        committing = element;
      else
        read_commit(element);
    }
    if (committing) read_commit(*committing);
  }

  void read_commit(std::size_t element) {
    try {
      if (const Result failure = pipeline_->read_sync(deadline())) lease_->check(failure, statement_.name);
      settled_[element] = true;
    } catch (const ConnectionError&) {
      throw;
    } catch (const Error& error) {
      fail(element, error);
    }
  }

  // Of how many elements it was.
  std::size_t send_chunk(std::span<const std::size_t> elements) {
    sent_.clear();
    const bool alone = independent_ && !pipeline_->can_send_behind_sync();
    const std::size_t most = std::min(elements.size(), alone ? 1 : kChunk);
    std::size_t size = 0;
    for (std::size_t bytes = 0; size < most && bytes < kLargeSend; ++size) {
      if (!send_element(elements[size])) continue;
      bytes += lease_->parameters().bytes();
      sent_.push_back(elements[size]);
      if (independent_) pipeline_->sync();
    }
    if (!independent_) pipeline_->sync();
    return size;
  }

  // An element whose parameters cannot be sent fails by itself.
  bool send_element(std::size_t element) {
    const auto* base = static_cast<const std::byte*>(arguments_.base) + element * arguments_.stride;
    try {
      lease_->parameters().encode(statement_.parameters, Arguments{base, nullptr});
    } catch (const Error& error) {
      fail(element, error);
      return false;
    }
    if (!send(*lease_, statement_, prepared_ ? &*prepared_ : nullptr)) lease_->fail(statement_.name);
    return true;
  }

  // An element that is its own transaction has done nothing yet when the server says that its statement is complete:
  // it commits with the sync behind it.
  void read_element(std::size_t element) {
    Result result = pipeline_->read_result(deadline());
    if (independent_) {
      if (Result failure = pipeline_->read_sync(deadline())) result = std::move(failure);
    }
    if (take_or_fail(element, result)) settled_[element] = true;
  }

  // False when the element has not done what it should: it failed, or is sent again.
  bool take_or_fail(std::size_t element, const Result& result) {
    try {
      return take(element, result);
    } catch (const Error& error) {
      fail(element, error);
      return false;
    }
  }

  // False when the element has to be sent again.
  bool take(std::size_t element, const Result& owner) {
    PGresult* result = owner.get();
    if (PQresultStatus(result) == PGRES_PIPELINE_ABORTED) {
      throw ServerError(
          ErrorFields{.message = "not executed, because an earlier element of the batch failed", .sqlstate = "25P02"});
    }
    if (PQresultStatus(result) == PGRES_FATAL_ERROR && is_worth_repeating(result)) {
      stale_.push_back(element);
      return false;
    }
    lease_->check(owner, statement_.name);
    if (expected_ == RowCount::none) {
      note_success(result);
      rows_ += affected_rows(result);
      return true;
    }
    if (!prepared_ || !prepared_->ran) require_columns(*lease_, statement_, result);
    note_success(result);
    read_rows(result, statement_, expected_, sink_.rows(sink_.context, element));
    rows_ += PQntuples(result);
    return true;
  }

  // The first element that finds the statement stale forgets it, for those behind it too.
  bool is_worth_repeating(const PGresult* result) {
    if (!may_be_stale(result)) return false;
    if (forget_if_stale(*lease_, statement_, result)) repeatable_ = true;
    return repeatable_ && independent_ && !last_pass_;
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

  void note_success(PGresult* result) {
    if (!prepared_ || prepared_->ran) return;
    detail::note_success(*prepared_, result);
    if (Prepared* remembered = lease_->statements().find(statement_)) detail::note_success(*remembered, result);
  }

  Deadline deadline() const { return deadline_of(*lease_, statement_.timeout); }

  SessionLease& lease_;
  const Statement& statement_;
  const BatchArguments& arguments_;
  RowCount expected_;
  const BatchSink& sink_;
  Pipeline* pipeline_ = nullptr;  // of the pass
  std::optional<Prepared> prepared_;
  bool independent_ = true;  // each element is a transaction of its own
  bool must_be_decided_ = false;
  bool repeatable_ = false;
  bool renewed_ = false;
  bool last_pass_ = false;
  std::vector<std::size_t> sent_;
  std::vector<std::size_t> stale_;
  std::int64_t rows_ = 0;      // returned or affected by all elements
  std::vector<bool> settled_;  // per element: its outcome is known
};

}  // namespace

void run_batch(const ExecutorHandle& executor, const Statement& statement, BatchArguments arguments, RowCount expected,
               const BatchSink& sink) {
  if (arguments.size == 0) return;
  try {
    SessionLease lease{executor, &statement};
    EventSource event = event_of(statement, Operation::batch);
    event.size = arguments.size;
    observed(lease, event, [&](std::int64_t& rows) {
      BatchRun run{lease, statement, arguments, expected, sink};
      run.run();
      rows = run.rows();
    });
  } catch (const Error&) {
    rethrow_for_query(statement.name);
  }
}

}  // namespace detail

BatchResults<void> batch_exec(const ExecutorHandle& executor, const Statement& statement, BatchArguments arguments) {
  BatchResults<void> results(arguments.size);
  detail::run_batch(executor, statement, arguments, detail::RowCount::none,
                    {&results, nullptr, [](void* context, std::size_t i, std::shared_ptr<const Error> error) {
                       (*static_cast<BatchResults<void>*>(context))[i].fail(std::move(error));
                     }});
  return results;
}

}  // namespace pgscribe
