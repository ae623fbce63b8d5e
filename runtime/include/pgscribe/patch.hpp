#pragma once

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

/// Values for columns that may be left as they are.
namespace pgscribe {

namespace detail {
[[noreturn]] void throw_unset_patch();
}  // namespace detail

/// A value for a column that may be left as it is: the parameters of `@patch`. Not set unless it is given a value;
/// `Patch<std::optional<T>>` can be set to NULL, too.
template <typename T>
class Patch {
 public:
  using value_type = T;

  Patch() = default;
  template <typename U>
  requires(std::convertible_to<U, T> && !std::same_as<std::remove_cvref_t<U>, Patch>)  //
      Patch(U&& value)  // NOLINT(google-explicit-constructor)
      : value_(std::in_place, std::forward<U>(value)) {}

  [[nodiscard]] bool is_set() const noexcept { return value_.has_value(); }
  [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
  /// Throws UsageError when it is not set.
  [[nodiscard]] const T& value() const {
    if (!value_) detail::throw_unset_patch();
    return *value_;
  }
  /// Only when it is set.
  [[nodiscard]] const T& operator*() const noexcept { return *value_; }
  /// The column stays as it is.
  void clear() noexcept { value_.reset(); }

  friend bool operator==(const Patch&, const Patch&) = default;

 private:
  std::optional<T> value_;
};

}  // namespace pgscribe
