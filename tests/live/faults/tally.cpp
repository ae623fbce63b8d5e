#include "tally.hpp"

#include <cstdio>

namespace faults {

void Tally::wrong(const std::string& what) {
  const std::lock_guard lock{mutex_};
  ++wrong_;
  if (examples_.size() < 10) examples_.push_back(what);
}

void Tally::took(Duration duration) noexcept {
  auto slowest = slowest_.load();
  while (duration.count() > slowest && !slowest_.compare_exchange_weak(slowest, duration.count())) {
  }
}

std::int64_t Tally::wrong() const {
  const std::lock_guard lock{mutex_};
  return wrong_;
}

std::string Tally::wrongs() const {
  const std::lock_guard lock{mutex_};
  std::string text;
  for (const std::string& example : examples_) text += "\n  " + example;
  return text;
}

void Tally::print(const char* scenario) const {
  const double seconds = std::chrono::duration<double>(Duration{slowest_.load()}).count();
  std::printf("%-44s tried %8lld  ok %8lld  failed cleanly %6lld  unknown outcome %5lld  wrong %lld  slowest %.2f s\n",
              scenario, static_cast<long long>(tried), static_cast<long long>(succeeded),
              static_cast<long long>(failed), static_cast<long long>(unknown), static_cast<long long>(wrong()),
              seconds);
  std::fflush(stdout);
}

}  // namespace faults
