#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

/// Durations, counted by how long they were.
namespace pgscribe {

struct DurationHistogram {
  /// Upper bounds of the buckets in seconds: those OpenTelemetry recommends for db.client.operation.duration.
  static constexpr std::array<double, 9> kBounds{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10};

  /// By bucket, not cumulative; the last one is of those that were longer than all bounds.
  std::array<std::uint64_t, kBounds.size() + 1> counts{};
  std::chrono::nanoseconds sum{0};

  void add(std::chrono::nanoseconds duration) noexcept {
    const double seconds = std::chrono::duration<double>{duration}.count();
    const auto* bound = std::lower_bound(kBounds.begin(), kBounds.end(), seconds);
    ++counts[static_cast<std::size_t>(bound - kBounds.begin())];
    sum += duration;
  }
};

}  // namespace pgscribe
