#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/steady_timer.hpp>
#include <asio/strand.hpp>
#include <atomic>
#include <cstdlib>
#include <future>
#include <random>

#include "aio_database.hpp"
#include "pgscribe/aio/transaction.hpp"

// Every value carries its question, whatever happens in between.

using namespace aio_test;
using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

constexpr int kClients = 64;

std::chrono::milliseconds load_time() {
  const char* seconds = std::getenv("PGSCRIBE_FAULT_SECONDS");
  return std::chrono::milliseconds{static_cast<int>((seconds == nullptr ? 2.0 : std::atof(seconds)) * 1000)};
}

constexpr std::int64_t kFirstOfPairs = 10'000'000'000;
constexpr Column kCount[] = {column<std::int64_t>("count", 0, codec::int8)};
constexpr Statement kUnpaired{.name = "Unpaired",
                              .sql =
                                  "SELECT count(*) FROM facts WHERE abs(id) >= 10000000000 AND NOT EXISTS "
                                  "(SELECT FROM facts other WHERE other.id = -facts.id)",
                              .columns = kCount};

struct Tally {
  std::atomic<int> right{0}, wrong{0}, canceled{0}, deadlines{0}, lost{0}, server_errors{0}, others{0}, transactions{0};
};

/// Counts what was thrown by its kind; an error that no fault explains is one of `others`.
void count(Tally& tally, const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const OperationCanceled&) {
    ++tally.canceled;
  } catch (const QueryCanceled&) {
    ++tally.deadlines;
  } catch (const DeadlineExceeded&) {
    ++tally.deadlines;
  } catch (const ConnectionError&) {
    ++tally.lost;
  } catch (const DataException& thrown) {
    ++(thrown.query() == "Divide" ? tally.server_errors : tally.wrong);
  } catch (const std::exception& thrown) {
    MESSAGE(std::string{thrown.what()});
    ++tally.others;
  }
}

void judge(Tally& tally, const std::exception_ptr& error, bool is_right) {
  if (error) return count(tally, error);
  ++(is_right ? tally.right : tally.wrong);
}

/// Cancels a call after a while, wherever it is by then.
asio::awaitable<void> cancel_soon(aio::Pool& pool, Tally& tally, std::int64_t id) {
  const auto executor = co_await asio::this_coro::executor;
  asio::cancellation_signal signal;
  asio::steady_timer pause{executor, 1ms};
  asio::steady_timer done{executor, std::chrono::steady_clock::time_point::max()};
  bool is_done = false;
  slow_echo(pool, id, 0.002,
            asio::bind_cancellation_slot(
                signal.slot(), asio::bind_executor(executor, [&](const std::exception_ptr& error, std::int64_t echoed) {
                  judge(tally, error, echoed == id);
                  is_done = true;
                  done.cancel();
                })));
  co_await pause.async_wait(kTuple);
  signal.emit(asio::cancellation_type::terminal);
  if (!is_done) co_await done.async_wait(kTuple);
}

struct GaveUp {};

/// Adds two facts or none; each of its statements may be late, and it may give up at the end.
asio::awaitable<void> transact(aio::Pool& pool, Tally& tally, std::minstd_rand& random) {
  static std::atomic<std::int64_t> next{kFirstOfPairs};
  const std::int64_t id = next++;
  const std::string text = fact(id);
  const bool gives_up = random() % 4 == 0;
  const std::chrono::milliseconds patience{random() % 4 == 0 ? random() % 5 + 1 : 60'000};
  const auto add_both = [&](aio::Transaction& tx) -> asio::awaitable<bool> {
    co_await add_fact(tx, id, text);
    const auto echoed = co_await slow_echo(tx.with_timeout(patience), id, 0.001);
    co_await add_fact(tx, -id, text);
    const auto row = co_await get_fact(tx, -id);
    if (gives_up) throw GaveUp{};
    co_return echoed == id&& row && row->id == -id && row->text == text;
  };
  std::exception_ptr error;
  bool is_right = gives_up;
  try {
    is_right = co_await pool.transaction(add_both);
  } catch (const GaveUp&) {
  } catch (const ServerError& thrown) {
    // What is prepared has become stale by DDL: in a transaction that is an error.
    if (thrown.sqlstate() == "0A000")
      is_right = true;
    else
      error = std::current_exception();
  } catch (...) {
    error = std::current_exception();
  }
  ++tally.transactions;
  judge(tally, error, is_right);
}

asio::awaitable<void> ask(aio::Pool& pool, Tally& tally, std::minstd_rand& random) {
  const auto id = static_cast<std::int64_t>(random() % 1000 + 1);
  switch (random() % 9) {
    case 0: {
      const auto [error, echoed] = co_await echo(pool, id, kTuple);
      judge(tally, error, echoed == id);
      break;
    }
    case 1: {
      const auto [error, ids] = co_await list_ids(pool, id, kTuple);
      judge(tally, error, ids.size() == static_cast<std::size_t>(id) && (ids.empty() || ids.back() == id));
      break;
    }
    case 2: {
      const auto [error, quotient] = co_await divide(pool, id % 3, kTuple);
      judge(tally, error, id % 3 != 0 && quotient == 100 / (id % 3));
      break;
    }
    case 3: {
      const auto [error, echoed] =
          co_await slow_echo(pool.with_timeout(std::chrono::milliseconds{random() % 5 + 1}), id, 0.002, kTuple);
      judge(tally, error, echoed == id);
      break;
    }
    case 4: {
      const auto added = static_cast<std::int64_t>(random()) + 10'000;
      const auto [error, row] = co_await add_fact_returning(pool, added, fact(added), kTuple);
      if (error) {
        try {
          std::rethrow_exception(error);
        } catch (const UniqueViolation&) {
          break;
        } catch (...) {
        }
      }
      judge(tally, error, row.id == added && row.text == fact(added));
      break;
    }
    case 5: co_await cancel_soon(pool, tally, id); break;
    case 6: co_await transact(pool, tally, random); break;
    default: {
      const auto [error, row] = co_await get_fact(pool, id, kTuple);
      judge(tally, error, row && row->id == id && row->text == fact(id));
    }
  }
}

asio::awaitable<void> client(aio::Pool& pool, Tally& tally, const std::atomic<bool>& stopping, unsigned seed) {
  std::minstd_rand random{seed};
  while (!stopping) co_await ask(pool, tally, random);
}

void wait_for_an_answer(const Tally& tally) {
  const int before = tally.right;
  while (tally.right == before) std::this_thread::yield();
}

/// Many clients at work while `disturb` is called again and again, until what the test is about has been seen.
template <typename Disturb, typename Seen>
void load(Database& live, Tally& tally, Disturb disturb, Seen seen) {
  std::atomic<bool> stopping{false};
  std::vector<std::future<void>> clients;
  for (unsigned i = 0; i < kClients; ++i) {
    clients.push_back(asio::co_spawn(asio::make_strand(live.loop.context()), client(live.pool, tally, stopping, i + 1),
                                     asio::use_future));
  }
  const auto end = std::chrono::steady_clock::now() + load_time();
  while (std::chrono::steady_clock::now() < end || tally.right == 0 || !seen()) disturb();
  stopping = true;
  for (auto& done : clients) done.get();
  MESSAGE(tally.right.load(), " right, ", tally.canceled.load(), " canceled, ", tally.deadlines.load(), " late, ",
          tally.lost.load(), " lost, ", tally.transactions.load(), " transactions, ", tally.server_errors.load(),
          " refused by the server");
  CHECK(tally.wrong == 0);
  CHECK(tally.others == 0);
  CHECK(tally.transactions > 0);
  CHECK(live.pool.stats().waiting == 0);
  CHECK(live.pool.stats().transactions == 0);
  CHECK(one<std::int64_t>(live.observer, kUnpaired, {}) == 0);
}

aio::PoolOptions few_connections() {
  aio::PoolOptions options;
  options.connections.max_connections = 3;
  options.connections.reconnect_backoff = 1ms;
  options.connections.max_reconnect_backoff = 5ms;
  return options;
}

}  // namespace

TEST_CASE("under errors, deadlines and cancellations every answer is the one to its question") {
  Database live{few_connections()};
  Tally tally;
  load(
      live, tally, [] { std::this_thread::yield(); },
      [&] { return tally.server_errors > 0 && tally.canceled > 0 && tally.deadlines > 0; });
}

TEST_CASE("under DDL every answer is the one to its question") {
  Database live{few_connections()};
  Tally tally;
  load(
      live, tally,
      [&] {
        live.observer.execute("ALTER TABLE facts ALTER text TYPE varchar(200)");
        live.observer.execute("ALTER TABLE facts ALTER text TYPE text");
      },
      [&] { return live.pool.stats().resent_count > 0; });
}

TEST_CASE("while backends are terminated every answer is the one to its question") {
  Database live{few_connections()};
  Tally tally;
  load(
      live, tally,
      [&] {
        wait_for_an_answer(tally);
        live.observer.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'multiplexed' "
            "ORDER BY random() LIMIT 1");
      },
      [&] { return tally.lost > 0; });
}

TEST_CASE("while the server restarts every answer is the one to its question") {
  testing::TemporaryServer server;
  Database live{few_connections(), server};
  Tally tally;
  load(
      live, tally,
      [&] {
        wait_for_an_answer(tally);
        server.restart();
      },
      [&] { return tally.lost > 0; });
}
