#include "request_metrics.hpp"

namespace media_service {

void RequestMetrics::record(const std::string& method, const std::string& route, int status,
                            std::chrono::nanoseconds duration) {
  const std::lock_guard lock{mutex_};
  durations_[Key{method, route, status}].add(duration);
}

pgscribe::MetricFamily RequestMetrics::collect() const {
  pgscribe::MetricFamily family{"http_request_duration_seconds",
                                "Duration of requests by endpoint and status.",
                                pgscribe::MetricType::histogram,
                                {}};
  const std::lock_guard lock{mutex_};
  for (const auto& [key, durations] : durations_) {
    const auto& [method, route, status] = key;
    family.metrics.push_back(pgscribe::histogram_metric(
        {{"method", method}, {"route", route}, {"status", std::to_string(status)}}, durations));
  }
  return family;
}

}  // namespace media_service
