#include "pgscribe/metrics.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace pgscribe;
using namespace std::chrono_literals;

TEST_CASE("the twelve metrics of pools, named as exporters of pgxpool name them") {
  PoolStats stats;
  stats.max_connections = 9;
  stats.total_connections = 8;
  stats.idle_connections = 4;
  stats.acquired_connections = 3;
  stats.constructing_connections = 1;
  stats.acquire_count = 1234567;
  stats.empty_acquire_count = 21;
  stats.canceled_acquire_count = 22;
  stats.new_connections_count = 23;
  stats.max_lifetime_destroy_count = 24;
  stats.max_idle_destroy_count = 25;
  stats.acquire_durations.add(2ms);
  stats.acquire_durations.add(1498ms);
  stats.acquire_durations.add(20s);
  const PoolSample pools[] = {{"main", stats}};
  const std::string text = to_prometheus_text(pool_metrics(pools));
  std::string samples;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at) + 1;
    if (!text.substr(at).starts_with("# HELP")) samples += text.substr(at, end - at);
    at = end;
  }
  CHECK(samples ==
        "# TYPE db_pool_max_conns gauge\n"
        "db_pool_max_conns{pool=\"main\"} 9\n"
        "# TYPE db_pool_total_conns gauge\n"
        "db_pool_total_conns{pool=\"main\"} 8\n"
        "# TYPE db_pool_idle_conns gauge\n"
        "db_pool_idle_conns{pool=\"main\"} 4\n"
        "# TYPE db_pool_acquired_conns gauge\n"
        "db_pool_acquired_conns{pool=\"main\"} 3\n"
        "# TYPE db_pool_constructing_conns gauge\n"
        "db_pool_constructing_conns{pool=\"main\"} 1\n"
        "# TYPE db_pool_acquire_total counter\n"
        "db_pool_acquire_total{pool=\"main\"} 1234567\n"
        "# TYPE db_pool_acquire_duration_seconds histogram\n"
        "db_pool_acquire_duration_seconds_bucket{pool=\"main\",le=\"0.001\"} 0\n"
        "db_pool_acquire_duration_seconds_bucket{pool=\"main\",le=\"0.005\"} 1\n"
        "db_pool_acquire_duration_seconds_bucket{pool=\"main\",le=\"0.01\"} 1\n"
        "db_pool_acquire_duration_seconds_bucket{pool=\"main\",le=\"0.05\"} 1\n"
        "db_pool_acquire_duration_seconds_bucket{pool=\"main\",le=\"0.1\"} 1\n"
        "db_pool_acquire_duration_seconds_bucket{pool=\"main\",le=\"0.5\"} 1\n"
        "db_pool_acquire_duration_seconds_bucket{pool=\"main\",le=\"1\"} 1\n"
        "db_pool_acquire_duration_seconds_bucket{pool=\"main\",le=\"5\"} 2\n"
        "db_pool_acquire_duration_seconds_bucket{pool=\"main\",le=\"10\"} 2\n"
        "db_pool_acquire_duration_seconds_bucket{pool=\"main\",le=\"+Inf\"} 3\n"
        "db_pool_acquire_duration_seconds_sum{pool=\"main\"} 21.5\n"
        "db_pool_acquire_duration_seconds_count{pool=\"main\"} 3\n"
        "# TYPE db_pool_empty_acquire_total counter\n"
        "db_pool_empty_acquire_total{pool=\"main\"} 21\n"
        "# TYPE db_pool_canceled_acquire_total counter\n"
        "db_pool_canceled_acquire_total{pool=\"main\"} 22\n"
        "# TYPE db_pool_new_conns_total counter\n"
        "db_pool_new_conns_total{pool=\"main\"} 23\n"
        "# TYPE db_pool_max_lifetime_destroy_total counter\n"
        "db_pool_max_lifetime_destroy_total{pool=\"main\"} 24\n"
        "# TYPE db_pool_max_idle_destroy_total counter\n"
        "db_pool_max_idle_destroy_total{pool=\"main\"} 25\n");
}

TEST_CASE("several pools, under any name") {
  const PoolSample pools[] = {{"main", {.max_connections = 9}}, {"say \"hi\"\\\n", {}}};
  CHECK(to_prometheus_text(pool_metrics(pools))
            .starts_with("# HELP db_pool_max_conns Maximum size of the pool.\n"
                         "# TYPE db_pool_max_conns gauge\n"
                         "db_pool_max_conns{pool=\"main\"} 9\n"
                         "db_pool_max_conns{pool=\"say \\\"hi\\\"\\\\\\n\"} 0\n"));
}

TEST_CASE("a bound belongs to its bucket") {
  DurationHistogram histogram;
  histogram.add(0ns);
  histogram.add(1ms);
  histogram.add(1ms + 1ns);
  histogram.add(10s);
  histogram.add(10s + 1ns);
  CHECK(histogram.counts == std::array<std::uint64_t, 10>{2, 1, 0, 0, 0, 0, 0, 0, 1, 1});
  CHECK(histogram.sum == 20s + 2ms + 2ns);
}

TEST_CASE("durations of queries by name") {
  QueryMetrics metrics;
  metrics.after_statement({.name = "Find"}, {.duration = 1ms}, nullptr);
  metrics.after_statement({.name = "Find"}, {.duration = 2ms}, nullptr);
  metrics.after_statement({.name = "Find"}, {.duration = 20s}, nullptr);
  metrics.after_statement({.sql = "SELECT 'secret'", .operation = Operation::script}, {.duration = 1ms}, nullptr);
  const ServerError error{ErrorFields{.message = "m", .sqlstate = "23505"}};
  metrics.after_statement({.name = "Add"}, {.duration = 1ms, .failed = true, .error = &error}, nullptr);
  metrics.after_statement({.name = "Add"}, {.duration = 1ms, .failed = true}, nullptr);
  const std::string text = prometheus_text({}, metrics);
  CHECK(text.find("# TYPE db_query_duration_seconds histogram\n") != text.npos);
  CHECK(text.find("db_query_duration_seconds_bucket{query=\"Find\",le=\"0.001\"} 1\n"
                  "db_query_duration_seconds_bucket{query=\"Find\",le=\"0.005\"} 2\n"
                  "db_query_duration_seconds_bucket{query=\"Find\",le=\"0.01\"} 2\n"
                  "db_query_duration_seconds_bucket{query=\"Find\",le=\"0.05\"} 2\n"
                  "db_query_duration_seconds_bucket{query=\"Find\",le=\"0.1\"} 2\n"
                  "db_query_duration_seconds_bucket{query=\"Find\",le=\"0.5\"} 2\n"
                  "db_query_duration_seconds_bucket{query=\"Find\",le=\"1\"} 2\n"
                  "db_query_duration_seconds_bucket{query=\"Find\",le=\"5\"} 2\n"
                  "db_query_duration_seconds_bucket{query=\"Find\",le=\"10\"} 2\n"
                  "db_query_duration_seconds_bucket{query=\"Find\",le=\"+Inf\"} 3\n"
                  "db_query_duration_seconds_sum{query=\"Find\"} 20.003\n"
                  "db_query_duration_seconds_count{query=\"Find\"} 3\n") != text.npos);
  CHECK(text.find("db_query_duration_seconds_count{query=\"execute\"} 1\n") != text.npos);
  CHECK(text.find("secret") == text.npos);
  CHECK(text.find("db_query_errors_total{query=\"Add\",sqlstate=\"\"} 1\n"
                  "db_query_errors_total{query=\"Add\",sqlstate=\"23505\"} 1\n") != text.npos);
}
