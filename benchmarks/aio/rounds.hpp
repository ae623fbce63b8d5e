#pragma once

#include <string>
#include <vector>

#include "contenders.hpp"

// Contenders measured in turn, so that what else the machine does hits all of them.

namespace many_clients {

enum class Figure { throughput, cpu, p99 };

/// Throughput is to be at least `bound` times that of the base, the others at most.
struct Target {
  std::string contender;
  std::string base;
  Figure figure;
  double bound;
};

/// Prints medians, and of each target the median of the ratios within a round. False when one was missed.
[[nodiscard]] bool measure(const std::vector<Contender>& contenders, const std::vector<Target>& targets, int calls,
                           int rounds);

/// Of values that are sorted.
[[nodiscard]] double quantile(const Latencies& sorted, double share);

}  // namespace many_clients
