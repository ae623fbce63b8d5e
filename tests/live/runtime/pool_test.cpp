#include <atomic>
#include <mutex>
#include <numeric>
#include <thread>

#include "live_database.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

TEST_CASE("connections are opened when needed and reused last in, first out") {
  live::Database live{{.max_connections = 3}};
  CHECK(live.pool.stats().total_connections == 0);
  int first = 0;
  int second = 0;
  {
    auto a = live.pool.acquire();
    auto b = live.pool.acquire();
    first = a.backend_pid();
    second = b.backend_pid();
    CHECK(first != second);
    CHECK(live.pool.stats().acquired_connections == 2);
  }  // b goes back before a
  CHECK(live.pool.stats().idle_connections == 2);
  CHECK(live.pool.acquire().backend_pid() == first);
  const PoolStats stats = live.pool.stats();
  CHECK(stats.max_connections == 3);
  CHECK(stats.acquire_count == 3);
  CHECK(stats.new_connections_count == 2);
  CHECK(stats.empty_acquire_count == 2);
  const auto& durations = stats.acquire_durations;
  CHECK(std::accumulate(durations.counts.begin(), durations.counts.end(), std::uint64_t{0}) == stats.acquire_count);
  CHECK(durations.sum == stats.acquire_duration);
  CHECK(durations.sum > 0ns);
}

TEST_CASE("an exhausted pool makes callers wait, but not for ever") {
  live::Database live{{.max_connections = 1, .acquire_timeout = 100ms}};
  auto lease = live.pool.acquire();
  const auto start = std::chrono::steady_clock::now();
  CHECK_THROWS_AS((void)live.querier.count_movies(), PoolTimeout);
  CHECK(std::chrono::steady_clock::now() - start >= 100ms);
  CHECK(live.pool.stats().canceled_acquire_count == 1);
  std::thread releaser{[lease = std::make_unique<Connection>(std::move(lease))]() mutable {
    std::this_thread::sleep_for(20ms);
    lease.reset();
  }};
  (void)live.pool.acquire(1min);
  releaser.join();
}

TEST_CASE("waiting callers are served in order") {
  live::Database live{{.max_connections = 1}};
  auto lease = std::make_unique<Connection>(live.pool.acquire());
  std::vector<int> order;
  std::mutex mutex;
  std::vector<std::thread> threads;
  for (int i = 0; i < 5; ++i) {
    threads.emplace_back([&, i] {
      const auto connection = live.pool.acquire();
      const std::lock_guard lock{mutex};
      order.push_back(i);
    });
    while (live.pool.stats().waiting != static_cast<std::size_t>(i) + 1) std::this_thread::sleep_for(1ms);
  }
  lease.reset();
  for (auto& thread : threads) thread.join();
  CHECK(order == std::vector<int>{0, 1, 2, 3, 4});
}

TEST_CASE("many threads on few connections") {
  live::Database live{{.max_connections = 4}};
  std::atomic<int> inserted{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        live::add_movie(live.querier, t * 25 + i);
        ++inserted;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(live.querier.count_movies() == 400);
  CHECK(inserted == 400);
  CHECK(live.pool.stats().total_connections <= 4);
  CHECK(live.pool.stats().acquired_connections == 0);
}

TEST_CASE("a connection killed while idle is replaced without a word") {
  live::Database live{{.max_connections = 1}};
  const int before = live.pool.acquire().backend_pid();
  Pool other{live::server().conninfo()};
  other.execute("SELECT pg_terminate_backend(" + std::to_string(before) + ", 5000)");
  CHECK(live.querier.count_movies() == 0);
  CHECK(live.pool.acquire().backend_pid() != before);
  CHECK(live.pool.stats().broken_destroy_count == 1);
}

TEST_CASE("what a lease leaves behind is undone or thrown away") {
  live::Database live{{.max_connections = 1}};
  const int pid = live.pool.acquire().backend_pid();
  live.pool.acquire().execute("BEGIN; CREATE TABLE half_done ()");
  CHECK(live.pool.acquire().backend_pid() == pid);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname = 'half_done'") == 0);
  live.pool.acquire().execute("SET DateStyle = 'German'");
  const int next = live.pool.acquire().backend_pid();
  CHECK(next != pid);
  live.pool.acquire().discard();
  CHECK(live.pool.acquire().backend_pid() != next);
}

TEST_CASE("hooks") {
  int opened = 0;
  int lent = 0;
  int returned = 0;
  bool keep = true;
  {
    live::Database live{
        {.max_connections = 1,
         .after_connect =
             [&](Connection& connection) { connection.execute("SET application_name = 'hooked'"), ++opened; },
         .before_acquire = [&](Connection&) { return ++lent != 2; },
         .after_release = [&](Connection&) { return ++returned, keep; }}};
    CHECK(live::text(live.pool, "SELECT current_setting('application_name')") == "hooked");
    CHECK(live.querier.count_movies() == 0);  // the second time the first connection is refused
    CHECK(opened == 2);
    CHECK(lent == 3);
    keep = false;
    CHECK(live.querier.count_movies() == 0);
    CHECK(live.pool.stats().idle_connections == 0);
    CHECK(returned == 3);
  }
}

TEST_CASE("old and idle connections are closed, the minimum is kept") {
  live::Database live{{.max_connections = 4,
                       .min_connections = 2,
                       .max_lifetime = 100ms,
                       .max_lifetime_jitter = {},
                       .health_check_period = 10ms}};
  const auto wait_for = [](auto condition) {
    for (int i = 0; i < 300 && !condition(); ++i) std::this_thread::sleep_for(10ms);
    return condition();
  };
  CHECK(wait_for([&] { return live.pool.stats().idle_connections == 2; }));
  CHECK(wait_for([&] { return live.pool.stats().max_lifetime_destroy_count >= 2; }));
  live::Database brief{{.max_connections = 4, .max_idle_time = 50ms, .health_check_period = 10ms}};
  CHECK(brief.querier.count_movies() == 0);
  CHECK(wait_for([&] { return brief.pool.stats().max_idle_destroy_count == 1; }));
  CHECK(wait_for([&] { return brief.pool.stats().total_connections == 0; }));  // counted before it is closed
}

TEST_CASE("close() drains") {
  live::Database live{{.max_connections = 1}};
  auto lease = std::make_unique<Connection>(live.pool.acquire());
  std::thread waiter{[&] { CHECK_THROWS_AS((void)live.querier.count_movies(), PoolClosed); }};
  while (live.pool.stats().waiting == 0) std::this_thread::sleep_for(1ms);
  CHECK_FALSE(live.pool.close(20ms));
  waiter.join();
  CHECK_THROWS_AS((void)live.pool.acquire(), PoolClosed);
  CHECK(live::integer(*lease, "SELECT 1") == 1);  // leases finish
  lease.reset();
  CHECK(live.pool.close(1s));
}

TEST_CASE("a lease may outlive its pool") {
  auto live = std::make_unique<live::Database>();
  const std::string conninfo = live->database.conninfo();
  auto pool = std::make_unique<Pool>(conninfo);
  Connection lease = pool->acquire();
  pool.reset();
  CHECK(live::integer(lease, "SELECT 1") == 1);
}

TEST_CASE("a connection is reset on its way back where the pool says so") {
  int set_up = 0;
  live::Database live{{.max_connections = 1,
                       .reset_on_release = ResetOnRelease::discard_all,
                       .after_connect = [&](Connection& connection) {
                         connection.execute("SET work_mem = '2MB'");
                         ++set_up;
                       }}};
  live.pool.execute("CREATE ROLE reset_guest");
  {
    auto lease = live.pool.acquire();
    CHECK(db::Querier{lease}.count_movies() == 0);
    lease.execute("SET ROLE reset_guest; SET work_mem = '3MB'; CREATE TEMP TABLE left_over ()");
  }
  auto lease = live.pool.acquire();
  CHECK(live::text(lease, "SELECT current_setting('role')") == "none");
  CHECK(live::text(lease, "SELECT current_setting('work_mem')") == "2MB");
  CHECK(live::integer(lease, "(SELECT count(*) FROM pg_class WHERE relname = 'left_over')") == 0);
  CHECK(db::Querier{lease}.count_movies() == 0);  // prepared again
  CHECK(live.pool.stats().new_connections_count == 1);
  CHECK(set_up == 3);
  lease.execute("DROP ROLE reset_guest");
}

TEST_CASE("a pool that goes while threads wait in it tells them") {
  live::Database live;
  auto pool = std::make_unique<Pool>(
      PoolOptions{.conninfo = live.database.conninfo(), .max_connections = 1, .acquire_timeout = 60s});
  Connection lease = pool->acquire();
  std::atomic<int> told{0};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 32; ++i) {
    threads.emplace_back([&told, &waiting_in = *pool] {
      try {
        (void)waiting_in.acquire();
      } catch (const PoolClosed&) {
        ++told;
      }
    });
  }
  while (pool->stats().waiting != threads.size()) std::this_thread::yield();
  pool.reset();
  threads.clear();
  CHECK(told == 32);
  CHECK(live::integer(lease, "SELECT 1") == 1);
}

TEST_CASE("the search path in the connection string comes before that of the role and the database") {
  live::Database live{{.max_connections = 1}};
  // Somebody else's function, which fits better than the built-in one, in a schema that a default puts in front.
  live.pool.execute(
      "CREATE SCHEMA hostile; CREATE FUNCTION hostile.lower(varchar) RETURNS text LANGUAGE sql AS $$SELECT 'hostile'$$;"
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = hostile, public', current_database()); END $$");
  const std::string lower = "SELECT lower('Title'::varchar)";
  Pool trusting{live.database.conninfo()};
  CHECK(live::text(trusting, lower) == "hostile");
  Pool pinned{live.database.conninfo() + " options='-c search_path=public,pg_temp'"};
  CHECK(live::text(pinned, lower) == "title");
  auto lease = pinned.acquire();
  lease.execute("SET search_path = hostile");
  lease.execute("DISCARD ALL");
  CHECK(live::text(lease, lower) == "title");
}

TEST_CASE("thousands of threads on a few connections") {
  live::Database live{{.max_connections = 4, .acquire_timeout = 300s}};
  std::atomic<int> answered{0};
  std::vector<std::jthread> threads;
  for (int t = 0; t < 2000; ++t) {
    threads.emplace_back([&, t] {
      if (live::integer(live.pool, "1") == 1) ++answered;
      if (t % 3 == 0) live.pool.transaction([&](Transaction& transaction) { (void)live::integer(transaction, "1"); });
      if (t % 7 == 0) (void)live.querier.with({.timeout = 300s}).count_movies();
    });
  }
  threads.clear();
  CHECK(answered == 2000);
  CHECK(live.pool.stats().acquired_connections == 0);
  CHECK(live.pool.stats().total_connections <= 4);
}
