#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <atomic>
#include <future>

#include "aio_database.hpp"
#include "pgscribe/aio/transaction.hpp"

// Transactions of coroutines: what stays of them, and what they do to those that share the pool.

using namespace aio_test;
using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

asio::awaitable<std::string> text_of(aio::PoolHandle pool, std::int64_t id) {
  const auto row = co_await get_fact(pool, id);
  co_return row ? row->text : "";
}

asio::awaitable<void> add(aio::PoolHandle pool, std::int64_t id) {
  const std::string text = fact(id);
  co_await add_fact(pool, id, text);
}

bool is_there(Database& live, std::int64_t id) { return live.loop.run(text_of(live.pool, id)) == fact(id); }

template <typename Function>
void run(Database& live, Function function, TransactionOptions options = {}) {
  live.loop.run(live.pool.transaction(function, options));
}

aio::PoolOptions two_connections() {
  aio::PoolOptions options;
  options.connections.max_connections = 2;
  return options;
}

}  // namespace

TEST_CASE("what a transaction did is there when it returns, with what it returned") {
  Database live{two_connections()};
  const auto added = live.loop.run(live.pool.transaction([](aio::Transaction& tx) -> asio::awaitable<Fact> {
    co_await add(tx, 3000);
    CHECK(tx.active());
    const std::string text = fact(3001);
    co_return co_await add_fact_returning(tx, 3001, text);
  }));
  CHECK(added.text == fact(3001));
  CHECK(is_there(live, 3000));
  CHECK(is_there(live, 3001));
  CHECK(live.pool.stats().transactions == 0);
}

TEST_CASE("a transaction that throws leaves nothing, and its connection to others") {
  Database live{one_connection()};
  CHECK_THROWS_AS(run(live,
                      [](aio::Transaction& tx) -> asio::awaitable<void> {
                        co_await add(tx, 3000);
                        throw std::runtime_error("no");
                      }),
                  std::runtime_error);
  CHECK_THROWS_AS(run(live,
                      [](aio::Transaction& tx) -> asio::awaitable<void> {
                        co_await add(tx, 3001);
                        co_await divide(tx, 0);
                      }),
                  DataException);
  run(live, [](aio::Transaction& tx) -> asio::awaitable<void> {
    co_await add(tx, 3002);
    co_await tx.rollback();
    CHECK(!tx.active());
  });
  for (const std::int64_t id : {3000, 3001, 3002}) CHECK(!is_there(live, id));
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("others see nothing of a transaction before it is committed, and go on meanwhile") {
  Database live{two_connections()};
  run(live, [&live](aio::Transaction& tx) -> asio::awaitable<void> {
    co_await add(tx, 3000);
    for (std::int64_t i = 1; i <= 50; ++i) {
      const std::string outside = co_await text_of(live.pool, i);
      CHECK(outside == fact(i));
    }
    const std::string unseen = co_await text_of(live.pool, 3000);
    CHECK(unseen.empty());
    const std::string own = co_await text_of(tx, 3000);
    CHECK(own == fact(3000));
    CHECK(live.pool.stats().transactions == 1);
  });
  CHECK(is_there(live, 3000));
}

TEST_CASE("a swallowed error is TransactionAborted at the end") {
  Database live{one_connection()};
  const auto swallow = [](aio::Transaction& tx) -> asio::awaitable<void> {
    co_await add(tx, 3000);
    const auto [error, quotient] = co_await divide(tx, 0, kTuple);
    CHECK(error != nullptr);
  };
  CHECK_THROWS_AS(run(live, swallow), TransactionAborted);
  CHECK(!is_there(live, 3000));
  run(live, [&swallow](aio::Transaction& tx) -> asio::awaitable<void> {
    bool aborted = false;
    try {
      co_await tx.transaction(swallow);
    } catch (const TransactionAborted&) {
      aborted = true;
    }
    CHECK(aborted);
    co_await add(tx, 3001);
  });
  CHECK(!is_there(live, 3000));
  CHECK(is_there(live, 3001));
}

TEST_CASE("a savepoint that throws leaves what came before it") {
  Database live{one_connection()};
  run(live, [](aio::Transaction& tx) -> asio::awaitable<void> {
    co_await add(tx, 3000);
    try {
      co_await tx.transaction([](aio::Transaction& nested) -> asio::awaitable<void> {
        co_await add(nested, 3001);
        co_await add(nested, 3000);  // is there already
      });
    } catch (const UniqueViolation&) {
    }
    co_await tx.transaction([](aio::Transaction& nested) -> asio::awaitable<void> { co_await add(nested, 3002); });
  });
  CHECK(is_there(live, 3000));
  CHECK(!is_there(live, 3001));
  CHECK(is_there(live, 3002));
}

TEST_CASE("conflicts are run again as often as the policy says") {
  Database live{two_connections()};
  int attempts = 0;
  const auto conflict = [&](aio::Transaction& tx) -> asio::awaitable<void> {
    co_await add(tx, 3000);
    if (++attempts < 3) throw SerializationFailure(ErrorFields{.message = "conflict"});
  };
  CHECK_THROWS_AS(run(live, conflict, {.retry = {.max_attempts = 2, .initial_backoff = 1ms}}), SerializationFailure);
  CHECK(attempts == 2);
  CHECK(!is_there(live, 3000));
  run(live, conflict, {.retry = {.max_attempts = 2, .initial_backoff = 1ms}});
  CHECK(is_there(live, 3000));
}

TEST_CASE("the isolation that was asked for is the server's, and real conflicts are found") {
  aio::PoolOptions three;
  three.connections.max_connections = 3;
  Database live{three};
  const auto add_up = [](aio::Transaction& tx) -> asio::awaitable<void> {
    const std::string text = co_await text_of(tx, 1);
    co_await aio::exec(tx, command("UPDATE facts SET text = text || '+' WHERE id = 1"), {});
  };
  const TransactionOptions options{.isolation = Isolation::serializable,
                                   .retry = {.max_attempts = 1000, .initial_backoff = 1ms, .max_backoff = 5ms}};
  std::vector<std::future<void>> all;
  for (int i = 0; i < 20; ++i)
    all.push_back(asio::co_spawn(live.loop.context(), live.pool.transaction(add_up, options), asio::use_future));
  for (auto& one : all) one.get();
  CHECK(live.loop.run(text_of(live.pool, 1)) == fact(1) + std::string(20, '+'));
  CHECK_THROWS_AS(
      run(live, [](aio::Transaction& tx) -> asio::awaitable<void> { co_await add(tx, 3000); }, {.read_only = true}),
      ServerError);
}

TEST_CASE("a deadline inside ends the transaction, and not its connection") {
  Database live{one_connection()};
  try {
    run(live, [](aio::Transaction& tx) -> asio::awaitable<void> {
      co_await add(tx, 3000);
      co_await slow_echo(tx.with_timeout(30ms), 1, 600);
    });
    FAIL("slept");
  } catch (const QueryCanceled&) {
  } catch (const DeadlineExceeded&) {
    // On a machine that is too busy to cancel in time.
  }
  CHECK(!is_there(live, 3000));
}

TEST_CASE("a transaction that is canceled leaves nothing, and its connection to others") {
  Database live{one_connection()};
  asio::cancellation_signal signal;
  std::atomic<bool> is_inside{false};
  std::promise<std::exception_ptr> done;
  asio::co_spawn(live.loop.context(), live.pool.transaction([&](aio::Transaction& tx) -> asio::awaitable<void> {
    co_await add(tx, 3000);
    is_inside = true;
    co_await slow_echo(tx, 1, 600);
  }),
                 asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr error) { done.set_value(error); }));
  while (!is_inside || live.pool.stats().in_flight == 0) std::this_thread::yield();
  asio::post(live.loop.context(), [&] { signal.emit(asio::cancellation_type::terminal); });
  CHECK_THROWS_AS(std::rethrow_exception(done.get_future().get()), OperationCanceled);
  CHECK(!is_there(live, 3000));
}

TEST_CASE("transactions wait for connections, each its turn, and no longer than they may") {
  aio::PoolOptions options = two_connections();
  Database live{options};
  std::vector<std::future<void>> all;
  for (std::int64_t id = 3000; id < 3030; ++id) {
    all.push_back(asio::co_spawn(
        live.loop.context(),
        live.pool.transaction([id](aio::Transaction& tx) -> asio::awaitable<void> { co_await add(tx, id); }),
        asio::use_future));
    all.push_back(asio::co_spawn(live.loop.context(), add(live.pool, id + 1000), asio::use_future));
  }
  for (auto& one : all) one.get();
  for (std::int64_t id = 3000; id < 3030; ++id) CHECK(is_there(live, id));

  options = one_connection();
  options.connections.acquire_timeout = 50ms;
  Database narrow{options};
  bool timed_out = false;
  const auto nobody_else = [&](aio::Transaction& tx) -> asio::awaitable<void> {
    co_await add(tx, 3000);
    try {
      co_await narrow.pool.transaction([](aio::Transaction&) -> asio::awaitable<void> { co_return; });
    } catch (const PoolTimeout&) {
      timed_out = true;
    }
  };
  while (!timed_out) {
    try {
      run(narrow, nobody_else);
    } catch (const PoolTimeout&) {
      // On a machine that is too busy to connect in time.
    }
  }
  CHECK(is_there(narrow, 3000));
}

TEST_CASE("a connection that is lost in a transaction is an error there, and another attempt where that is wanted") {
  Database live{one_connection()};
  int attempts = 0;
  const auto lose_first = [&](aio::Transaction& tx) -> asio::awaitable<void> {
    co_await add(tx, 3000);
    if (++attempts == 1) live.terminate_backends();
    co_await add(tx, 3001);
  };
  CHECK_THROWS_AS(run(live, lose_first), ConnectionError);
  CHECK(!is_there(live, 3000));
  attempts = 0;
  run(live, lose_first, {.retry = {.max_attempts = 2, .initial_backoff = 1ms, .after_connection_loss = true}});
  CHECK(is_there(live, 3001));
}

TEST_CASE("of a connection that is lost in COMMIT the outcome is unknown") {
  Database live{one_connection()};
  live.observer.execute(
      "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); RETURN NULL; END $$;"
      "CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
      "EXECUTE FUNCTION wait()");
  auto done = asio::co_spawn(
      live.loop.context(),
      live.pool.transaction([](aio::Transaction& tx) -> asio::awaitable<void> { co_await add(tx, 3000); },
                            {.retry = {.max_attempts = 5, .after_connection_loss = true}}),
      asio::use_future);
  static constexpr Column kCount[] = {column<std::int64_t>("n", 0, codec::int8)};
  static constexpr Statement kCommitting{
      .name = "Committing",
      .sql = "SELECT count(*) FROM pg_stat_activity WHERE query = 'COMMIT' AND wait_event = 'PgSleep'",
      .columns = kCount};
  while (one<std::int64_t>(live.observer, kCommitting, {}) == 0) std::this_thread::yield();
  live.terminate_backends();
  CHECK_THROWS_AS(done.get(), OutcomeUnknown);
}

TEST_CASE("what is sent to a transaction that is over is refused") {
  Database live{one_connection()};
  std::optional<aio::PoolHandle> kept;
  run(live, [&](aio::Transaction& tx) -> asio::awaitable<void> {
    kept = tx.handle();
    co_await tx.rollback();
    bool refused = false;
    try {
      co_await add(tx, 3000);
    } catch (const UsageError&) {
      refused = true;
    }
    CHECK(refused);
  });
  CHECK_THROWS_AS(echo(*kept, 1, asio::use_future).get(), UsageError);
  CHECK_THROWS_AS(
      run(live, [](aio::Transaction& tx) -> asio::awaitable<void> { co_await aio::exec(tx, command("COMMIT"), {}); }),
      UsageError);
  CHECK(echo(live.pool, 5, asio::use_future).get() == 5);
}

TEST_CASE("close waits for transactions that are open") {
  Database live{two_connections()};
  std::promise<void> inside;
  auto done =
      asio::co_spawn(live.loop.context(), live.pool.transaction([&](aio::Transaction& tx) -> asio::awaitable<void> {
        inside.set_value();
        co_await slow_echo(tx, 1, 0.05);
        co_await add(tx, 3000);
      }),
                     asio::use_future);
  inside.get_future().get();
  CHECK(live.pool.close(60s, asio::use_future).get());
  done.get();
}
