#include <memory>
#include <span>
#include <string>
#include <vector>

#include "data.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"
#include "querier.hpp"
#include "scenarios.hpp"

// A batch on a server that waits for its disk: one commit, or one for each element.

namespace bench {

namespace {

constexpr std::size_t kElements = 1'000;

struct DurableServer {
  pgscribe::testing::TemporaryServer server{
      {.settings = {"fsync = on", "synchronous_commit = on", "jit = off", "autovacuum = off"}}};
  pgscribe::Pool pool{server.conninfo()};

  DurableServer() { create_tables(pool); }
};

}  // namespace

Scenario durable_batch(const std::string&) {
  const auto durable = std::make_shared<DurableServer>();
  const auto each =
      std::make_shared<std::vector<db::AddEventsEachParams>>(make_events<db::AddEventsEachParams>(kElements));
  const auto together = std::make_shared<std::vector<db::AddEventsParams>>(make_events<db::AddEventsParams>(kElements));
  Scenario scenario{"A batch of 1,000 elements on a server with fsync", {}, {}};
  scenario.contenders.push_back(
      {"pgscribe @batch each", kElements, [durable, each](std::size_t operations) {
         db::Querier{durable->pool}.add_events_each(std::span{*each}.first(operations)).throw_if_failed();
       }});
  scenario.contenders.push_back(
      {"pgscribe :batchexec", kElements, [durable, together](std::size_t operations) {
         db::Querier{durable->pool}.add_events(std::span{*together}.first(operations)).throw_if_failed();
       }});
  scenario.targets = {{"pgscribe :batchexec", "pgscribe @batch each", Clock::wall, 10, true}};
  return scenario;
}

}  // namespace bench
