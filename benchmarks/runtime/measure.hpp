#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// One way to do the work of a scenario.
struct Contender {
  std::string name;
  /// How many operations one round of it does.
  std::size_t operations;
  std::function<void(std::size_t operations)> run;
};

enum class Clock { wall, cpu };

/// What a contender has to reach.
struct Target {
  std::string contender;
  /// Empty: the bound is in nanoseconds per operation.
  std::string base;
  Clock clock;
  double bound;
  /// The base costs at least `bound` times as much; otherwise the contender costs at most `bound` times the base.
  bool times_less = false;
};

struct Scenario {
  std::string name;
  std::vector<Contender> contenders;  // the first is what the others are compared with
  std::vector<Target> targets;
};

/// Runs all contenders in turn, `rounds` times, in the opposite order every other round, and prints medians of the
/// times and of the ratios within a round. False when a target was missed.
bool measure(const Scenario& scenario, int rounds);

[[nodiscard]] double median(std::vector<double> values);

}  // namespace bench
