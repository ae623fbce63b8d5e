#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "pgscribe/call_options.hpp"
#include "pgscribe/executor_handle.hpp"
#include "pgscribe/result.hpp"

// Transactions and savepoints.

namespace pgscribe {

class Transaction;

enum class Isolation : std::uint8_t { server_default, read_committed, repeatable_read, serializable };

/// Whether to run the whole transaction again after a serialization failure or a deadlock. Its function runs
/// again from the start then, so it must not have effects outside the database.
struct RetryPolicy {
  int max_attempts = 1;
  /// Doubled after every attempt, plus a random part of up to as much again.
  std::chrono::milliseconds initial_backoff{10};
  std::chrono::milliseconds max_backoff{1000};
  /// Also when the connection could not be had or was lost before COMMIT was sent, which undoes the transaction. Helps
  /// with a Pool or ReplicaSet, which have other connections.
  bool after_connection_loss = false;
};

struct TransactionOptions {
  Isolation isolation = Isolation::server_default;
  bool read_only = false;
  /// For serializable read-only transactions: wait for a snapshot that cannot fail.
  bool deferrable = false;
  RetryPolicy retry{};
};

namespace detail {

/// A function of the caller's, for the time of a call.
struct TransactionBody {
  void* context;
  void (*run)(void* context, Transaction& transaction);
};

/// Calls `run(TransactionBody)` and passes on what `function` returns.
template <typename Function, typename Run>
auto with_transaction_body(Function& function, Run run) {
  using R = std::invoke_result_t<Function&, Transaction&>;
  static_assert(!std::is_reference_v<R>, "return a value: what a transaction refers to may not outlive it");
  if constexpr (std::is_void_v<R>) {
    run(TransactionBody{&function,
                        [](void* f, Transaction& transaction) { (*static_cast<Function*>(f))(transaction); }});
  } else {
    struct Context {
      Function* function;
      std::optional<R> value;
    } context{&function, std::nullopt};
    run(TransactionBody{&context, [](void* c, Transaction& transaction) {
                          auto& target = *static_cast<Context*>(c);
                          target.value.emplace((*target.function)(transaction));
                        }});
    return *std::move(context.value);
  }
}

}  // namespace detail

/// A transaction on one connection, or a savepoint inside one. Rolled back on destruction unless committed.
/// Not thread-safe; must not outlive the connection or pool it came from.
class Transaction final : public Executor {
 public:
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction() override;

  /// Makes the changes permanent (of a savepoint: part of the outer transaction). Throws TransactionAborted when an
  /// error in the transaction had been swallowed and the server rolled back, OutcomeUnknown when the connection was
  /// lost while committing, ServerError for a deferred constraint; nothing is changed in the first and the last case.
  void commit();
  /// Undoes the changes. Does nothing when the transaction is over.
  void rollback() noexcept;
  /// Neither committed nor rolled back yet.
  [[nodiscard]] bool active() const noexcept;

  /// Runs one or several statements without parameters; the result of the last one.
  CommandResult execute(std::string_view sql);

  /// A savepoint: released when `function` returns, rolled back when it throws.
  template <typename Function>
  auto transaction(Function&& function) {
    return detail::with_transaction_body(function, [this](detail::TransactionBody body) { run_nested(body); });
  }

 private:
  struct State;
  friend struct TransactionAccess;

  explicit Transaction(std::unique_ptr<State> state) noexcept;
  void run_nested(detail::TransactionBody body);
  void await_begin(bool carried);
  void end() noexcept;

  [[nodiscard]] detail::Session& acquire_session(const detail::SessionRequest& request) override;
  void release_session(detail::Session& session) noexcept override;

  std::unique_ptr<State> state_;
};

}  // namespace pgscribe
