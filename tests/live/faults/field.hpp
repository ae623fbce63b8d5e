#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <string>

#include "crew.hpp"
#include "ledger.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"
#include "tally.hpp"

namespace faults {

/// The options of pools under test: short deadlines, so that tests are.
[[nodiscard]] inline pgscribe::PoolOptions crew_options(std::string conninfo) {
  using namespace std::chrono_literals;
  pgscribe::PoolOptions options;
  options.conninfo = std::move(conninfo);
  options.application_name = "crew";
  options.max_connections = 6;
  options.connect_timeout = 2s;
  options.acquire_timeout = 3s;
  options.statement_timeout = 1s;
  return options;
}

/// A server with the ledger, a pool under test, and a pool that looks on.
struct Field {
  pgscribe::testing::TemporaryServer server;
  pgscribe::Pool observer;
  Ledger ledger;
  Tally tally;

  explicit Field(pgscribe::testing::TemporaryServerOptions options = {})
      : server(std::move(options)), observer(server.conninfo()) {
    Ledger::create_table(observer);
  }

  /// The end of every test.
  void settle(const char* scenario, pgscribe::Pool& pool) {
    expect_no_leak(pool, observer, tally);
    settle(scenario);
  }
  void settle(const char* scenario) {
    ledger.verify(observer, tally);
    tally.print(scenario);
    INFO(tally.wrongs());
    CHECK(tally.wrong() == 0);
    CHECK(tally.tried == tally.succeeded + tally.failed + tally.unknown);
  }
};

/// Waits until the server answers again.
inline void await_server(pgscribe::Pool& observer) {
  using namespace std::chrono_literals;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (true) {
    try {
      return observer.ping();
    } catch (const pgscribe::Error&) {
      if (std::chrono::steady_clock::now() > deadline) throw;
    }
    std::this_thread::sleep_for(20ms);
  }
}

}  // namespace faults
