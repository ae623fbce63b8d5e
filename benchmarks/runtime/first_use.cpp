#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "libpq_calls.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/query.hpp"
#include "proxy.hpp"
#include "scenarios.hpp"

// The first use of statements on a connection against later ones, over a line that takes a millisecond there and back.

namespace bench {

namespace {

constexpr std::size_t kStatements = 50;
constexpr pgscribe::Column kNumber[] = {pgscribe::column<std::int32_t>("n", 0, pgscribe::codec::int4)};

// Kept for the life of the process, as statements must be.
const std::vector<pgscribe::Statement>& statements() {
  static const std::vector<pgscribe::Statement> statements(
      kStatements, pgscribe::Statement{.name = "Seven", .sql = "SELECT 7", .columns = kNumber, .read_only = true});
  return statements;
}

struct DistantServer {
  faults::Proxy proxy;
  pgscribe::Pool pool;

  explicit DistantServer(const std::string& directory)
      : proxy(directory, {.latency = std::chrono::microseconds{500}}),
        pool({.conninfo = proxy.conninfo(), .max_connections = 1, .health_check_period = {}}) {}

  void run(std::size_t operations) {
    pgscribe::Connection connection = pool.acquire();
    for (std::size_t i = 0; i < operations; ++i)
      (void)pgscribe::one<std::int32_t>(connection, statements()[i % kStatements], {});
  }
};

}  // namespace

Scenario first_use(const std::string& conninfo) {
  const auto server = std::make_shared<DistantServer>(PQhost(libpq_connect(conninfo).get()));
  Scenario scenario{"First use of a statement, 1 ms away", {}, {}};
  scenario.contenders.push_back(
      {"later uses", kStatements, [server](std::size_t operations) { server->run(operations); }});
  scenario.contenders.push_back({"first uses", kStatements, [server](std::size_t operations) {
                                   server->pool.execute("DISCARD ALL");
                                   server->run(operations);
                                 }});
  scenario.targets = {{"first uses", "later uses", Clock::wall, 1.5}};
  return scenario;
}

}  // namespace bench
