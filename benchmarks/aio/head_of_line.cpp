#include <algorithm>
#include <asio/steady_timer.hpp>
#include <cstdio>

#include "async_load.hpp"
#include "rounds.hpp"

// What a slow statement does to those that share its connection.

namespace many_clients {

namespace {

constexpr int kConnections = 8;
constexpr int kFastClients = 64;
constexpr int kSlowStatements = 5;
constexpr double kSlowSeconds = 0.4;

struct Course {
  bool is_over = false;
  Latencies latencies;
};

asio::awaitable<void> ask_until_over(db::AsyncQuerier querier, int client, Course& course) {
  for (int call = 0; !course.is_over; ++call) {
    float latency = 0;
    co_await ask(querier, client + call, 1, &latency);
    course.latencies.push_back(latency);
  }
}

asio::awaitable<void> run_slow_ones(db::AsyncQuerier querier, Course& course) {
  for (int i = 0; i < kSlowStatements; ++i) co_await querier.sleep(kSlowSeconds);
  course.is_over = true;
}

asio::awaitable<void> only_wait(Course& course) {
  asio::steady_timer timer{co_await asio::this_coro::executor};
  timer.expires_after(std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>{kSlowSeconds}));
  co_await timer.async_wait(asio::use_awaitable);
  course.is_over = true;
}

bool print_case(const std::string& conninfo, std::size_t depth, bool with_slow) {
  AsyncLoad load{conninfo, kConnections, depth};
  std::vector<float> first(kFastClients);  // with connecting and preparing
  for (int client = 0; client < kFastClients; ++client)
    load.spawn(ask(load.querier(), client, 1, &first[static_cast<std::size_t>(client)]));
  load.run();
  Course course;
  for (int client = 0; client < kFastClients; ++client) load.spawn(ask_until_over(load.querier(), client, course));
  load.spawn(with_slow ? run_slow_ones(load.querier(), course) : only_wait(course));
  load.run();
  Latencies& latencies = course.latencies;
  std::sort(latencies.begin(), latencies.end());
  // By half of it at least: what was sent behind it later has waited for less of it.
  const auto long_wait = static_cast<float>(kSlowSeconds * 1e6 / 2);
  const auto held_up = latencies.end() - std::upper_bound(latencies.begin(), latencies.end(), long_wait);
  std::printf("  depth %2zu, %-24s %9.0f %9.0f %9.0f %12.1f\n", depth, with_slow ? "slow ones" : "no slow ones",
              quantile(latencies, 0.5), quantile(latencies, 0.99), quantile(latencies, 0.999),
              static_cast<double>(held_up) / kSlowStatements);
  return held_up <= static_cast<std::ptrdiff_t>(depth - 1) * kSlowStatements;
}

}  // namespace

bool print_head_of_line(const std::string& conninfo) {
  std::printf(
      "\n%d clients on %d connections beside one whose statements take %.0f ms each\n  %-34s %9s %9s %9s %12s\n",
      kFastClients, kConnections, kSlowSeconds * 1000, "", "p50 us", "p99 us", "p99.9 us", "held up each");
  bool is_bounded = true;
  for (const std::size_t depth : {std::size_t{16}, std::size_t{4}, std::size_t{1}}) {
    for (const bool with_slow : {false, true}) is_bounded = print_case(conninfo, depth, with_slow) && is_bounded;
  }
  std::printf("  at most depth - 1 statements held up by each slow one: %s\n", is_bounded ? "met" : "MISSED");
  return is_bounded;
}

}  // namespace many_clients
