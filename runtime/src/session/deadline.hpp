#pragma once

#include <algorithm>
#include <chrono>
#include <limits>

// A point in time that a call must not pass.

namespace pgscribe::detail {

/// A point in time up to which to wait, or never.
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] static Deadline never() noexcept { return Deadline{Clock::time_point::max()}; }
  /// Zero and less: never, as options mean it.
  [[nodiscard]] static Deadline after(std::chrono::milliseconds timeout) noexcept {
    return timeout.count() <= 0 ? never() : Deadline{Clock::now() + timeout};
  }

  /// Zero and less: now.
  [[nodiscard]] static Deadline within(std::chrono::milliseconds time) noexcept {
    return Deadline{Clock::now() + time};
  }
  [[nodiscard]] static Deadline earlier(Deadline a, Deadline b) noexcept { return a.at_ < b.at_ ? a : b; }

  [[nodiscard]] bool is_never() const noexcept { return at_ == Clock::time_point::max(); }
  [[nodiscard]] bool passed() const noexcept { return !is_never() && Clock::now() >= at_; }
  [[nodiscard]] Clock::time_point time() const noexcept { return at_; }

  /// For poll(2): -1 is for ever; rounded up, so that a wait never ends just before the deadline.
  [[nodiscard]] int poll_timeout() const noexcept {
    if (is_never()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now()).count();
    return static_cast<int>(std::clamp<decltype(left)>(left, 0, std::numeric_limits<int>::max()));
  }

 private:
  explicit Deadline(Clock::time_point at) noexcept : at_(at) {}
  Clock::time_point at_;
};

}  // namespace pgscribe::detail
