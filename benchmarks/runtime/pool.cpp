#include "pgscribe/pool.hpp"

#include "scenarios.hpp"

// Taking a connection from a pool that has one and giving it back.

namespace bench {

Scenario acquire_and_release(const std::string& conninfo) {
  auto pool = std::make_shared<pgscribe::Pool>(conninfo);
  pool->ping();
  Scenario scenario{"Pool", {}, {}};
  scenario.contenders.push_back({"acquire and release", 200'000, [pool](std::size_t operations) {
                                   for (std::size_t i = 0; i < operations; ++i) {
                                     const pgscribe::Connection lease = pool->acquire();
                                   }
                                 }});
  scenario.targets = {{"acquire and release", "", Clock::cpu, 100}};
  return scenario;
}

}  // namespace bench
