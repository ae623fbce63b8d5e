#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <system_error>

// A stop request as a file descriptor.

namespace pgscribe::detail {

/// A file descriptor for poll(2) that becomes readable when a stop is requested.
class Wakeup {
 public:
  explicit Wakeup(const std::stop_token& stop) {
    if (!stop.stop_possible()) return;
    descriptor_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    callback_.emplace(stop, Signal{descriptor_});
  }
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;
  ~Wakeup() {
    callback_.reset();  // waits for a call that is under way
    if (descriptor_ >= 0) close(descriptor_);
  }

  /// -1, which poll(2) ignores, when nobody can request a stop.
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

 private:
  struct Signal {
    int descriptor;
    void operator()() const noexcept {
      const std::uint64_t one = 1;
      [[maybe_unused]] const auto written = write(descriptor, &one, sizeof one);
    }
  };

  int descriptor_ = -1;
  std::optional<std::stop_callback<Signal>> callback_;
};

}  // namespace pgscribe::detail
