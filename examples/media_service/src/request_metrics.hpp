#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "pgscribe/duration_histogram.hpp"
#include "pgscribe/metrics.hpp"

/// How long requests took: the histogram `http_request_duration_seconds{method,route,status}`.
namespace media_service {

class RequestMetrics {
 public:
  /// `route` is the pattern, not the path, of which there is no end.
  void record(const std::string& method, const std::string& route, int status, std::chrono::nanoseconds duration);
  [[nodiscard]] pgscribe::MetricFamily collect() const;

 private:
  using Key = std::tuple<std::string, std::string, int>;

  mutable std::mutex mutex_;
  std::map<Key, pgscribe::DurationHistogram> durations_;
};

}  // namespace media_service
