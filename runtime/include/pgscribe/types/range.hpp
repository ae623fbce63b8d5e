#pragma once

#include <concepts>
#include <optional>
#include <utility>
#include <vector>

#include "pgscribe/types/exact.hpp"

// Ranges and multiranges.

namespace pgscribe {

/// An optional bound that takes only what T holds exactly, where std::optional<int> takes 3.7 and makes it 3.
template <typename T>
struct RangeBound : std::optional<T> {
  constexpr RangeBound() noexcept {}
  constexpr RangeBound(std::nullopt_t) noexcept {}                                      // NOLINT: as std::optional
  constexpr RangeBound(std::optional<T> bound) : std::optional<T>(std::move(bound)) {}  // NOLINT: as std::optional
  template <ConvertsExactly<T> U>
  constexpr RangeBound(U&& bound)
      : std::optional<T>(std::in_place, static_cast<T>(std::forward<U>(bound))) {}  // NOLINT: exact

  [[nodiscard]] constexpr const std::optional<T>& base() const noexcept { return *this; }
  friend constexpr bool operator==(const RangeBound& a, const RangeBound& b) { return a.base() == b.base(); }
};

/// No friend: as one it would compare what only converts to a bound, and be ambiguous with its own reverse.
template <typename T, typename U>
constexpr bool operator==(const RangeBound<T>& a, const U& b) {
  return a.base() == b;
}

/// A bool that no number becomes.
struct StrictBool {
  bool value = false;

  constexpr StrictBool() noexcept {}
  constexpr StrictBool(std::same_as<bool> auto truth) noexcept : value(truth) {}  // NOLINT: exact
  constexpr operator bool() const noexcept { return value; }                      // NOLINT: exact
};

/// A range type. A missing bound is infinite. `Range<int>{.lower = 1, .upper = 5}` is `[1,5)`; a default-constructed
/// range is everything, `Range<T>::none()` is `empty`.
///
/// Equality compares what is written, as `[1,4]` and `[1,5)` differ; PostgreSQL sends discrete ranges as `[)`.
template <typename T>
struct Range {
  StrictBool empty{};  // first, so that a number in place of a range does not compile
  RangeBound<T> lower{};
  RangeBound<T> upper{};
  bool lower_inclusive = true;  // no meaning for an infinite bound
  bool upper_inclusive = false;

  [[nodiscard]] static Range none() {
    Range range;
    range.empty = true;
    return range;
  }

  /// Whether `value` lies in the range.
  [[nodiscard]] bool contains(const T& value) const {
    if (empty) return false;
    if (lower && (lower_inclusive ? value < *lower : !(*lower < value))) return false;
    return !upper || (upper_inclusive ? !(*upper < value) : value < *upper);
  }

  friend bool operator==(const Range& a, const Range& b) {
    if (a.empty || b.empty) return a.empty == b.empty;
    return a.lower == b.lower && a.upper == b.upper && (!a.lower || a.lower_inclusive == b.lower_inclusive) &&
           (!a.upper || a.upper_inclusive == b.upper_inclusive);
  }
};

/// A multirange type: ordered, disjoint ranges.
template <typename T>
struct Multirange {
  std::vector<Range<T>> ranges{};

  bool operator==(const Multirange&) const = default;
};

}  // namespace pgscribe
