#include "data.hpp"
#include "libpq_calls.hpp"
#include "pgscribe/pool.hpp"
#include "querier.hpp"
#include "scenarios.hpp"

// 200,000 rows of eight columns into structs.

namespace bench {

namespace {

void expect(std::size_t rows) {
  if (rows != kReadings) throw std::runtime_error("rows are missing");
}

Contender repeated(std::string name, std::function<std::size_t()> read_all) {
  return {std::move(name), kReadings, [read_all = std::move(read_all)](std::size_t) { expect(read_all()); }};
}

}  // namespace

Scenario read_many(const std::string& conninfo) {
  auto connection = libpq_connect(conninfo);
  libpq_exec(connection.get(), "SET TimeZone = 'UTC'");
  auto pool = std::make_shared<pgscribe::Pool>(conninfo);
  auto lease = std::make_shared<pgscribe::Connection>(pool->acquire());
  Scenario scenario{"Read 200,000 rows of 8 columns", {}, {}};
  scenario.contenders.push_back(
      repeated("libpq, text, from_chars", [connection] { return libpq_list_readings(connection.get()).size(); }));
  scenario.contenders.push_back(
      repeated("pgscribe :many", [pool, lease] { return db::Querier{*lease}.list_readings().size(); }));
  scenario.contenders.push_back(repeated("pgscribe :stream", [pool, lease] {
    std::size_t rows = 0;
    auto stream = db::Querier{*lease}.stream_readings();
    for (db::Reading reading; stream.next(reading);) ++rows;
    return rows;
  }));
  scenario.targets = {{"pgscribe :many", "libpq, text, from_chars", Clock::wall, 0.80}};
  return scenario;
}

}  // namespace bench
