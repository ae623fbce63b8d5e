#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

#include "pgscribe/executor.hpp"
#include "pgscribe/result.hpp"

// What generated classes hold of an executor.

namespace pgscribe {

/// What a Querier holds: an executor, and the limits of the calls made through it. As large as a pointer, cheap to
/// copy.
///
/// The executor must outlive it; unless it is a temporary that can be copied, `on(work)` for one: that refers to
/// something else only, and is kept. Copies may be used by several threads where the executor may.
class ExecutorHandle {
 public:
  ExecutorHandle(Executor& executor) noexcept  // NOLINT(google-explicit-constructor)
      : bits_(reinterpret_cast<std::uintptr_t>(&executor)) {}
  template <typename E>
  requires std::derived_from<E, Executor> && std::copy_constructible<E> &&
      (!std::is_const_v<E>)ExecutorHandle(E&& temporary)  // NOLINT(google-explicit-constructor)
      : ExecutorHandle(std::shared_ptr<Executor>(std::make_shared<E>(std::move(temporary)))) {}
  ExecutorHandle(const ExecutorHandle& other) noexcept : bits_(other.bits_) {
    if (is_shared()) retain();
  }
  ExecutorHandle(ExecutorHandle&& other) noexcept : ExecutorHandle(std::as_const(other)) {}
  ExecutorHandle& operator=(const ExecutorHandle& other) noexcept {
    ExecutorHandle copy{other};
    std::swap(bits_, copy.bits_);
    return *this;
  }
  ~ExecutorHandle() {
    if (is_shared()) drop();
  }

  /// The same executor with other limits. Those that `options` leaves open stay.
  [[nodiscard]] ExecutorHandle with(const CallOptions& options) const;
  /// One or several statements without parameters; the result of the last one.
  CommandResult execute(std::string_view sql) const;

  [[nodiscard]] Executor& executor() const noexcept {
    return is_shared() ? shared_executor() : *reinterpret_cast<Executor*>(bits_);
  }
  /// Null: none but those of statements and the executor.
  [[nodiscard]] const CallOptions* options() const noexcept;

 private:
  struct Shared;

  explicit ExecutorHandle(std::shared_ptr<Executor> executor);
  [[nodiscard]] static std::uintptr_t tagged(Shared* shared) noexcept;
  [[nodiscard]] Shared& shared() const noexcept;
  // Executors and Shared have even addresses; the lowest bit tells them apart.
  [[nodiscard]] bool is_shared() const noexcept { return (bits_ & 1U) != 0; }
  [[nodiscard]] Executor& shared_executor() const noexcept;
  void retain() const noexcept;
  void drop() noexcept;

  std::uintptr_t bits_;
};

}  // namespace pgscribe
