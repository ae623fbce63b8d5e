#include "pgscribe/metrics.hpp"

#include <algorithm>

// Counters and histograms of pools and queries.

namespace pgscribe {

namespace {

double seconds(std::chrono::nanoseconds duration) { return std::chrono::duration<double>{duration}.count(); }

struct PoolMetric {
  const char* name;
  const char* help;
  MetricType type;
  double (*value)(const PoolStats& stats);
};

template <auto Member>
double number(const PoolStats& stats) {
  return static_cast<double>(stats.*Member);
}

template <auto Member>
double duration(const PoolStats& stats) {
  return seconds(stats.*Member);
}

constexpr PoolMetric kPoolMetrics[] = {
    {"db_pool_max_connections", "Maximum size of the pool.", MetricType::gauge, &number<&PoolStats::max_connections>},
    {"db_pool_total_connections", "Connections that are idle, in use or being opened.", MetricType::gauge,
     &number<&PoolStats::total_connections>},
    {"db_pool_idle_connections", "Idle connections.", MetricType::gauge, &number<&PoolStats::idle_connections>},
    {"db_pool_acquired_connections", "Connections in use.", MetricType::gauge,
     &number<&PoolStats::acquired_connections>},
    {"db_pool_constructing_connections", "Connections being opened.", MetricType::gauge,
     &number<&PoolStats::constructing_connections>},
    {"db_pool_acquire_total", "Successful acquires.", MetricType::counter, &number<&PoolStats::acquire_count>},
    {"db_pool_acquire_duration_seconds_total", "Time spent in acquires that found no connection ready.",
     MetricType::counter, &duration<&PoolStats::acquire_duration>},
    {"db_pool_empty_acquire_total", "Successful acquires that waited for a connection or opened one.",
     MetricType::counter, &number<&PoolStats::empty_acquire_count>},
    {"db_pool_canceled_acquire_total", "Acquires that timed out or were canceled.", MetricType::counter,
     &number<&PoolStats::canceled_acquire_count>},
    {"db_pool_new_connections_total", "Connections opened.", MetricType::counter,
     &number<&PoolStats::new_connections_count>},
    {"db_pool_max_lifetime_destroy_total", "Connections closed because they were too old.", MetricType::counter,
     &number<&PoolStats::max_lifetime_destroy_count>},
    {"db_pool_max_idle_destroy_total", "Connections closed because they were idle for too long.", MetricType::counter,
     &number<&PoolStats::max_idle_destroy_count>},
};

}  // namespace

std::vector<MetricFamily> pool_metrics(std::span<const PoolSample> pools) {
  std::vector<MetricFamily> families;
  for (const PoolMetric& metric : kPoolMetrics) {
    MetricFamily& family = families.emplace_back(MetricFamily{metric.name, metric.help, metric.type, {}});
    for (const PoolSample& sample : pools) {
      family.metrics.push_back({.labels = {{"pool", sample.pool}}, .value = metric.value(sample.stats)});
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
  const double time = seconds(outcome.duration);
  const std::lock_guard lock{mutex_};
  auto found = queries_.find(name);
  if (found == queries_.end()) found = queries_.emplace(name, Query{}).first;
  Query& query = found->second;
  const auto* bound = std::lower_bound(kBounds.begin(), kBounds.end(), time);
  ++query.counts[static_cast<std::size_t>(bound - kBounds.begin())];
  query.seconds += time;
  if (outcome.failed) ++query.errors[outcome.error == nullptr ? std::string{} : outcome.error->sqlstate()];
}

std::vector<MetricFamily> QueryMetrics::collect() const {
  MetricFamily durations{"db_query_duration_seconds", "Duration of statements by query.", MetricType::histogram, {}};
  MetricFamily errors{
      "db_query_errors_total", "Statements that failed, by query and SQLSTATE.", MetricType::counter, {}};
  const std::lock_guard lock{mutex_};
  for (const auto& [name, query] : queries_) {
    Metric& metric = durations.metrics.emplace_back(Metric{.labels = {{"query", name}}, .value = query.seconds});
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
      metric.count += query.counts[i];
      metric.buckets.push_back({kBounds[i], metric.count});
    }
    metric.count += query.counts.back();
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
