#include <atomic>
#include <future>

#include "aio_database.hpp"

// What goes wrong between a statement and its answer.

using namespace aio_test;
using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

std::future<std::optional<Fact>> get(aio::Pool& pool, std::int64_t id) { return get_fact(pool, id, asio::use_future); }

}  // namespace

TEST_CASE("a connection that was lost while idle is replaced") {
  Database live{one_connection()};
  CHECK(get(live.pool, 1).get()->text == fact(1));
  live.terminate_backends();
  while (live.pool.stats().total_connections > 0) std::this_thread::yield();
  CHECK(get(live.pool, 2).get()->text == fact(2));
  CHECK(live.pool.stats().broken_destroy_count == 1);
}

TEST_CASE("of the statements on a connection that is lost the read-only ones are sent again, the others fail") {
  Database live{one_connection()};
  auto slow = slow_echo(live.pool, 1, 600.0, asio::use_future);
  while (live.pool.stats().in_flight == 0) std::this_thread::yield();
  auto read = get(live.pool, 3);
  auto write = add_fact(live.pool, 5000, std::string{"x"}, asio::use_future);
  while (live.pool.stats().in_flight < 3) std::this_thread::yield();
  live.terminate_backends();
  try {
    (void)slow.get();
    FAIL("survived");
  } catch (const ConnectionError& error) {
    CHECK(error.query() == "SlowEcho");
  }
  CHECK_THROWS_AS(write.get(), ConnectionError);
  CHECK(read.get()->text == fact(3));
  CHECK(live.pool.stats().resent_count == 1);
}

TEST_CASE("without a server statements fail, and work when it is back") {
  testing::TemporaryServer server;
  aio::PoolOptions options = one_connection();
  options.connections.reconnect_backoff = 1ms;
  options.connections.max_reconnect_backoff = 10ms;
  Database live{options, server};
  CHECK(get(live.pool, 1).get()->text == fact(1));
  std::atomic<bool> is_back{false};
  std::thread restart{[&] {
    server.restart();
    is_back = true;
  }};
  bool answered = false;
  while (!answered) {
    const bool was_back = is_back;
    try {
      const auto row = get(live.pool, 4).get();
      CHECK(row->text == fact(4));
      answered = was_back;
    } catch (const ConnectionError&) {
    } catch (const ServerError& error) {
      CHECK(error.sqlstate().substr(0, 2) == "57");  // it is shutting down
    }
  }
  restart.join();
}

TEST_CASE("statements are prepared again after their types changed, and after DISCARD ALL") {
  Database live{one_connection()};
  CHECK(get(live.pool, 1).get()->text == fact(1));
  for (const char* const sql :
       {"ALTER TABLE facts ALTER text TYPE varchar(200)", "ALTER TABLE facts ALTER text TYPE text"}) {
    live.observer.execute(sql);
    std::vector<std::future<std::optional<Fact>>> answers;
    for (std::int64_t i = 1; i <= 10; ++i) answers.push_back(get(live.pool, i));
    for (std::int64_t i = 1; i <= 10; ++i) CHECK(answers[static_cast<std::size_t>(i - 1)].get()->text == fact(i));
  }
  auto discarded = aio::exec(live.pool, command("DEALLOCATE ALL"), {}, asio::use_future);
  std::vector<std::future<std::optional<Fact>>> answers;
  for (std::int64_t i = 1; i <= 10; ++i) answers.push_back(get(live.pool, i));
  discarded.get();
  for (std::int64_t i = 1; i <= 10; ++i) CHECK(answers[static_cast<std::size_t>(i - 1)].get()->text == fact(i));
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("a statement that cannot be prepared fails for all that relied on it") {
  Database live{one_connection()};
  static constexpr Statement kBroken{.name = "Broken", .sql = "SELECT * FROM nowhere"};
  std::vector<std::future<void>> answers;
  for (int i = 0; i < 10; ++i) answers.push_back(aio::exec(live.pool, kBroken, {}, asio::use_future));
  for (auto& answer : answers) {
    try {
      answer.get();
      FAIL("there is nowhere");
    } catch (const ServerError& error) {
      CHECK(error.sqlstate() == "42P01");
    }
  }
  live.observer.execute("CREATE TABLE nowhere ()");
  aio::exec(live.pool, kBroken, {}, asio::use_future).get();
}

TEST_CASE("what writes and returns rows that cannot be used is undone, and nobody else") {
  Database live{one_connection()};
  static constexpr Parameter kId[] = {parameter<std::int64_t>("id", 0, codec::int8)};
  static constexpr Column kWrong[] = {column<std::int64_t>("id", 0, codec::int8)};
  static constexpr Statement kAdd{.name = "Add",
                                  .sql = "INSERT INTO facts VALUES ($1, 'new') RETURNING nullif(id, 2001) AS id",
                                  .columns = kWrong,
                                  .parameters = kId,
                                  .writes = true};
  std::vector<std::future<std::int64_t>> answers;
  for (std::int64_t id = 2000; id < 2004; ++id)
    answers.push_back(aio::one<std::int64_t>(live.pool, kAdd, positional(id), asio::use_future));
  CHECK(answers[0].get() == 2000);
  CHECK_THROWS_AS(answers[1].get(), UnexpectedNull);
  CHECK(answers[2].get() == 2002);
  CHECK(answers[3].get() == 2003);
  CHECK(!get(live.pool, 2001).get());
  CHECK(get(live.pool, 2003).get()->text == "new");
}

TEST_CASE("an error at COMMIT is the statement's, and nobody else's") {
  Database live{one_connection()};
  live.observer.execute("CREATE TABLE parts (id int8 REFERENCES facts DEFERRABLE INITIALLY DEFERRED)");
  auto bad = aio::exec(live.pool, command("INSERT INTO parts VALUES (-5)"), {}, asio::use_future);
  auto good = aio::exec_rows(live.pool, command("INSERT INTO parts VALUES (5)"), {}, asio::use_future);
  CHECK_THROWS_AS(bad.get(), ForeignKeyViolation);
  CHECK(good.get() == 1);
}

TEST_CASE("what would change the connection for others is refused") {
  Database live{one_connection()};
  for (const char* const sql : {"BEGIN", "COPY facts TO STDOUT", "COPY facts FROM STDIN"}) {
    CAPTURE(std::string{sql});
    CHECK_THROWS_AS(aio::exec(live.pool, command(sql), {}, asio::use_future).get(), UsageError);
    CHECK(get(live.pool, 1).get()->text == fact(1));
  }
  aio::exec(live.pool, command("SET DateStyle = 'German'"), {}, asio::use_future).get();
  CHECK(get(live.pool, 1).get()->text == fact(1));
  CHECK(live.pool.stats().new_connections_count == 5);
}
