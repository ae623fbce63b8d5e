#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "pgscribe/error.hpp"

// Errors as values, for code that does not want exceptions.

namespace pgscribe {

template <typename T>
class Result;

namespace detail {

/// Calls `run(context)`; what it throws of the runtime's errors, or null. Other exceptions pass.
[[nodiscard]] std::shared_ptr<const Error> error_of(void* context, void (*run)(void* context));
[[noreturn]] void throw_no_error();

template <typename T>
inline constexpr bool is_result = false;
template <typename T>
inline constexpr bool is_result<Result<T>> = true;

}  // namespace detail

/// The value of a call, or the error that it would have thrown: what std::expected is in C++23, with an error that is
/// the exception itself. `T` is void for calls that return nothing.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  /// What is held; an empty struct for void.
  using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  Result() requires std::default_initializable<Value> : value_(std::in_place) {}
  template <typename U = Value>
  requires(std::convertible_to<U, Value> && !std::same_as<std::remove_cvref_t<U>, Result>) Result(U&& value)
      : value_(std::in_place, std::forward<U>(value)) {}  // NOLINT(google-explicit-constructor)

  /// A result without a value.
  [[nodiscard]] static Result failure(std::shared_ptr<const Error> error) { return Result{Failure{std::move(error)}}; }

  [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
  [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

  /// The value; throws the error when there is none.
  [[nodiscard]] const Value& value() const& {
    require_value();
    return *value_;
  }
  [[nodiscard]] Value& value() & {
    require_value();
    return *value_;
  }
  [[nodiscard]] Value&& value() && {
    require_value();
    return *std::move(value_);
  }
  /// The value, which there has to be.
  [[nodiscard]] const Value& operator*() const& noexcept { return *value_; }
  [[nodiscard]] Value& operator*() & noexcept { return *value_; }
  [[nodiscard]] Value&& operator*() && noexcept { return *std::move(value_); }
  [[nodiscard]] const Value* operator->() const noexcept { return &*value_; }
  [[nodiscard]] Value* operator->() noexcept { return &*value_; }

  template <typename U>
  [[nodiscard]] Value value_or(U&& other) const& {
    return has_value() ? *value_ : static_cast<Value>(std::forward<U>(other));
  }
  template <typename U>
  [[nodiscard]] Value value_or(U&& other) && {
    return has_value() ? *std::move(value_) : static_cast<Value>(std::forward<U>(other));
  }

  /// The error; throws UsageError when there is a value.
  [[nodiscard]] const Error& error() const {
    if (!error_) detail::throw_no_error();
    return *error_;
  }
  /// The error if it is a `Kind`, or null: `result.error_if<pgscribe::UniqueViolation>()`.
  template <std::derived_from<Error> Kind>
  [[nodiscard]] const Kind* error_if() const noexcept {
    return dynamic_cast<const Kind*>(error_.get());
  }
  /// Null when there is a value.
  [[nodiscard]] std::shared_ptr<const Error> shared_error() const noexcept { return error_; }

  /// `next(value)`, which returns a Result, or the error. Of Result<void> `next()`, here and below.
  template <typename F>
  auto and_then(F&& next) const& {
    return chain(*this, std::forward<F>(next));
  }
  template <typename F>
  auto and_then(F&& next) && {
    return chain(std::move(*this), std::forward<F>(next));
  }
  /// A Result of `change(value)`, or the error.
  template <typename F>
  auto transform(F&& change) const& {
    return changed(*this, std::forward<F>(change));
  }
  template <typename F>
  auto transform(F&& change) && {
    return changed(std::move(*this), std::forward<F>(change));
  }
  /// The value, or `instead(error)`, which returns a Result of the same type.
  template <typename F>
  Result or_else(F&& instead) const& {
    return has_value() ? *this : std::invoke(std::forward<F>(instead), *error_);
  }
  template <typename F>
  Result or_else(F&& instead) && {
    return has_value() ? std::move(*this) : std::invoke(std::forward<F>(instead), *error_);
  }

 private:
  struct Failure {
    std::shared_ptr<const Error> error;
  };
  explicit Result(Failure failure) noexcept : error_(std::move(failure.error)) {}

  void require_value() const {
    if (error_) error_->raise();
  }

  template <typename Self, typename F>
  static decltype(auto) apply(Self&& self, F&& f) {
    if constexpr (std::is_void_v<T>)
      return std::invoke(std::forward<F>(f));
    else
      return std::invoke(std::forward<F>(f), *std::forward<Self>(self));
  }

  template <typename Self, typename F>
  static auto chain(Self&& self, F&& next) {
    using Next = std::remove_cvref_t<decltype(apply(std::forward<Self>(self), std::forward<F>(next)))>;
    static_assert(detail::is_result<Next>, "what is passed to and_then returns a pgscribe::Result");
    return self.has_value() ? Next{apply(std::forward<Self>(self), std::forward<F>(next))}
                            : Next::failure(self.shared_error());
  }

  template <typename Self, typename F>
  static auto changed(Self&& self, F&& change) {
    using U = std::remove_cv_t<decltype(apply(std::forward<Self>(self), std::forward<F>(change)))>;
    using Changed = Result<std::remove_cvref_t<U>>;
    if (!self.has_value()) return Changed::failure(self.shared_error());
    if constexpr (std::is_void_v<U>) {
      apply(std::forward<Self>(self), std::forward<F>(change));
      return Changed{};
    } else {
      return Changed{apply(std::forward<Self>(self), std::forward<F>(change))};
    }
  }

  std::optional<Value> value_;
  std::shared_ptr<const Error> error_;
};

/// Calls `call()` and returns what it returns, or the error of the runtime that it throws:
/// `pgscribe::attempt([&] { return pool.transaction(transfer); })`. Exceptions of other kinds pass.
template <std::invocable F>
[[nodiscard]] auto attempt(F&& call) -> Result<std::remove_cvref_t<std::invoke_result_t<F>>> {
  using T = std::remove_cvref_t<std::invoke_result_t<F>>;
  using Value = typename Result<T>::Value;
  struct Call {
    std::remove_reference_t<F>& function;
    std::optional<Value> value{};
  } context{call};
  std::shared_ptr<const Error> error = detail::error_of(&context, [](void* pointer) {
    Call& own = *static_cast<Call*>(pointer);
    if constexpr (std::is_void_v<T>) {
      std::invoke(own.function);
      own.value.emplace();
    } else {
      own.value.emplace(std::invoke(own.function));
    }
  });
  if (error) return Result<T>::failure(std::move(error));
  return Result<T>{*std::move(context.value)};
}

}  // namespace pgscribe
