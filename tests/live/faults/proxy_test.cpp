#include "proxy.hpp"

#include "field.hpp"

// A bad line between client and server.

using namespace pgscribe;
using namespace faults;
using namespace std::chrono_literals;

namespace {

void work_through(const char* scenario, const Proxy::Faults& proxy_faults, double seconds) {
  Field field;
  {
    const Proxy proxy{field.server.directory(), proxy_faults};
    PoolOptions options = crew_options(proxy.conninfo());
    options.connect_timeout = 500ms;
    options.statement_timeout = 300ms;
    Pool pool{options};
    const auto end = std::chrono::steady_clock::now() + load_time(seconds);
    Crew crew{pool, field.ledger, field.tally, {.workers = 8, .limit = 12s}};
    while (std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(50ms);
    crew.stop();
    CHECK(proxy.connections() > 6);
    CHECK(field.tally.succeeded > 20);
    CHECK(pool.stats().acquired_connections == 0);
    CHECK(pool.close(10s));
  }
  // The server hears of lost clients when the proxy ends.
  Pool idle{crew_options(field.server.conninfo())};
  field.settle(scenario, idle);
}

}  // namespace

TEST_CASE("a line that is cut and truncated") {
  work_through("a proxy that cuts, truncates and delays", {.delay = 5, .truncate = 5, .drop = 5}, 4);
}

TEST_CASE("a line that swallows everything without a word") {
  work_through("a proxy that swallows and delays", {.delay = 5, .swallow = 4}, 4);
}
