#include "data.hpp"
#include "libpq_calls.hpp"
#include "pgscribe/pool.hpp"
#include "querier.hpp"
#include "scenarios.hpp"

// Rows of six columns into a table without indexes, in one transaction.

namespace bench {

namespace {

constexpr std::size_t kInserts = 10'000;
constexpr std::size_t kCopied = 100'000;

Contender prepared_inserts(const std::string& conninfo) {
  auto connection = libpq_connect(conninfo);
  libpq_prepare(connection.get(), "add_event", kAddEventSql);
  auto events = std::make_shared<std::vector<db::AddEventParams>>(make_events<db::AddEventParams>(kInserts));
  return {"libpq, prepared INSERTs", kInserts, [connection, events](std::size_t operations) {
            libpq_exec(connection.get(), "TRUNCATE events");
            libpq_exec(connection.get(), "BEGIN");
            for (std::size_t i = 0; i < operations; ++i) libpq_add_event(connection.get(), (*events)[i]);
            libpq_exec(connection.get(), "COMMIT");
          }};
}

}  // namespace

Scenario copy_rows(const std::string& conninfo) {
  auto pool = std::make_shared<pgscribe::Pool>(conninfo);
  auto rows = std::make_shared<std::vector<db::CopyEventsParams>>(make_events<db::CopyEventsParams>(kCopied));
  Scenario scenario{"Write rows: COPY", {prepared_inserts(conninfo)}, {}};
  scenario.contenders.push_back({"pgscribe :copyfrom", kCopied, [pool, rows](std::size_t operations) {
                                   pool->execute("TRUNCATE events");
                                   (void)db::Querier{*pool}.copy_events(std::span{*rows}.first(operations));
                                 }});
  scenario.targets = {{"pgscribe :copyfrom", "libpq, prepared INSERTs", Clock::wall, 14, true}};
  return scenario;
}

Scenario batch_rows(const std::string& conninfo) {
  auto pool = std::make_shared<pgscribe::Pool>(conninfo);
  auto rows = std::make_shared<std::vector<db::AddEventsParams>>(make_events<db::AddEventsParams>(kInserts));
  Scenario scenario{"Write rows: batches", {prepared_inserts(conninfo)}, {}};
  scenario.contenders.push_back(
      {"pgscribe :batchexec", kInserts, [pool, rows](std::size_t operations) {
         pool->execute("TRUNCATE events");
         pool->transaction([&](pgscribe::Transaction& transaction) {
           db::Querier{transaction}.add_events(std::span{*rows}.first(operations)).throw_if_failed();
         });
       }});
  scenario.contenders.push_back({"pgscribe :batchexec, outside of one", kInserts, [pool, rows](std::size_t operations) {
                                   pool->execute("TRUNCATE events");
                                   db::Querier{*pool}.add_events(std::span{*rows}.first(operations)).throw_if_failed();
                                 }});
  auto single = std::make_shared<std::vector<db::AddEventParams>>(make_events<db::AddEventParams>(kInserts));
  scenario.contenders.push_back({"pgscribe :exec", kInserts, [pool, single](std::size_t operations) {
                                   pool->execute("TRUNCATE events");
                                   pool->transaction([&](pgscribe::Transaction& transaction) {
                                     db::Querier querier{transaction};
                                     for (std::size_t i = 0; i < operations; ++i) querier.add_event((*single)[i]);
                                   });
                                 }});
  scenario.targets = {{"pgscribe :batchexec", "libpq, prepared INSERTs", Clock::wall, 2, true},
                      {"pgscribe :batchexec", "libpq, prepared INSERTs", Clock::cpu, 0.25}};
  return scenario;
}

}  // namespace bench
