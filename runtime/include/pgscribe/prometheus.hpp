#pragma once

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "pgscribe/metrics.hpp"

/// Metrics for a registry of prometheus-cpp. The only header that includes it; link its library `core` yourself.
namespace pgscribe {

namespace detail {

[[nodiscard]] inline prometheus::MetricType prometheus_type(MetricType type) noexcept {
  switch (type) {
    case MetricType::counter: return prometheus::MetricType::Counter;
    case MetricType::gauge: return prometheus::MetricType::Gauge;
    case MetricType::histogram: return prometheus::MetricType::Histogram;
  }
  return prometheus::MetricType::Untyped;
}

[[nodiscard]] inline prometheus::ClientMetric prometheus_metric(const Metric& metric, MetricType type) {
  prometheus::ClientMetric out;
  for (const auto& [name, value] : metric.labels) out.label.push_back({name, value});
  if (type == MetricType::counter) out.counter.value = metric.value;
  if (type == MetricType::gauge) out.gauge.value = metric.value;
  if (type == MetricType::histogram) {
    out.histogram.sample_count = metric.count;
    out.histogram.sample_sum = metric.value;
    for (const Metric::Bucket& bucket : metric.buckets) {
      out.histogram.bucket.push_back({bucket.count, bucket.upper_bound});
    }
  }
  return out;
}

}  // namespace detail

/// For `exposer.RegisterCollectable(collectable)`.
class PrometheusCollectable final : public prometheus::Collectable {
 public:
  /// `samples` is called at each collection, from the thread that collects:
  /// `[&pool] { return std::vector<pgscribe::PoolSample>{{"main", pool.stats()}}; }`. `queries` may be null.
  PrometheusCollectable(std::function<std::vector<PoolSample>()> samples, std::shared_ptr<const QueryMetrics> queries)
      : samples_(std::move(samples)), queries_(std::move(queries)) {}

  [[nodiscard]] std::vector<prometheus::MetricFamily> Collect() const override {
    std::vector<MetricFamily> families = pool_metrics(samples_());
    if (queries_ != nullptr) {
      for (MetricFamily& family : queries_->collect()) families.push_back(std::move(family));
    }
    std::vector<prometheus::MetricFamily> out;
    for (const MetricFamily& family : families) {
      auto& target = out.emplace_back();
      target.name = family.name;
      target.help = family.help;
      target.type = detail::prometheus_type(family.type);
      for (const Metric& metric : family.metrics)
        target.metric.push_back(detail::prometheus_metric(metric, family.type));
    }
    return out;
  }

 private:
  std::function<std::vector<PoolSample>()> samples_;
  std::shared_ptr<const QueryMetrics> queries_;
};

}  // namespace pgscribe
