#pragma once

#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <chrono>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

#include "pgscribe/aio/query.hpp"
#include "pgscribe/transaction.hpp"

/// Transactions of coroutines: `co_await pool.transaction(function)`. Needs a compiler with Asio's coroutines (not
/// clang 14).
namespace pgscribe::aio {

namespace detail {

/// What the server has to answer: BEGIN, COMMIT and ROLLBACK, or SAVEPOINT, RELEASE and ROLLBACK TO.
enum class Step : std::uint8_t { begin, commit, rollback };

[[nodiscard]] std::shared_ptr<Lease> make_lease();
/// A step of the transaction, or of the savepoint at a depth from 1.
[[nodiscard]] std::shared_ptr<Call> make_step(const PoolHandle& pool, Step step, int depth,
                                              const TransactionOptions& options);
/// Rolls back what is not over without waiting for it, and gives the connection back.
void abandon(const PoolHandle& pool) noexcept;
[[nodiscard]] bool is_over(const PoolHandle& pool) noexcept;

[[nodiscard]] bool is_run_again(const std::exception_ptr& error, const RetryPolicy& policy, int attempts);
/// A RELEASE that fails because a statement had failed is TransactionAborted.
[[nodiscard]] std::exception_ptr error_of_savepoint(std::exception_ptr error);
[[nodiscard]] std::chrono::milliseconds pause_before_next(const RetryPolicy& policy, int attempts);

}  // namespace detail

#ifdef ASIO_HAS_CO_AWAIT

/// A transaction, or a savepoint inside one, on a connection that nobody else uses meanwhile; `Pool::transaction` makes
/// it. Generated classes take it in the pool's place. Its statements run one after the other, in the order of the
/// calls.
class Transaction {
 public:
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (depth_ == 0) detail::abandon(pool_);
  }

  /// Neither committed nor rolled back yet.
  [[nodiscard]] bool active() const noexcept { return is_active_ && !detail::is_over(pool_); }
  [[nodiscard]] const PoolHandle& handle() const noexcept { return pool_; }
  [[nodiscard]] PoolHandle with_timeout(std::chrono::milliseconds timeout) const { return pool_.with_timeout(timeout); }

  /// Undoes the changes; nothing is committed when the function returns. Does nothing when the transaction is over.
  asio::awaitable<void> rollback() {
    if (!std::exchange(is_active_, false)) co_return;
    co_await run(detail::Step::rollback, {});
    if (depth_ > 0) co_await run(detail::Step::commit, {});
  }

  /// A savepoint: released when `function` returns, rolled back when it throws.
  template <typename Function>
  auto transaction(Function function) -> std::invoke_result_t<Function&, Transaction&> {
    Transaction nested{pool_, depth_ + 1};
    co_return co_await nested.run_body(function, {});
  }

 private:
  friend class Pool;

  Transaction(PoolHandle pool, int depth) : pool_(std::move(pool)), depth_(depth) {}

  template <typename Function>
  auto run_body(Function& function, TransactionOptions options) -> std::invoke_result_t<Function&, Transaction&> {
    using Result = typename std::invoke_result_t<Function&, Transaction&>::value_type;
    std::exception_ptr error;
    try {
      co_await run(detail::Step::begin, options);
      is_active_ = true;
      if constexpr (std::is_void_v<Result>) {
        co_await function(*this);
        co_await commit();
        co_return;
      } else {
        Result result = co_await function(*this);
        co_await commit();
        co_return std::move(result);
      }
    } catch (...) {
      error = std::current_exception();
    }
    // A coroutine that has been canceled cannot wait for anything any more.
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    if (cancellation.cancelled() == asio::cancellation_type::none)
      co_await undo();
    else
      detail::abandon(pool_);
    std::rethrow_exception(depth_ > 0 ? detail::error_of_savepoint(error) : error);
  }

  asio::awaitable<void> run(detail::Step step, TransactionOptions options) {
    co_await detail::run_call<detail::Done>(detail::make_step(pool_, step, depth_, options), asio::use_awaitable);
  }

  asio::awaitable<void> commit() {
    if (!is_active_) co_return;
    if (depth_ == 0) is_active_ = false;
    co_await run(detail::Step::commit, {});
    is_active_ = false;
  }

  asio::awaitable<void> undo() {
    try {
      co_await rollback();
    } catch (const std::exception&) {
      // Where the connection is lost nothing stays.
    }
  }

  PoolHandle pool_;
  int depth_;
  bool is_active_ = false;
};

inline PoolHandle::PoolHandle(const Transaction& transaction) noexcept : PoolHandle(transaction.handle()) {}

/// Runs `function`, a coroutine that takes a `Transaction&`, on a connection of its own; commits when it returns, rolls
/// back when it throws. Runs it again as `options.retry` says. Gives what it returns; throws what it throws,
/// PoolTimeout when no connection became free in time, and what COMMIT throws, as pgscribe::Pool does.
template <typename Function>
auto Pool::transaction(Function function, TransactionOptions options) -> std::invoke_result_t<Function&, Transaction&> {
  for (int attempt = 1;; ++attempt) {
    std::exception_ptr error;
    try {
      Transaction attempted{detail::with_lease(*this, detail::make_lease()), 0};
      co_return co_await attempted.run_body(function, options);
    } catch (...) {
      error = std::current_exception();
    }
    if (!detail::is_run_again(error, options.retry, attempt)) std::rethrow_exception(error);
    asio::steady_timer timer{co_await asio::this_coro::executor};
    timer.expires_after(detail::pause_before_next(options.retry, attempt));
    co_await timer.async_wait(asio::use_awaitable);
  }
}

#endif

}  // namespace pgscribe::aio
