#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "pgscribe/error.hpp"

// What `:batch` queries return: a result or an error per element.

namespace pgscribe {

/// What one element of a `:batch*` call did: a value or an error. `T` is void for `:batchexec`.
template <typename T>
class BatchResult {
 public:
  using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  [[nodiscard]] bool ok() const noexcept { return !error_; }
  /// Null when the element succeeded.
  [[nodiscard]] const Error* error() const noexcept { return error_.get(); }
  /// The value; throws the element's error.
  [[nodiscard]] const Value& value() const& {
    if (error_) error_->raise();
    return value_;
  }
  [[nodiscard]] Value&& value() && {
    if (error_) error_->raise();
    return std::move(value_);
  }

  [[nodiscard]] std::shared_ptr<const Error> shared_error() const noexcept { return error_; }
  void fail(std::shared_ptr<const Error> error) noexcept { error_ = std::move(error); }
  [[nodiscard]] Value& storage() noexcept { return value_; }

 private:
  Value value_{};
  std::shared_ptr<const Error> error_;
};

/// The results of a `:batch*` call, one per element, in the order of the elements.
///
/// On a Pool or a Connection the batch is one transaction: of a statement that writes all elements stand or none, and
/// beside the one that failed they have a TransactionAborted. With `@batch each` each element commits on its own, so a
/// failing element leaves the others in place. In a Transaction the first failure fails those behind it too; the
/// transaction decides.
template <typename T>
class [[nodiscard]] BatchResults {
 public:
  explicit BatchResults(std::size_t size) : results_(size) {}

  [[nodiscard]] std::size_t size() const noexcept { return results_.size(); }
  [[nodiscard]] bool empty() const noexcept { return results_.empty(); }
  [[nodiscard]] BatchResult<T>& operator[](std::size_t i) noexcept { return results_[i]; }
  [[nodiscard]] const BatchResult<T>& operator[](std::size_t i) const noexcept { return results_[i]; }
  [[nodiscard]] auto begin() noexcept { return results_.begin(); }
  [[nodiscard]] auto end() noexcept { return results_.end(); }
  [[nodiscard]] auto begin() const noexcept { return results_.begin(); }
  [[nodiscard]] auto end() const noexcept { return results_.end(); }

  /// True when no element failed.
  [[nodiscard]] bool ok() const noexcept { return first_error() == nullptr; }
  /// The error of the first element that failed by itself and not with another one; null when all are good.
  [[nodiscard]] const Error* first_error() const noexcept {
    const Error* first = nullptr;
    for (const auto& result : results_) {
      if (result.ok()) continue;
      if (dynamic_cast<const TransactionAborted*>(result.error()) == nullptr) return result.error();
      if (first == nullptr) first = result.error();
    }
    return first;
  }
  /// Throws the first error, if there is one.
  void throw_if_failed() const {
    if (const Error* error = first_error()) error->raise();
  }

 private:
  std::vector<BatchResult<T>> results_;
};

}  // namespace pgscribe
