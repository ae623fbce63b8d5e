#include "data.hpp"
#include "libpq_calls.hpp"
#include "pgscribe/pool.hpp"
#include "querier.hpp"
#include "scenarios.hpp"

// INSERT ... RETURNING outside a transaction: committed when the row has been read. By hand on libpq the server commits
// before it answers, or BEGIN and COMMIT are round trips of their own.

namespace bench {

namespace {

constexpr std::size_t kInserts = 2'000;

Contender by_hand(const std::string& conninfo, const char* name, bool in_transactions) {
  auto connection = libpq_connect(conninfo);
  libpq_prepare(connection.get(), "add_event", (std::string{kAddEventSql} + " RETURNING id").c_str());
  auto events = std::make_shared<std::vector<db::AddEventParams>>(make_events<db::AddEventParams>(kInserts));
  return {name, kInserts, [connection, events, in_transactions](std::size_t operations) {
            libpq_exec(connection.get(), "TRUNCATE events");
            for (std::size_t i = 0; i < operations; ++i) {
              if (in_transactions) libpq_exec(connection.get(), "BEGIN");
              libpq_add_event(connection.get(), (*events)[i]);
              if (in_transactions) libpq_exec(connection.get(), "COMMIT");
            }
          }};
}

}  // namespace

Scenario write_returning(const std::string& conninfo) {
  Scenario scenario{
      "Write a row and read it back, in autocommit",
      {by_hand(conninfo, "libpq, committed unseen", false), by_hand(conninfo, "libpq, BEGIN and COMMIT", true)},
      {}};
  auto pool = std::make_shared<pgscribe::Pool>(conninfo);
  auto rows =
      std::make_shared<std::vector<db::AddEventReturningParams>>(make_events<db::AddEventReturningParams>(kInserts));
  scenario.contenders.push_back({"pgscribe :one", kInserts, [pool, rows](std::size_t operations) {
                                   pool->execute("TRUNCATE events");
                                   pgscribe::Connection connection = pool->acquire();
                                   db::Querier querier{connection};
                                   for (std::size_t i = 0; i < operations; ++i)
                                     (void)querier.add_event_returning((*rows)[i]);
                                 }});
  auto batch =
      std::make_shared<std::vector<db::AddEventsReturningParams>>(make_events<db::AddEventsReturningParams>(kInserts));
  scenario.contenders.push_back(
      {"pgscribe :batchone", kInserts, [pool, batch](std::size_t operations) {
         pool->execute("TRUNCATE events");
         db::Querier{*pool}.add_events_returning(std::span{*batch}.first(operations)).throw_if_failed();
       }});
  return scenario;
}

}  // namespace bench
