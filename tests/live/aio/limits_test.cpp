#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <future>

#include "aio_database.hpp"

// Deadlines, cancellation, the queue's bound, and the end of a pool.

using namespace aio_test;
using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kOne = 1;

std::future<std::int64_t> sleep_on(const aio::PoolHandle& pool, double seconds) {
  return slow_echo(pool, kOne, seconds, asio::use_future);
}

std::future<std::int64_t> echo_on(const aio::PoolHandle& pool, std::int64_t id) {
  return echo(pool, id, asio::use_future);
}

void wait_until_running(Database& live) {
  static constexpr Column kCount[] = {column<std::int64_t>("n", 0, codec::int8)};
  static constexpr Statement kSleeping{
      .name = "Sleeping",
      .sql =
          "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'multiplexed' AND state = 'active' AND "
          "query LIKE '%pg_sleep%' AND wait_event = 'PgSleep'",
      .columns = kCount};
  while (one<std::int64_t>(live.observer, kSleeping, {}) == 0) std::this_thread::yield();
}

/// A call that can be canceled from any thread.
struct Cancelable {
  asio::cancellation_signal signal{};
  std::promise<std::exception_ptr> done{};

  Cancelable(Database& live, double seconds) {
    slow_echo(live.pool, kOne, seconds,
              asio::bind_cancellation_slot(
                  signal.slot(), [this](std::exception_ptr error, std::int64_t) { done.set_value(std::move(error)); }));
  }
  void cancel() { signal.emit(asio::cancellation_type::terminal); }
};

// However long a busy machine takes for it: it counts as waiting for a connection.
void connect(Database& live) {
  for (bool connected = false; !connected;) {
    try {
      connected = echo_on(live.pool, 1).get() == 1;
    } catch (const PoolTimeout&) {
    }
  }
}

}  // namespace

TEST_CASE("a deadline ends a statement that runs, and its connection stays") {
  Database live{one_connection()};
  auto slow = sleep_on(live.pool.with_timeout(50ms), 600);
  try {
    (void)slow.get();
    FAIL("slept");
  } catch (const QueryCanceled& error) {
    CHECK(error.query() == "SlowEcho");
    CHECK(std::string{error.what()}.find("deadline") != std::string::npos);
  } catch (const DeadlineExceeded&) {
    // On a machine that is too busy to cancel in time.
  }
  CHECK(echo_on(live.pool, 5).get() == 5);
}

TEST_CASE("a deadline holds for what waits behind others, and costs them nothing") {
  Database live{one_connection()};
  auto first = sleep_on(live.pool, 0.3);
  wait_until_running(live);
  auto behind = echo_on(live.pool.with_timeout(20ms), 5);
  auto last = echo_on(live.pool, 6);
  CHECK_THROWS_AS(behind.get(), DeadlineExceeded);
  CHECK(first.get() == kOne);
  CHECK(last.get() == 6);
}

TEST_CASE("a deadline holds in the queue") {
  aio::PoolOptions options = one_connection();
  options.depth = 1;
  Database live{options};
  auto first = sleep_on(live.pool, 0.3);
  wait_until_running(live);
  CHECK_THROWS_AS(echo_on(live.pool.with_timeout(20ms), 5).get(), QueryCanceled);
  CHECK(first.get() == kOne);
}

TEST_CASE("the queue is bounded, in length and in time") {
  aio::PoolOptions options = one_connection();
  options.depth = 1;
  options.max_waiting = 1;
  options.connections.acquire_timeout = 60ms;
  Database live{options};
  connect(live);
  const std::uint64_t timeouts = live.pool.stats().timeout_count;
  auto first = sleep_on(live.pool, 1);
  wait_until_running(live);
  auto waiting = echo_on(live.pool, 2);
  CHECK_THROWS_AS(echo_on(live.pool, 3).get(), PoolTimeout);
  CHECK(live.pool.stats().waiting <= 1);
  CHECK_THROWS_AS(waiting.get(), PoolTimeout);
  CHECK(first.get() == kOne);
  CHECK(live.pool.stats().timeout_count == timeouts + 2);
}

TEST_CASE("a statement that is canceled while it runs ends, and those behind it do not") {
  Database live{one_connection()};
  Cancelable slow{live, 600};
  wait_until_running(live);
  std::vector<std::future<std::int64_t>> others;
  for (std::int64_t i = 0; i < 10; ++i) others.push_back(echo_on(live.pool, i));
  slow.cancel();
  const std::exception_ptr error = slow.done.get_future().get();
  CHECK_THROWS_AS(std::rethrow_exception(error), OperationCanceled);
  for (std::int64_t i = 0; i < 10; ++i) {
    try {
      CHECK(others[static_cast<std::size_t>(i)].get() == i);
    } catch (const ConnectionError&) {
      // The server did not answer the cancellation in time.
    }
  }
}

TEST_CASE("the answer of a statement that was canceled behind others is nobody's") {
  Database live{one_connection()};
  auto first = sleep_on(live.pool, 0.2);
  wait_until_running(live);
  Cancelable second{live, 0};
  second.cancel();
  CHECK_THROWS_AS(std::rethrow_exception(second.done.get_future().get()), OperationCanceled);
  CHECK(echo_on(live.pool, 77).get() == 77);
  CHECK(first.get() == kOne);
}

TEST_CASE("an abandoned statement does not hold up those behind it for long") {
  Database live{one_connection()};
  auto first = sleep_on(live.pool, 0.2);
  wait_until_running(live);
  Cancelable second{live, 600};
  second.cancel();
  CHECK_THROWS_AS(std::rethrow_exception(second.done.get_future().get()), OperationCanceled);
  CHECK(first.get() == kOne);
  try {
    CHECK(echo_on(live.pool, 78).get() == 78);
  } catch (const ConnectionError&) {
    // The server did not answer the cancellation in time.
  }
}

TEST_CASE("close lets everything end") {
  Database live{one_connection()};
  std::vector<std::future<std::int64_t>> answers;
  answers.push_back(sleep_on(live.pool, 0.1));
  for (std::int64_t i = 0; i < 100; ++i) answers.push_back(echo_on(live.pool, i));
  auto closed = live.pool.close(60s, asio::use_future);
  CHECK_THROWS_AS(echo_on(live.pool, 1).get(), PoolClosed);
  CHECK(closed.get());
  for (std::size_t i = 1; i < answers.size(); ++i) CHECK(answers[i].get() == static_cast<std::int64_t>(i) - 1);
  CHECK(live.pool.stats().total_connections == 0);
}

TEST_CASE("close gives up what does not end in time, and so does the destructor") {
  Database live{one_connection()};
  auto slow = sleep_on(live.pool, 600);
  wait_until_running(live);
  CHECK(!live.pool.close(20ms, asio::use_future).get());
  CHECK_THROWS_AS(slow.get(), PoolClosed);

  Database other{one_connection()};
  auto lost = sleep_on(other.pool, 600);
  other.owned_pool.reset();
  CHECK_THROWS_AS(lost.get(), PoolClosed);
}

TEST_CASE("a pool behind a pooler that prepares nothing is refused") {
  aio::PoolOptions options;
  options.connections.statements = StatementMode::unprepared;
  asio::io_context context;
  CHECK_THROWS_AS(aio::Pool(context, options), UsageError);
  options = {};
  options.depth = 0;
  CHECK_THROWS_AS(aio::Pool(context, options), UsageError);
}
