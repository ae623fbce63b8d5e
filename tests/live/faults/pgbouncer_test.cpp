#include "pgbouncer.hpp"

#include "field.hpp"

// PgBouncer in transaction mode: a session is another one after every transaction.

using namespace pgscribe;
using namespace faults;
using namespace std::chrono_literals;

TEST_CASE("many clients through PgBouncer on few connections") {
  Field field;
  const PgBouncer bouncer{field.server, 4};
  PoolOptions options = crew_options(bouncer.conninfo());
  options.max_connections = 20;
  options.statements = StatementMode::unprepared;
  options.statement_timeout = 5s;
  Pool pool{options};
  const auto end = std::chrono::steady_clock::now() + load_time(3);
  Crew crew{pool, field.ledger, field.tally, {.workers = 20, .limit = 30s}};
  while (std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(50ms);
  crew.stop();
  CHECK(pool.stats().new_connections_count == 20);
  CHECK(pool.close(10s));
  field.settle("PgBouncer 1.18, 20 clients on 4 sessions");
  CHECK(field.tally.succeeded > 100);
  CHECK(field.tally.failed == 0);
  CHECK(field.tally.unknown == 0);
}

TEST_CASE("sessions behind PgBouncer are lost") {
  Field field;
  const PgBouncer bouncer{field.server, 4};
  PoolOptions options = crew_options(bouncer.conninfo());
  options.max_connections = 12;
  options.statements = StatementMode::unprepared;
  Pool pool{options};
  const auto end = std::chrono::steady_clock::now() + load_time(2);
  Crew crew{pool, field.ledger, field.tally, {.workers = 12, .limit = 15s}};
  while (std::chrono::steady_clock::now() < end) {
    field.observer.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> "
        "pg_backend_pid() ORDER BY random() LIMIT 1");
    std::this_thread::sleep_for(20ms);
  }
  crew.stop();
  CHECK(pool.close(10s));
  field.settle("pg_terminate_backend behind PgBouncer");
  CHECK(field.tally.succeeded > 100);
}
