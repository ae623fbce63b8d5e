#include "measure.hpp"

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <stdexcept>

namespace bench {

namespace {

double now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

// Nanoseconds per operation, one entry per round.
struct Times {
  std::vector<double> wall;
  std::vector<double> cpu;

  [[nodiscard]] const std::vector<double>& of(Clock clock) const { return clock == Clock::wall ? wall : cpu; }
};
using Results = std::map<std::string, Times>;

void run_round(const Contender& contender, Times& times) {
  const auto operations = static_cast<double>(contender.operations);
  const double wall = now(CLOCK_MONOTONIC);
  const double cpu = now(CLOCK_THREAD_CPUTIME_ID);  // all contenders work in this thread alone
  contender.run(contender.operations);
  times.cpu.push_back((now(CLOCK_THREAD_CPUTIME_ID) - cpu) / operations);
  times.wall.push_back((now(CLOCK_MONOTONIC) - wall) / operations);
}

double ratio(const Times& times, const Times& base, Clock clock) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < times.of(clock).size(); ++i) ratios.push_back(times.of(clock)[i] / base.of(clock)[i]);
  return median(std::move(ratios));
}

bool check(const Target& target, const Results& results) {
  const Times& times = results.at(target.contender);
  const char* clock = target.clock == Clock::wall ? "wall" : "client CPU";
  double value = 0;
  bool met = false;
  if (target.base.empty()) {
    value = median(times.of(target.clock));
    met = value <= target.bound;
    std::printf("  %s: %s %.1f ns, at most %.1f: %s\n", target.contender.c_str(), clock, value, target.bound,
                met ? "met" : "MISSED");
    return met;
  }
  value = ratio(times, results.at(target.base), target.clock);
  if (target.times_less) {
    met = value <= 1 / target.bound;
    std::printf("  %s: %s %.2f times less than %s, at least %.2f: %s\n", target.contender.c_str(), clock, 1 / value,
                target.base.c_str(), target.bound, met ? "met" : "MISSED");
  } else {
    met = value <= target.bound;
    std::printf("  %s: %s %.3f x %s, at most %.2f: %s\n", target.contender.c_str(), clock, value, target.base.c_str(),
                target.bound, met ? "met" : "MISSED");
  }
  return met;
}

}  // namespace

double median(std::vector<double> values) {
  if (values.empty()) throw std::logic_error("the median of nothing");
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

bool measure(const Scenario& scenario, int rounds) {
  Results results;
  for (const Contender& contender : scenario.contenders)
    contender.run(std::max<std::size_t>(1, contender.operations / 10));
  for (int round = 0; round < rounds; ++round) {
    std::vector<const Contender*> order;
    for (const Contender& contender : scenario.contenders) order.push_back(&contender);
    if (round % 2 == 1) std::reverse(order.begin(), order.end());
    for (const Contender* contender : order) run_round(*contender, results[contender->name]);
  }
  std::printf("\n%s\n  %-34s %12s %12s %10s %10s\n", scenario.name.c_str(), "(medians per operation)", "wall ns",
              "CPU ns", "wall x", "CPU x");
  const Times& base = results.at(scenario.contenders.front().name);
  for (const Contender& contender : scenario.contenders) {
    const Times& times = results.at(contender.name);
    std::printf("  %-34s %12.1f %12.1f %10.3f %10.3f\n", contender.name.c_str(), median(times.wall), median(times.cpu),
                ratio(times, base, Clock::wall), ratio(times, base, Clock::cpu));
  }
  bool all_met = true;
  for (const Target& target : scenario.targets) all_met = check(target, results) && all_met;
  std::fflush(stdout);
  return all_met;
}

}  // namespace bench
