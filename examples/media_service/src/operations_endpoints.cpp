#include <array>
#include <chrono>

#include "endpoints.hpp"

namespace media_service {

namespace {

using namespace std::chrono_literals;

constexpr auto kHealthTimeout = 1s;

Answer database_health(pgscribe::Pool& pool) {
  const pgscribe::PoolHealth health = pool.health(kHealthTimeout);
  const nlohmann::ordered_json report{{"status", health.up ? "healthy" : "unhealthy"},
                                      {"version", health.version},
                                      {"pool_stats",
                                       {{"total_conns", health.stats.total_connections},
                                        {"idle_conns", health.stats.idle_connections},
                                        {"acquired_conns", health.stats.acquired_connections}}}};
  return {.status = health.up ? 200 : 503, .body = report.dump()};
}

// Whether a load balancer should send requests here.
Answer readiness(const Operations& operations) {
  switch (operations.state) {
    case State::starting: return json_answer({{"status", "starting"}}, 503);
    case State::draining: return json_answer({{"status", "draining"}}, 503);
    case State::ready: break;
  }
  const bool up = operations.pool.health(kHealthTimeout).up;
  return json_answer({{"status", up ? "ready" : "database unavailable"}}, up ? 200 : 503);
}

Answer metrics(const Operations& operations) {
  const std::array pools{pgscribe::PoolSample{"main", operations.pool.stats()}};
  const std::array requests{operations.requests.collect()};
  return {.body = pgscribe::prometheus_text(pools, operations.queries) + pgscribe::to_prometheus_text(requests),
          .type = "text/plain; version=0.0.4"};
}

}  // namespace

void add_operations_endpoints(Router& router, const Operations& operations) {
  router.get(
      "/api/v1/health/database", [operations](const Call&) { return database_health(operations.pool); }, Open::always);
  router.get(
      "/ready", [operations](const Call&) { return readiness(operations); }, Open::always);
  // Without a question to the database: starting this program again would not repair it.
  router.get(
      "/live",
      [](const Call&) {
        return json_answer({{"status", "live"}});
      },
      Open::always);
  router.get(
      "/metrics", [operations](const Call&) { return metrics(operations); }, Open::always);
}

}  // namespace media_service
