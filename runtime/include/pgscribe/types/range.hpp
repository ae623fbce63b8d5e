#pragma once

#include <optional>
#include <utility>
#include <vector>

namespace pgscribe {

/// A range type. A missing bound is infinite. `Range<int>{.lower = 1, .upper = 5}` is `[1,5)`; a default-constructed
/// range is everything, `Range<T>::none()` is `empty`.
///
/// Equality compares what is written, as `[1,4]` and `[1,5)` differ; PostgreSQL sends discrete ranges as `[)`.
template <typename T>
struct Range {
  std::optional<T> lower{};
  std::optional<T> upper{};
  bool lower_inclusive = true;  // no meaning for an infinite bound
  bool upper_inclusive = false;
  bool empty = false;

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
