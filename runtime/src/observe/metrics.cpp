#include "pgscribe/metrics.hpp"

#include <chrono>
#include <utility>

// Counters and histograms of pools and queries.

namespace pgscribe {

namespace {

/// `histogram` is null for a number, `number` for a histogram.
struct PoolMetric {
  const char* name;
  const char* help;
  MetricType type;
  double (*number)(const PoolStats& stats);
  DurationHistogram PoolStats::*histogram = nullptr;
};

template <auto Member>
double number(const PoolStats& stats) {
  return static_cast<double>(stats.*Member);
}

constexpr PoolMetric kPoolMetrics[] = {
    {"db_pool_max_conns", "Maximum size of the pool.", MetricType::gauge, &number<&PoolStats::max_connections>},
    {"db_pool_total_conns", "Connections that are idle, in use or being opened.", MetricType::gauge,
     &number<&PoolStats::total_connections>},
    {"db_pool_idle_conns", "Idle connections.", MetricType::gauge, &number<&PoolStats::idle_connections>},
    {"db_pool_acquired_conns", "Connections in use.", MetricType::gauge, &number<&PoolStats::acquired_connections>},
    {"db_pool_constructing_conns", "Connections being opened.", MetricType::gauge,
     &number<&PoolStats::constructing_connections>},
    {"db_pool_acquire_total", "Successful acquires.", MetricType::counter, &number<&PoolStats::acquire_count>},
    {"db_pool_acquire_duration_seconds", "Duration of successful acquires; not timed where a connection was ready.",
     MetricType::histogram, nullptr, &PoolStats::acquire_durations},
    {"db_pool_empty_acquire_total", "Successful acquires that waited for a connection or opened one.",
     MetricType::counter, &number<&PoolStats::empty_acquire_count>},
    {"db_pool_canceled_acquire_total", "Acquires that timed out or were canceled.", MetricType::counter,
     &number<&PoolStats::canceled_acquire_count>},
    {"db_pool_new_conns_total", "Connections opened.", MetricType::counter, &number<&PoolStats::new_connections_count>},
    {"db_pool_max_lifetime_destroy_total", "Connections closed because they were too old.", MetricType::counter,
     &number<&PoolStats::max_lifetime_destroy_count>},
    {"db_pool_max_idle_destroy_total", "Connections closed because they were idle for too long.", MetricType::counter,
     &number<&PoolStats::max_idle_destroy_count>},
};

}  // namespace

Metric histogram_metric(Metric::Labels labels, const DurationHistogram& durations) {
  Metric metric{.labels = std::move(labels), .value = std::chrono::duration<double>{durations.sum}.count()};
  for (std::size_t i = 0; i < DurationHistogram::kBounds.size(); ++i) {
    metric.count += durations.counts[i];
    metric.buckets.push_back({DurationHistogram::kBounds[i], metric.count});
  }
  metric.count += durations.counts.back();
  return metric;
}

std::vector<MetricFamily> pool_metrics(std::span<const PoolSample> pools) {
  std::vector<MetricFamily> families;
  for (const PoolMetric& metric : kPoolMetrics) {
    MetricFamily& family = families.emplace_back(MetricFamily{metric.name, metric.help, metric.type, {}});
    for (const PoolSample& sample : pools) {
      Metric::Labels labels{{"pool", sample.pool}};
      if (metric.histogram != nullptr)
        family.metrics.push_back(histogram_metric(std::move(labels), sample.stats.*metric.histogram));
      else
        family.metrics.push_back({.labels = std::move(labels), .value = metric.number(sample.stats)});
    }
  }
  return families;
}

void QueryMetrics::after_statement(const StatementEvent& event, const StatementOutcome& outcome, void*) noexcept {
  try {
    record(event.name.empty() ? std::string_view{"execute"} : event.name, outcome);
  } catch (const std::exception&) {
    // Out of memory: a number less.
  }
}

void QueryMetrics::record(std::string_view name, const StatementOutcome& outcome) {
  const std::lock_guard lock{mutex_};
  auto found = queries_.find(name);
  if (found == queries_.end()) found = queries_.emplace(name, Query{}).first;
  Query& query = found->second;
  query.durations.add(outcome.duration);
  if (outcome.failed) ++query.errors[outcome.error == nullptr ? std::string{} : outcome.error->sqlstate()];
}

std::vector<MetricFamily> QueryMetrics::collect() const {
  MetricFamily durations{"db_query_duration_seconds", "Duration of statements by query.", MetricType::histogram, {}};
  MetricFamily errors{
      "db_query_errors_total", "Statements that failed, by query and SQLSTATE.", MetricType::counter, {}};
  const std::lock_guard lock{mutex_};
  for (const auto& [name, query] : queries_) {
    durations.metrics.push_back(histogram_metric({{"query", name}}, query.durations));
    for (const auto& [sqlstate, count] : query.errors) {
      errors.metrics.push_back(
          {.labels = {{"query", name}, {"sqlstate", sqlstate}}, .value = static_cast<double>(count)});
    }
  }
  return {std::move(durations), std::move(errors)};
}

std::string prometheus_text(std::span<const PoolSample> pools, const QueryMetrics& queries) {
  std::vector<MetricFamily> families = pool_metrics(pools);
  for (MetricFamily& family : queries.collect()) families.push_back(std::move(family));
  return to_prometheus_text(families);
}

}  // namespace pgscribe
