#include "rounds.hpp"

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <map>

#include "measure.hpp"

namespace many_clients {

namespace {

double seconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// An entry per round.
struct Figures {
  std::vector<double> throughput;  // calls per second
  std::vector<double> cpu;         // of all threads of this process, microseconds per call
  std::vector<double> p50, p99, p999;

  [[nodiscard]] const std::vector<double>& of(Figure figure) const {
    switch (figure) {
      case Figure::throughput: return throughput;
      case Figure::cpu: return cpu;
      default: return p99;
    }
  }
};
using Results = std::map<std::string, Figures>;

void run_round(const Contender& contender, int calls, Figures& figures) {
  const double wall = seconds(CLOCK_MONOTONIC);
  const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  Latencies latencies = contender.run(calls);
  const auto count = static_cast<double>(latencies.size());
  figures.cpu.push_back((seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu) / count * 1e6);
  figures.throughput.push_back(count / (seconds(CLOCK_MONOTONIC) - wall));
  std::sort(latencies.begin(), latencies.end());
  figures.p50.push_back(quantile(latencies, 0.5));
  figures.p99.push_back(quantile(latencies, 0.99));
  figures.p999.push_back(quantile(latencies, 0.999));
}

bool check(const Target& target, const Results& results) {
  constexpr const char* kNames[] = {"throughput", "client CPU", "p99"};
  std::vector<double> ratios = results.at(target.contender).of(target.figure);
  const std::vector<double>& base = results.at(target.base).of(target.figure);
  for (std::size_t i = 0; i < ratios.size(); ++i) ratios[i] /= base[i];
  const bool is_more = target.figure == Figure::throughput;
  const double ratio = bench::median(std::move(ratios));
  const bool met = is_more ? ratio >= target.bound : ratio <= target.bound;
  std::printf("  %s: %s %.2f x %s, at %s %.2f: %s\n", target.contender.c_str(),
              kNames[static_cast<std::size_t>(target.figure)], ratio, target.base.c_str(), is_more ? "least" : "most",
              target.bound, met ? "met" : "MISSED");
  return met;
}

}  // namespace

double quantile(const Latencies& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

bool measure(const std::vector<Contender>& contenders, const std::vector<Target>& targets, int calls, int rounds) {
  Results results;
  for (const Contender& contender : contenders) (void)contender.run(1);
  for (int round = 0; round < rounds; ++round) {
    std::vector<const Contender*> order;
    for (const Contender& contender : contenders) order.push_back(&contender);
    if (round % 2 == 1) std::reverse(order.begin(), order.end());
    for (const Contender* contender : order) run_round(*contender, calls, results[contender->name]);
  }
  std::printf("%d clients, %d SELECTs by key each, medians of %d rounds\n  %-34s %10s %10s %9s %9s %9s\n", kClients,
              calls, rounds, "", "calls/s", "CPU us", "p50 us", "p99 us", "p99.9 us");
  for (const Contender& contender : contenders) {
    const Figures& figures = results.at(contender.name);
    std::printf("  %-34s %10.0f %10.2f %9.0f %9.0f %9.0f\n", contender.name.c_str(), bench::median(figures.throughput),
                bench::median(figures.cpu), bench::median(figures.p50), bench::median(figures.p99),
                bench::median(figures.p999));
  }
  bool all_met = true;
  for (const Target& target : targets) all_met = check(target, results) && all_met;
  std::fflush(stdout);
  return all_met;
}

}  // namespace many_clients
