#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "run/batch_outcomes.hpp"
#include "run/execute.hpp"
#include "run/implicit_transaction.hpp"
#include "run/observation.hpp"
#include "run/pipeline.hpp"
#include "run/result_rows.hpp"
#include "run/rows.hpp"
#include "run/script.hpp"
#include "session/blocking_send.hpp"
#include "session/server_error.hpp"

// Batches in libpq's pipeline mode.

namespace pgscribe {

namespace detail {

namespace {

// Elements under way at a time, and less where they are large: bounds what both sides have to buffer.
constexpr std::size_t kChunk = 1'024;

// Whose commit an element stands with.
enum class Scope : std::uint8_t {
  each,       // its own
  together,   // that of the batch
  enclosing,  // that of the transaction that the batch runs in
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
        outcomes_(arguments.size, statement.name, sink) {}

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
        lease_->require_ready(BeginTravels::along);
        scope_ = scope();
        all_or_nothing_ = scope_ == Scope::together && (statement_.writes || statement_.columns.empty());
        must_be_decided_ = must_be_decided(*lease_, statement_);
        // Preparing it would fail the transaction, too.
        if (lease_->options().prepare && lease_->statements().find(statement_) == nullptr) send_begin(*lease_);
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

  [[nodiscard]] Scope scope() const noexcept {
    if (lease_->in_transaction()) return Scope::enclosing;
    return statement_.batch_each ? Scope::each : Scope::together;
  }

  void pass(const std::vector<std::size_t>& elements) {
    culprit_.reset();
    try {
      if (scope_ == Scope::together) return run_together(elements);
      Pipeline pipeline{*lease_, statement_.name, deadline()};
      pipeline_ = &pipeline;
      if (scope_ == Scope::enclosing) return run_inside(elements);
      if (must_be_decided_) return run_one_by_one(elements);
      run_each(elements);
    } catch (const ConnectionError& error) {
      outcomes_.fail_open(elements, error);
    } catch (const OperationCanceled& error) {
      outcomes_.fail_open(elements, error);
    } catch (const QueryCanceled& error) {
      outcomes_.fail_open(elements, error);
    }
  }

  // All elements are one transaction, which is rolled back unless it is committed.
  void run_together(const std::vector<std::size_t>& elements) {
    ImplicitTransaction transaction{*lease_, statement_.name, deadline()};
    pipeline_ = &transaction.pipeline();
    Result failure;
    if (run_jointly(elements, [&] { transaction.request_commit(); })) {
      failure = transaction.read_commit(deadline());
    } else if (!culprit_) {
      failure = transaction.commit(deadline());
    }
    if (!stale_.empty()) {
      if (all_or_nothing_) rows_ = 0;
      stale_ = outcomes_.open_of(elements);
    } else if (culprit_) {
      fail_others(elements);
    } else {
      note_commit(elements, failure);
    }
  }

  void run_inside(const std::vector<std::size_t>& elements) {
    if (!run_jointly(elements, [&] { pipeline_->sync(); })) pipeline_->sync();
    if (pipeline_->read_sync(deadline()) != nullptr) pipeline_->lose_step();
    if (culprit_) fail_others(elements);
  }

  // Runs the elements up to the one that the others cannot outlive. True when `end` has been queued behind the last of
  // them, as it is where the program has nothing to decide.
  template <typename End>
  bool run_jointly(std::span<const std::size_t> elements, const End& end) {
    bool ended = false;
    for (std::size_t done = 0; done < elements.size() && !culprit_;) {
      lease_->require_time_left(statement_.name);
      pipeline_->begin();
      done += send_chunk(elements.subspan(done), kChunk);
      ended = done == elements.size() && !culprit_ && !must_be_decided_;
      if (ended) {
        end();
      } else if (!sent_.empty()) {
        pipeline_->request_results();
      }
      for (const std::size_t element : sent_) read_jointly(element);
    }
    return ended;
  }

  void read_jointly(std::size_t element) {
    const Result result = pipeline_->read_result(deadline());
    if (culprit_) return;
    const bool ends_transaction = PQresultStatus(result.get()) == PGRES_FATAL_ERROR;
    if (!take_or_fail(element, result)) {
      if (ends_transaction || all_or_nothing_) culprit_ = element;
    } else if (!all_or_nothing_) {
      outcomes_.note_good(element);
    }
  }

  void note_commit(const std::vector<std::size_t>& elements, const Result& failure) {
    try {
      if (failure) lease_->check(failure, statement_.name);
      outcomes_.settle_open(elements);
    } catch (const Error& error) {
      rows_ = 0;
      outcomes_.fail_good_and_open(elements, error);
    }
  }

  // What becomes of the elements beside the one that failed.
  void fail_others(const std::vector<std::size_t>& elements) {
    if (all_or_nothing_) {
      rows_ = 0;
      outcomes_.fail_open(elements,
                          TransactionAborted(ErrorFields{.message = "does not stand, because element " +
                                                                    std::to_string(*culprit_) + " of the batch failed",
                                                         .sqlstate = "40000",
                                                         .query = statement_.name}));
    } else {
      outcomes_.fail_open(
          elements, ServerError(ErrorFields{.message = "not executed, because an earlier element of the batch failed",
                                            .sqlstate = "25P02",
                                            .query = statement_.name}));
    }
  }

  // Each element is committed as soon as the server has run it.
  void run_each(std::span<const std::size_t> elements) {
    const std::size_t most = pipeline_->can_send_behind_sync() ? kChunk : 1;
    for (std::size_t done = 0; done < elements.size();) {
      lease_->require_time_left(statement_.name);
      done += send_chunk(elements.subspan(done), most);
      for (const std::size_t element : sent_) read_each(element);
    }
  }

  // An element has done nothing yet when the server says that its statement is complete: it commits with the sync
  // behind it.
  void read_each(std::size_t element) {
    Result result = pipeline_->read_result(deadline());
    if (Result failure = pipeline_->read_sync(deadline())) result = std::move(failure);
    if (take_or_fail(element, result)) outcomes_.note_good(element);
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
      outcomes_.note_good(element);
    } catch (const ConnectionError&) {
      throw;
    } catch (const Error& error) {
      outcomes_.fail(element, error);
    }
  }

  // Of how many elements it was.
  std::size_t send_chunk(std::span<const std::size_t> elements, std::size_t most) {
    sent_.clear();
    most = std::min(elements.size(), most);
    std::size_t size = 0;
    for (std::size_t bytes = 0; size < most && bytes < kLargeSend && !culprit_; ++size) {
      const std::size_t element = elements[size];
      if (!send_element(element)) {
        if (all_or_nothing_) culprit_ = element;
        continue;
      }
      bytes += lease_->parameters().bytes();
      sent_.push_back(element);
      if (scope_ == Scope::each) pipeline_->sync_unflushed();
    }
    return size;
  }

  // An element whose parameters cannot be sent fails by itself.
  bool send_element(std::size_t element) {
    const auto* base = static_cast<const std::byte*>(arguments_.base) + element * arguments_.stride;
    try {
      lease_->parameters().encode(statement_.parameters, Arguments{base, nullptr});
    } catch (const Error& error) {
      outcomes_.fail(element, error);
      return false;
    }
    if (!send(*lease_, statement_, prepared_ ? &*prepared_ : nullptr)) lease_->fail(statement_.name);
    return true;
  }

  // False when the element has not done what it should: it failed, or is sent again.
  bool take_or_fail(std::size_t element, const Result& result) {
    try {
      return take(element, result);
    } catch (const Error& error) {
      outcomes_.fail(element, error);
      return false;
    }
  }

  // False when the element has to be sent again.
  bool take(std::size_t element, const Result& owner) {
    PGresult* result = owner.get();
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
    return repeatable_ && scope_ != Scope::enclosing && !last_pass_;
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
  Scope scope_ = Scope::together;
  bool all_or_nothing_ = false;         // an element that fails takes the others with it
  std::optional<std::size_t> culprit_;  // the element that the others of the pass failed with
  bool must_be_decided_ = false;
  bool repeatable_ = false;
  bool renewed_ = false;
  bool last_pass_ = false;
  std::vector<std::size_t> sent_;
  std::vector<std::size_t> stale_;
  std::int64_t rows_ = 0;  // returned or affected by all elements
  BatchOutcomes outcomes_;
};

}  // namespace

void run_batch(const ExecutorHandle& executor, const Statement& statement, BatchArguments arguments, RowCount expected,
               const BatchSink& sink) {
  if (arguments.size == 0) return;
  try {
    SessionLease lease{executor, &statement, BeginTravels::along};
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
