#pragma once

#include <utility>

// The transactions that a thread is in.

namespace pgscribe::detail {

class PoolCore;

/// A transaction() of a pool that this thread is in. Scopes nest.
class TransactionScope {
 public:
  explicit TransactionScope(const PoolCore* pool) noexcept : pool_(pool), outer_(std::exchange(innermost_, this)) {}
  TransactionScope(const TransactionScope&) = delete;
  TransactionScope& operator=(const TransactionScope&) = delete;
  ~TransactionScope() { innermost_ = outer_; }

  [[nodiscard]] static bool is_in(const PoolCore* pool) noexcept {
    const TransactionScope* scope = innermost_;
    while (scope != nullptr && scope->pool_ != pool) scope = scope->outer_;
    return scope != nullptr;
  }

 private:
  friend class OutsideTransactions;

  const PoolCore* pool_;
  TransactionScope* outer_;
  inline static thread_local TransactionScope* innermost_ = nullptr;
};

/// For the time of a scope the thread is in no transaction(): what runs is not meant to be part of one.
class OutsideTransactions {
 public:
  OutsideTransactions() noexcept : innermost_(std::exchange(TransactionScope::innermost_, nullptr)) {}
  OutsideTransactions(const OutsideTransactions&) = delete;
  OutsideTransactions& operator=(const OutsideTransactions&) = delete;
  ~OutsideTransactions() { TransactionScope::innermost_ = innermost_; }

 private:
  TransactionScope* innermost_;
};

}  // namespace pgscribe::detail
