#include <signal.h>

#include <random>

#include "field.hpp"
#include "patient_cancellations.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/query.hpp"

// Faults while many threads work.

using namespace pgscribe;
using namespace faults;
using namespace std::chrono_literals;

namespace {

constexpr Crew::Options kCrew{.workers = 8, .limit = 12s};

// Repeats `strike` until the load has lasted long enough.
template <typename Strike>
void under_load(Field& field, Pool& pool, double seconds, Strike strike, const Crew::Options& options = kCrew) {
  const auto end = std::chrono::steady_clock::now() + load_time(seconds);
  Crew crew{pool, field.ledger, field.tally, options};
  while (std::chrono::steady_clock::now() < end) strike();
  crew.stop();
}

std::vector<std::int32_t> backends(Pool& observer) {
  static constexpr Column kPid[] = {column<std::int32_t>("pid", 0, codec::int4)};
  static constexpr Statement kCrewBackends{.name = "CrewBackends",
                                           .sql = "SELECT pid FROM pg_stat_activity WHERE application_name = 'crew'",
                                           .columns = kPid};
  return many<std::int32_t>(observer, kCrewBackends, {});
}

}  // namespace

TEST_CASE("the server restarts under load") {
  Field field;
  Pool pool{crew_options(field.server.conninfo())};
  under_load(field, pool, 3, [&] {
    std::this_thread::sleep_for(700ms);
    field.server.restart();
  });
  await_server(field.observer);
  field.settle("server restarts under load", pool);
  CHECK(field.tally.succeeded > 100);
}

TEST_CASE("backends are killed under load") {
  Field field;
  Pool pool{crew_options(field.server.conninfo())};
  under_load(field, pool, 3, [&] {
    std::this_thread::sleep_for(500ms);
    try {
      const std::vector<std::int32_t> pids = backends(field.observer);
      if (!pids.empty()) kill(pids.front(), SIGKILL);
    } catch (const ConnectionError&) {
      // The server begins the restart that the last kill is the reason of only now.
    }
    await_server(field.observer);
  });
  await_server(field.observer);
  field.settle("kill -9 of backends under load", pool);
  CHECK(field.tally.succeeded > 100);
}

TEST_CASE("backends are terminated under load") {
  Field field;
  Pool pool{crew_options(field.server.conninfo())};
  under_load(field, pool, 3, [&] {
    std::this_thread::sleep_for(20ms);
    field.observer.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'crew' ORDER BY random() "
        "LIMIT 1");
  });
  field.settle("pg_terminate_backend under load", pool);
  CHECK(field.tally.succeeded > 100);
}

TEST_CASE("backends are stopped under load") {
  Field field;
  PoolOptions options = crew_options(field.server.conninfo());
  options.statement_timeout = 200ms;
  Pool pool{options};
  std::minstd_rand random{7};
  std::vector<std::int32_t> stopped;
  under_load(field, pool, 4, [&] {
    std::this_thread::sleep_for(300ms);
    const auto pids = backends(field.observer);
    if (pids.empty()) return;
    stopped.push_back(pids[random() % pids.size()]);
    kill(stopped.back(), SIGSTOP);
  });
  for (const int pid : stopped) kill(pid, SIGCONT);
  field.settle("SIGSTOP of backends under load", pool);
  CHECK(field.tally.succeeded > 100);
}

TEST_CASE("result types change and statements vanish under load") {
  Field field;
  Pool pool{crew_options(field.server.conninfo())};
  static constexpr Column kColumns[] = {column<std::string>("word", 0, codec::text)};
  static constexpr Statement kWord{.name = "Word", .sql = "SELECT word FROM words", .columns = kColumns};
  field.observer.execute("CREATE TABLE words (word text NOT NULL); INSERT INTO words VALUES ('kept')");
  std::atomic<bool> done{false};
  std::atomic<int> words{0};
  std::atomic<int> missed{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        const Outcome outcome = attempt(field.tally, Scope::read, kCrew.limit, [&] {
          if (one<std::string>(pool, kWord, {}) != "kept") field.tally.wrong("another word");
        });
        ++(outcome == Outcome::committed ? words : missed);
      }
    });
  }
  int round = 0;
  under_load(field, pool, 3,
             [&] {
               ++round;
               field.observer.execute(round % 2 == 0 ? "ALTER TABLE words ALTER word TYPE text"
                                                     : "ALTER TABLE words ALTER word TYPE varchar(100)");
               auto lease = pool.acquire();
               lease.execute(round % 3 == 0 ? "DISCARD ALL" : "DEALLOCATE ALL");
               std::this_thread::sleep_for(2ms);
             },
             {.workers = 4, .limit = 12s});
  done = true;
  for (std::thread& reader : readers) reader.join();
  field.settle("DDL, DISCARD ALL, DEALLOCATE ALL under load", pool);
  // Outside of a transaction a statement is prepared again, once: it fails when the table changes again in between.
  CHECK(missed * 50 < words);
  CHECK(field.tally.unknown == 0);
}

TEST_CASE("a pool that is too small") {
  const live::PatientCancellations patient;
  Field field;
  PoolOptions options = crew_options(field.server.conninfo());
  options.max_connections = 2;
  options.acquire_timeout = 5ms;
  Pool pool{options};
  {
    // Opening takes longer than that.
    const auto first = pool.acquire(3s);
    const auto second = pool.acquire(3s);
  }
  under_load(field, pool, 2, [] { std::this_thread::sleep_for(50ms); }, {.workers = 40, .limit = 12s});
  const PoolStats stats = pool.stats();
  CHECK(stats.new_connections_count == 2);
  CHECK(stats.canceled_acquire_count > 0);
  field.settle("40 threads on 2 connections, 5 ms patience", pool);
  CHECK(field.tally.failed == static_cast<std::int64_t>(stats.canceled_acquire_count));
  CHECK(field.tally.unknown == 0);
}

TEST_CASE("1,000 threads on 25 connections") {
  const live::PatientCancellations patient;
  Field field;
  PoolOptions options = crew_options(field.server.conninfo());
  options.max_connections = 25;
  options.acquire_timeout = 30s;
  options.statement_timeout = 20s;
  Pool pool{options};
  under_load(field, pool, 5, [] { std::this_thread::sleep_for(100ms); }, {.workers = 1000, .limit = 40s});
  CHECK(pool.stats().new_connections_count == 25);
  field.settle("1,000 threads on 25 connections", pool);
  CHECK(field.tally.failed == 0);
  CHECK(field.tally.unknown == 0);
}
