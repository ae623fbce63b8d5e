#include <atomic>
#include <random>
#include <ranges>
#include <stop_token>
#include <thread>

#include "live_database.hpp"
#include "patient_cancellations.hpp"
#include "pgscribe/pqxx.hpp"

// Deadlines and stops of single calls.

using namespace pgscribe;
using namespace std::chrono_literals;
using live::add_movie;

namespace {

constexpr Column kNumber[] = {column<std::int32_t>("n", 0, codec::int4)};
constexpr Statement kSleep{.name = "Sleep", .sql = "SELECT 1 FROM pg_sleep(60)", .columns = kNumber};
constexpr Statement kEndless{.name = "Endless", .sql = "SELECT generate_series(1, 2000000000)", .columns = kNumber};

// Answers with its argument after a while that is about as long as the stops of the race take to come.
constexpr Parameter kEchoParameters[] = {parameter<std::int32_t>("n", 0, codec::int4)};
constexpr Statement kEcho{
    .name = "Echo", .sql = "SELECT $1 FROM pg_sleep(0.0005)", .columns = kNumber, .parameters = kEchoParameters};

std::int32_t echo(const ExecutorHandle& executor, std::int32_t number) {
  return one<std::int32_t>(executor, kEcho, positional(number));
}

// Requests a stop as soon as a statement of this database is at work.
std::jthread stop_when_active(const live::Database& live, std::stop_source source, std::string pattern) {
  return std::jthread{[conninfo = live.database.conninfo(), source, pattern]() mutable {
    Pool watcher{PoolOptions{.conninfo = conninfo, .max_connections = 1}};
    const std::string active =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND "
        "state = 'active' AND query LIKE '" +
        pattern + "'";
    while (live::integer(watcher, "(" + active + ")") == 0) std::this_thread::yield();
    source.request_stop();
  }};
}

}  // namespace

TEST_CASE("a deadline of one call, in place of that of the statement") {
  const live::PatientCancellations patient;
  live::Database live{{.max_connections = 1, .statement_timeout = 60s}};
  static constexpr Statement kPatient{
      .name = "Patient", .sql = "SELECT 1 FROM pg_sleep(60)", .columns = kNumber, .timeout = std::chrono::minutes{1}};
  CHECK_THROWS_AS((void)one<std::int32_t>(live.pool.with({.timeout = 50ms}), kPatient, {}), QueryCanceled);
  CHECK_THROWS_AS(live.pool.with({.timeout = 50ms}).execute("SELECT pg_sleep(60)"), QueryCanceled);
  // More time than the statement has by itself.
  static constexpr Statement kHasty{.name = "Hasty",
                                    .sql = "SELECT 1 FROM pg_sleep(0.2)",
                                    .columns = kNumber,
                                    .timeout = std::chrono::milliseconds{20}};
  CHECK(one<std::int32_t>(live.pool.with({.timeout = 60s}), kHasty, {}) == 1);
  // The limits of a call end with it.
  CHECK_THROWS_AS((void)one<std::int32_t>(live.pool, kHasty, {}), QueryCanceled);
  CHECK(live.querier.count_movies() == 0);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("the deadline counts the wait for a connection") {
  live::Database live{{.max_connections = 1, .acquire_timeout = 60s}};
  const auto lease = live.pool.acquire();
  CHECK_THROWS_AS((void)live.querier.with({.timeout = 50ms}).count_movies(), PoolTimeout);
}

TEST_CASE("a stop ends what is under way and keeps the connection") {
  const live::PatientCancellations patient;
  live::Database live{{.max_connections = 1}};
  const auto stopped = [&](auto&& call, const std::string& pattern) {
    std::stop_source source;
    const std::jthread watcher = stop_when_active(live, source, pattern);
    try {
      call(live.pool.with({.stop = source.get_token()}));
      FAIL("not stopped");
    } catch (const OperationCanceled& error) {
      CHECK(error.sqlstate() == "57014");
    }
    CHECK(live.querier.count_movies() == 0);
    CHECK(live.pool.stats().new_connections_count == 1);
  };
  stopped([](const ExecutorHandle& limited) { (void)one<std::int32_t>(limited, kSleep, {}); }, "%pg_sleep%");
  stopped([](const ExecutorHandle& limited) { limited.execute("SELECT 1; SELECT pg_sleep(60)"); }, "%pg_sleep%");
  stopped(
      [](const ExecutorHandle& limited) {
        for (const auto& row : stream<std::int32_t>(limited, kSleep, {})) (void)row;
      },
      "%pg_sleep%");
}

TEST_CASE("a stop and a deadline end a stream whose rows never run out") {
  const live::PatientCancellations patient;
  live::Database live{{.max_connections = 1}};
  std::stop_source source;
  std::int32_t seen = 0;
  const auto read = [&] {
    for (const std::int32_t n : stream<std::int32_t>(live.pool.with({.stop = source.get_token()}), kEndless, {})) {
      seen = n;
      if (n == 1000) source.request_stop();
    }
  };
  CHECK_THROWS_AS(read(), OperationCanceled);
  CHECK(seen == 1000);
  const auto read_for_a_while = [&] {
    for (const std::int32_t n : stream<std::int32_t>(live.pool.with({.timeout = 50ms}), kEndless, {})) seen = n;
  };
  CHECK_THROWS_AS(read_for_a_while(), QueryCanceled);
  CHECK(live.querier.count_movies() == 0);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("a stop in the middle of COPY leaves no row, one in a batch says of each element what it did") {
  const live::PatientCancellations patient;
  live::Database live{{.max_connections = 1}};
  add_movie(live.querier, 1);
  std::stop_source source;
  const auto endless = std::views::iota(1) | std::views::transform([&](int i) {
                         if (i == 50'000) source.request_stop();
                         return db::AddReviewsParams{.movie_id = live::movie_id(1), .stars = i % 5 + 1};
                       });
  CHECK_THROWS_AS((void)live.querier.with({.stop = source.get_token()}).copy_reviews(endless), OperationCanceled);
  CHECK(live::integer(live.pool, "(SELECT count(*) FROM reviews)") == 0);

  live.pool.execute("CREATE TABLE done (n int)");
  static constexpr Statement kNote{
      .name = "Note",
      .sql = "WITH d AS (INSERT INTO done SELECT $1 FROM pg_sleep(0.002) RETURNING n) SELECT n FROM d",
      .columns = kNumber,
      .parameters = kEchoParameters,
      .writes = true};
  static constexpr Statement kNoteEach = [] {
    Statement each = kNote;
    each.batch_each = true;
    return each;
  }();
  std::vector<std::int32_t> numbers(400);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int32_t>(i);
  for (const Statement* statement : {&kNote, &kNoteEach}) {
    std::stop_source batch_source;
    const std::jthread watcher = stop_when_active(live, batch_source, "%INSERT INTO done%");
    const auto results = batch_one<std::int32_t>(live.pool.with({.stop = batch_source.get_token()}), *statement,
                                                 batch(std::span<const std::int32_t>{numbers}));
    CHECK_THROWS_AS(results.throw_if_failed(), OperationCanceled);
    std::int64_t done = 0;
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (results[i].ok()) CHECK((++done, results[i].value()) == numbers[i]);
    }
    if (statement->batch_each)
      CHECK(done < 400);
    else
      CHECK(done == 0);
    CHECK(live::integer(live.pool, "(SELECT count(*) FROM done)") == done);
  }
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("a stop that was requested before sends nothing; one in a transaction rolls it back") {
  const live::PatientCancellations patient;
  live::Database live{{.max_connections = 1}};
  std::stop_source source;
  source.request_stop();
  const db::Querier stopped = live.querier.with({.stop = source.get_token()});
  CHECK_THROWS_AS(add_movie(stopped, 1), OperationCanceled);
  CHECK(live.querier.count_movies() == 0);
  const auto run = [&] {
    live.pool.transaction([&](Transaction& transaction) {
      db::Querier querier{transaction};
      add_movie(querier, 1);
      std::stop_source inner;
      const std::jthread watcher = stop_when_active(live, inner, "%pg_sleep%");
      (void)one<std::int32_t>(transaction.with({.stop = inner.get_token()}), kSleep, {});
    });
  };
  CHECK_THROWS_AS(run(), OperationCanceled);
  CHECK(live.querier.count_movies() == 0);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("waiting for a connection can be stopped") {
  live::Database live{{.max_connections = 1, .acquire_timeout = 60s}};
  const auto lease = live.pool.acquire();
  std::stop_source source;
  const std::jthread watcher{[&] {
    while (live.pool.stats().waiting == 0) std::this_thread::yield();
    source.request_stop();
  }};
  CHECK_THROWS_AS((void)live.querier.with({.stop = source.get_token()}).count_movies(), OperationCanceled);
}

TEST_CASE("limits may outlive the querier that they were asked of") {
  live::Database live{{.max_connections = 1}};
  add_movie(live.querier, 1);
  std::stop_source source;
  int rows = 0;
  for (const auto& movie : db::Querier{live.pool}.with({.stop = source.get_token()}).stream_movies(0)) {
    CHECK(movie.id == live::movie_id(1));
    ++rows;
  }
  CHECK(rows == 1);
  auto connection = live.pool.acquire();
  pqxx::work work{connection.pqxx()};
  const db::Querier of_temporary{pgscribe::on(work)};
  CHECK(of_temporary.with({.timeout = 60s}).count_movies() == 1);
  for (const auto& movie : db::Querier{pgscribe::on(work)}.stream_movies(0)) CHECK(movie.id == live::movie_id(1));
}

TEST_CASE("stops at any moment: every answer belongs to its question, and nothing hits what comes after") {
  const live::PatientCancellations patient;
  live::Database live{{.max_connections = 4}};
  std::atomic<int> stopped{0};
  std::atomic<int> answered{0};
  std::vector<std::jthread> threads;
  for (unsigned t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      std::minstd_rand random{t + 1};
      for (std::int32_t i = 0; i < 100; ++i) {
        const std::int32_t number = static_cast<std::int32_t>(t) * 1000 + i;
        std::stop_source source;
        const std::jthread stopper{[&source, turns = random() % 50] {
          for (auto turn = turns; turn > 0; --turn) std::this_thread::yield();
          source.request_stop();
        }};
        try {
          if (echo(live.pool.with({.stop = source.get_token()}), number) != number) FAIL_CHECK("of another question");
          ++answered;
        } catch (const OperationCanceled&) {
          ++stopped;
        }
        // Nobody asked to stop this one.
        if (echo(live.pool, -number) != -number) FAIL_CHECK("of another question");
      }
    });
  }
  threads.clear();
  CHECK(stopped + answered == 400);
  CHECK(stopped > 0);
  CHECK(answered > 0);
}
