#include <signal.h>

#include <thread>

#include "live_database.hpp"

// What goes wrong between a statement and its result.

using namespace pgscribe;
using namespace std::chrono_literals;
using live::add_movie;

namespace {

constexpr Column kNumber[] = {column<std::int32_t>("n", 0, codec::int4)};

void kill_backend(int pid) {
  Pool{live::server().conninfo()}.execute("SELECT pg_terminate_backend(" + std::to_string(pid) + ", 5000)");
}

}  // namespace

TEST_CASE("statements are prepared again after DISCARD ALL") {
  live::Database live{{.max_connections = 1}};
  CHECK(live.querier.count_movies() == 0);
  live.pool.execute("DISCARD ALL");
  CHECK(live.querier.count_movies() == 0);
  live.pool.execute("DEALLOCATE ALL");
  int rows = 0;
  for (const auto& movie : live.querier.stream_movies(1900)) rows += movie.year;
  CHECK(rows == 0);
}

TEST_CASE("statements are prepared again after their result type changed") {
  live::Database live{{.max_connections = 1}};
  add_movie(live.querier, 1);
  CHECK(live.querier.list_titles(std::vector{live::movie_id(1)}).size() == 1);
  live.pool.execute("ALTER TABLE movies ALTER title TYPE varchar(200)");
  CHECK(live.querier.list_titles(std::vector{live::movie_id(1)}).size() == 1);
  live.pool.execute("ALTER TABLE movies ALTER title TYPE text");
  CHECK(live.querier.list_titles(std::vector{live::movie_id(1)}).size() == 1);
}

TEST_CASE("inside a transaction a stale statement fails it, and works in the next one") {
  live::Database live{{.max_connections = 1}};
  add_movie(live.querier, 1);
  const std::vector ids{live::movie_id(1)};
  CHECK(live.querier.list_titles(ids).size() == 1);
  const auto run = [&](bool alter) {
    return live.pool.transaction([&](Transaction& transaction) {
      if (alter) transaction.execute("ALTER TABLE movies ALTER title TYPE varchar(200)");
      return db::Querier{transaction}.list_titles(ids).size();
    });
  };
  CHECK_THROWS_AS(run(true), ServerError);
  CHECK(run(false) == 1);
  live.pool.execute("ALTER TABLE movies ALTER title TYPE varchar(200)");
  CHECK_THROWS_AS(run(false), ServerError);
  CHECK(run(false) == 1);
}

TEST_CASE("a deadline cancels the statement and keeps the connection") {
  live::Database live{{.max_connections = 1}};
  static constexpr Statement kSleep{
      .name = "Sleep", .sql = "SELECT 1 FROM pg_sleep(600)", .columns = kNumber, .timeout = 50ms};
  try {
    (void)one<std::int32_t>(live.pool, kSleep, {});
    FAIL("slept");
  } catch (const QueryCanceled& error) {
    CHECK(error.query() == "Sleep");
    CHECK(std::string{error.what()}.find("deadline") != std::string::npos);
  }
  CHECK(live.querier.count_movies() == 0);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("the pool's deadline holds for scripts and statements without one of their own") {
  live::Database live{{.max_connections = 1, .statement_timeout = 50ms}};
  CHECK_THROWS_AS(live.pool.execute("SELECT pg_sleep(600)"), QueryCanceled);
  CHECK_THROWS_AS(live::text(live.pool, "SELECT 'x' FROM pg_sleep(600)"), QueryCanceled);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("a backend that does not answer at all is given up") {
  live::Database live{{.max_connections = 1}};
  static constexpr Statement kOne{.name = "One", .sql = "SELECT 1", .columns = kNumber, .timeout = 100ms};
  CHECK(one<std::int32_t>(live.pool, kOne, {}) == 1);
  const int pid = live.pool.acquire().backend_pid();
  REQUIRE(kill(pid, SIGSTOP) == 0);
  CHECK_THROWS_AS((void)one<std::int32_t>(live.pool, kOne, {}), DeadlineExceeded);
  CHECK(one<std::int32_t>(live.pool, kOne, {}) == 1);
  CHECK(live.pool.stats().new_connections_count == 2);
  kill(pid, SIGCONT);
}

TEST_CASE("a connection lost in a transaction") {
  live::Database live{{.max_connections = 1}};
  const auto run = [&] {
    live.pool.transaction([&](Transaction& transaction) {
      db::Querier querier{transaction};
      add_movie(querier, 1);
      kill_backend(static_cast<int>(live::integer(transaction, "SELECT pg_backend_pid()")));
      try {
        (void)querier.count_movies();
        FAIL("the transaction went on");
      } catch (const ConnectionError& error) {
        CHECK(error.sqlstate() == "57P01");
        CHECK(error.query() == "CountMovies");
      }
      // Not silently on another session.
      CHECK_THROWS_AS((void)querier.count_movies(), ConnectionError);
    });
  };
  CHECK_THROWS_AS(run(), ConnectionError);
  CHECK(live.querier.count_movies() == 0);
}

TEST_CASE("a connection lost while committing") {
  live::Database live{{.max_connections = 1}};
  Transaction transaction = live.pool.begin();
  db::Querier querier{transaction};
  add_movie(querier, 1);
  kill_backend(static_cast<int>(live::integer(transaction, "SELECT pg_backend_pid()")));
  CHECK_THROWS_AS(transaction.commit(), OutcomeUnknown);
}

TEST_CASE("a read-only statement is repeated on a new connection, a writing one is not") {
  live::Database live{{.max_connections = 1}};
  static constexpr Statement kOnce{
      .name = "Once", .sql = "SELECT 1 FROM pg_terminate_backend(pg_backend_pid())", .columns = kNumber};
  CHECK_THROWS_AS((void)one<std::int32_t>(live.pool, kOnce, {}), ConnectionError);
  live.pool.execute("CREATE SEQUENCE attempts");
  static constexpr Statement kTwice{
      .name = "Twice",
      .sql = "SELECT CASE WHEN nextval('attempts') = 1 THEN pg_terminate_backend(pg_backend_pid())::int ELSE 7 END",
      .columns = kNumber,
      .read_only = true};
  CHECK(one<std::int32_t>(live.pool, kTwice, {}) == 7);
}

TEST_CASE("the server restarts") {
  // A server of its own: others must not lose their connections.
  testing::TemporaryServer server;
  Pool pool{PoolOptions{.conninfo = server.conninfo(), .max_connections = 2}};
  pool.execute("CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)");
  auto lease = pool.acquire();
  pool.ping();
  server.restart();
  CHECK_THROWS_AS(lease.execute("SELECT 1"), ConnectionError);
  CHECK(live::integer(pool, "SELECT count(*) FROM kept") == 1);
}

TEST_CASE("a batch whose connection is lost") {
  live::Database live{{.max_connections = 1}};
  struct Row {
    std::int32_t number{};
  };
  static constexpr Parameter kParameter[] = {parameter<std::int32_t>("number", offsetof(Row, number), codec::int4)};
  static constexpr Statement kKill{
      .name = "Kill",
      .sql = "SELECT CASE WHEN $1 = 3 THEN pg_terminate_backend(pg_backend_pid())::int ELSE $1 END",
      .columns = kNumber,
      .parameters = kParameter};
  const std::vector<Row> rows{{1}, {2}, {3}, {4}};
  const auto results = batch_one<std::int32_t>(live.pool, kKill, batch(std::span<const Row>{rows}));
  CHECK(results[1].value() == 2);
  CHECK_THROWS_AS((void)results[2].value(), ConnectionError);
  CHECK_THROWS_AS((void)results[3].value(), ConnectionError);
  CHECK(live.querier.count_movies() == 0);
}
