#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace faults {

/// What became of the operations of a test. Thread-safe.
class Tally {
 public:
  using Duration = std::chrono::steady_clock::duration;

  std::atomic<std::int64_t> tried{0};
  std::atomic<std::int64_t> succeeded{0};
  /// With an error that says so, and without an effect.
  std::atomic<std::int64_t> failed{0};
  /// With an error that leaves open whether there was an effect.
  std::atomic<std::int64_t> unknown{0};

  /// A wrong answer, a lost or doubled row, a hang, an error that should not be.
  void wrong(const std::string& what);
  void took(Duration duration) noexcept;

  [[nodiscard]] std::int64_t wrong() const;
  [[nodiscard]] std::string wrongs() const;
  /// One line about all of it.
  void print(const char* scenario) const;

 private:
  std::atomic<Duration::rep> slowest_{0};
  mutable std::mutex mutex_;
  std::int64_t wrong_ = 0;
  std::vector<std::string> examples_;
};

}  // namespace faults
