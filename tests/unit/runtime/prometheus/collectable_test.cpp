#include <doctest/doctest.h>

#include "pgscribe/prometheus.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

TEST_CASE("metrics for prometheus-cpp") {
  auto queries = std::make_shared<QueryMetrics>();
  queries->after_statement({.name = "Find"}, {.duration = 2ms}, nullptr);
  const ServerError error{ErrorFields{.message = "m", .sqlstate = "23505"}};
  queries->after_statement({.name = "Find"}, {.duration = 20s, .failed = true, .error = &error}, nullptr);
  PoolStats stats;
  stats.max_connections = 9;
  stats.acquire_count = 5;
  stats.acquire_durations.add(2ms);
  const PrometheusCollectable collectable{[&] { return std::vector<PoolSample>{{"main", stats}}; }, queries};
  const auto families = collectable.Collect();
  REQUIRE(families.size() == 14);
  CHECK(families[0].name == "db_pool_max_conns");
  CHECK(families[0].type == prometheus::MetricType::Gauge);
  CHECK(families[0].metric.at(0).gauge.value == 9);
  CHECK(families[0].metric.at(0).label.at(0).value == "main");
  CHECK(families[5].metric.at(0).counter.value == 5);
  CHECK(families[6].type == prometheus::MetricType::Histogram);
  CHECK(families[6].metric.at(0).histogram.sample_count == 1);
  CHECK(families[6].metric.at(0).histogram.sample_sum == 0.002);
  CHECK(families[12].type == prometheus::MetricType::Histogram);
  const auto& histogram = families[12].metric.at(0).histogram;
  CHECK(histogram.sample_count == 2);
  CHECK(histogram.bucket.size() == 9);
  CHECK(histogram.bucket[1].cumulative_count == 1);
  CHECK(families[13].metric.at(0).counter.value == 1);
  CHECK(PrometheusCollectable{[] { return std::vector<PoolSample>{}; }, nullptr}.Collect().size() == 12);
}
