#include "pgbouncer.hpp"

#include "field.hpp"
#include "patient_cancellations.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/query.hpp"

// PgBouncer in transaction mode: a session is another one after every transaction.

using namespace pgscribe;
using namespace faults;
using namespace std::chrono_literals;

TEST_CASE("many clients through PgBouncer on few connections") {
  const live::PatientCancellations patient;
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

// PgBouncer reads 4 kB at a time, so that it meets the answer to an element in the middle of the next one.
TEST_CASE("batches of large elements through PgBouncer") {
  const live::PatientCancellations patient;
  struct Numbered {
    std::int64_t number = 0;
    std::string text;
  };
  static constexpr Parameter kNumbered[] = {parameter<std::int64_t>("number", offsetof(Numbered, number), codec::int8),
                                            parameter<std::string>("text", offsetof(Numbered, text), codec::text)};
  static constexpr Column kNumber[] = {column<std::int64_t>("number", 0, codec::int8)};
  static constexpr Statement kRead{
      .name = "Read", .sql = "SELECT $1 + length($2)", .columns = kNumber, .parameters = kNumbered};
  static constexpr Statement kWrite{.name = "Write",
                                    .sql = "INSERT INTO numbers SELECT $1 + length($2) RETURNING number",
                                    .columns = kNumber,
                                    .parameters = kNumbered,
                                    .writes = true};
  static constexpr Statement kKeep{
      .name = "Keep", .sql = "INSERT INTO numbers SELECT $1 + length($2)", .parameters = kNumbered};
  static constexpr auto each = [](Statement statement) {
    statement.batch_each = true;
    return statement;
  };
  static constexpr Statement kReturning[] = {kRead, kWrite, each(kRead), each(kWrite)};
  static constexpr Statement kCount{.name = "Count", .sql = "SELECT count(*) FROM numbers", .columns = kNumber};
  static constexpr Statement kSilent[] = {kKeep, each(kKeep)};
  static constexpr std::size_t kElements = 8;
  static constexpr std::int64_t kLength = 7000;
  static constexpr std::int64_t kRounds = 32;
  static constexpr std::int64_t kWorkers = 10;

  Field field;
  field.observer.execute("CREATE TABLE numbers (number int8)");
  const PgBouncer bouncer{field.server, 2};
  PoolOptions options{.conninfo = bouncer.conninfo(), .max_connections = 10, .health_check_period = {}};
  options.statements = StatementMode::unprepared;
  Pool pool{options};
  std::atomic<int> wrong{0};
  const auto work = [&](std::int64_t worker) {
    for (std::int64_t round = 0; round < kRounds; ++round) {
      std::vector<Numbered> elements(kElements, Numbered{.number = 0, .text = std::string(kLength, 'x')});
      for (std::size_t i = 0; i < kElements; ++i)
        elements[i].number = worker * 1'000'000 + round * 1000 + static_cast<std::int64_t>(i);
      const auto parameters = batch(std::span<const Numbered>{elements});
      const auto results = batch_one<std::int64_t>(pool, kReturning[round % 4], parameters);
      for (std::size_t i = 0; i < kElements; ++i)
        wrong += results[i].ok() && results[i].value() == elements[i].number + kLength ? 0 : 1;
      wrong += batch_exec(pool, kSilent[round % 2], parameters).ok() ? 0 : 1;
    }
  };
  std::vector<std::thread> workers;
  for (std::int64_t worker = 0; worker < kWorkers; ++worker) workers.emplace_back(work, worker);
  for (std::thread& worker : workers) worker.join();
  CHECK(wrong == 0);
  // Each round keeps its elements once, every other one a second time.
  CHECK(one<std::int64_t>(field.observer, kCount, {}) ==
        kWorkers * kRounds * static_cast<std::int64_t>(kElements) * 3 / 2);
  CHECK(pool.stats().new_connections_count == 10);
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
