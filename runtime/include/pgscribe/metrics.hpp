#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pgscribe/duration_histogram.hpp"
#include "pgscribe/observer.hpp"
#include "pgscribe/pool.hpp"

/// Metrics of pools and statements, as Prometheus reads them.
namespace pgscribe {

enum class MetricType : std::uint8_t { counter, gauge, histogram };

struct Metric {
  using Labels = std::vector<std::pair<std::string, std::string>>;
  /// Number of values up to and including `upper_bound`; cumulative.
  struct Bucket {
    double upper_bound = 0;
    std::uint64_t count = 0;
  };

  Labels labels{};
  /// Of a histogram: the sum.
  double value = 0;
  /// Of a histogram only: its buckets without the last one, which is `count`.
  std::vector<Bucket> buckets{};
  std::uint64_t count = 0;
};

struct MetricFamily {
  std::string name{};
  std::string help{};
  MetricType type = MetricType::gauge;
  std::vector<Metric> metrics{};
};

/// For durations that the program counts itself, beside those of pools and queries.
[[nodiscard]] Metric histogram_metric(Metric::Labels labels, const DurationHistogram& durations);

/// Prometheus' text format, version 0.0.4: serve it as `text/plain; version=0.0.4`.
[[nodiscard]] std::string to_prometheus_text(std::span<const MetricFamily> families);

/// A pool's counters under the name that becomes the label `pool`.
struct PoolSample {
  std::string pool{};
  PoolStats stats{};
};

/// The twelve metrics that exporters of pgxpool have, under their names, so that dashboards for those fit:
/// `db_pool_acquired_conns`, `db_pool_new_conns_total` and so on, and the histogram `db_pool_acquire_duration_seconds`.
[[nodiscard]] std::vector<MetricFamily> pool_metrics(std::span<const PoolSample> pools);

/// Counts statements by query name: the histogram `db_query_duration_seconds{query}` and the counter
/// `db_query_errors_total{query,sqlstate}`. Attach it to pools; they may share one.
class QueryMetrics final : public Observer {
 public:
  void after_statement(const StatementEvent& event, const StatementOutcome& outcome, void* context) noexcept override;

  [[nodiscard]] std::vector<MetricFamily> collect() const;

 private:
  struct Query {
    DurationHistogram durations{};
    std::map<std::string, std::uint64_t, std::less<>> errors{};  // by SQLSTATE, empty for those not of the server
  };
  void record(std::string_view name, const StatementOutcome& outcome);

  mutable std::mutex mutex_;
  std::map<std::string, Query, std::less<>> queries_;
};

/// All of it as text: what a handler of `/metrics` sends.
[[nodiscard]] std::string prometheus_text(std::span<const PoolSample> pools, const QueryMetrics& queries);

}  // namespace pgscribe
