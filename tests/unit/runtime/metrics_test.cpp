#include "pgscribe/metrics.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace pgscribe;
using namespace std::chrono_literals;

TEST_CASE("the twelve metrics of pools") {
  PoolStats stats;
  stats.max_connections = 9;
  stats.acquire_count = 1234567;
  stats.acquire_duration = 1500ms;
  const PoolSample pools[] = {{"main", stats}, {"say \"hi\"\\\n", {}}};
  const auto families = pool_metrics(pools);
  CHECK(families.size() == 12);
  const std::string text = to_prometheus_text(families);
  CHECK(
      text.starts_with("# HELP db_pool_max_connections Maximum size of the pool.\n"
                       "# TYPE db_pool_max_connections gauge\n"
                       "db_pool_max_connections{pool=\"main\"} 9\n"
                       "db_pool_max_connections{pool=\"say \\\"hi\\\"\\\\\\n\"} 0\n"));
  CHECK(text.find("# TYPE db_pool_acquire_total counter\ndb_pool_acquire_total{pool=\"main\"} 1234567\n") != text.npos);
  CHECK(text.find("db_pool_acquire_duration_seconds_total{pool=\"main\"} 1.5\n") != text.npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 12 * 4);
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
