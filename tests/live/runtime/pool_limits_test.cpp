// Limits of a pool's patience: cancellation, deadlines, back-off, hooks that refuse, forks.
#include <libpq-fe.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "live_database.hpp"
#include "pool/access.hpp"
#include "silent_server.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

PGconn* handle_of(Connection& connection) { return ConnectionAccess::session(connection).handle(); }

template <typename Condition>
bool wait_for(Condition condition) {
  for (int i = 0; i < 1000 && !condition(); ++i) std::this_thread::sleep_for(5ms);
  return condition();
}

}  // namespace

TEST_CASE("a stop request ends the wait for a connection") {
  live::Database live{{.max_connections = 1}};
  auto lease = std::make_unique<Connection>(live.pool.acquire());
  std::stop_source stop;
  std::thread waiter{[&] { CHECK_THROWS_AS((void)live.pool.acquire(stop.get_token()), OperationCanceled); }};
  CHECK(wait_for([&] { return live.pool.stats().waiting == 1; }));
  stop.request_stop();
  waiter.join();
  CHECK(live.pool.stats().waiting == 0);
  CHECK(live.pool.stats().canceled_acquire_count == 1);
  CHECK_THROWS_AS((void)live.pool.acquire(1h, stop.get_token()), OperationCanceled);
  lease.reset();
  CHECK(live::integer(live.pool, "SELECT 1") == 1);
  CHECK_THROWS_AS((void)live.pool.acquire(stop.get_token()), OperationCanceled);  // a stop is a stop
}

TEST_CASE("a stop request ends the opening of a connection") {
  live::SilentServer server;
  Pool pool{{.conninfo = server.conninfo(), .connect_timeout = 1h}};
  std::stop_source stop;
  std::thread caller{[&] { CHECK_THROWS_AS((void)pool.acquire(1h, stop.get_token()), OperationCanceled); }};
  server.wait_for_client();
  stop.request_stop();
  caller.join();
  CHECK(pool.stats().total_connections == 0);
}

TEST_CASE("the acquire timeout holds for the opening of a connection too") {
  live::SilentServer server;
  Pool pool{{.conninfo = server.conninfo(), .connect_timeout = 1h}};
  CHECK_THROWS_AS((void)pool.acquire(50ms), PoolTimeout);
  CHECK_THROWS_AS((void)pool.acquire(50ms), PoolTimeout);  // which is no reason to hold back
  CHECK(pool.stats().total_connections == 0);
}

TEST_CASE("a silent host is passed over after its time, and the deadline holds for all of them") {
  live::SilentServer silent;
  const std::string directory = silent.conninfo().substr(5, silent.conninfo().find(' ') - 5);
  const std::string live_directory = live::server().directory().string();
  const auto hosts = [](const std::string& list) { return "host=" + list + " user=postgres dbname=postgres"; };
  Pool pool{{.conninfo = hosts(directory + "," + live_directory), .connect_timeout = 50ms}};
  CHECK(live::integer(pool, "SELECT 1") == 1);
  Pool reader{{.conninfo = hosts(live_directory + "," + live_directory), .target_session_attrs = "prefer-standby"}};
  CHECK(live::integer(reader, "SELECT 1") == 1);
  Pool silence{{.conninfo = hosts(directory + "," + directory), .connect_timeout = 1h}};
  CHECK_THROWS_AS((void)silence.acquire(20ms), PoolTimeout);
  std::stop_source stop;
  std::thread caller{[&] { CHECK_THROWS_AS((void)silence.acquire(1h, stop.get_token()), OperationCanceled); }};
  silent.wait_for_client();
  stop.request_stop();
  caller.join();
  Pool standby{{.conninfo = hosts(live_directory + ",/nonexistent"), .target_session_attrs = "standby"}};
  CHECK_THROWS_WITH_AS((void)standby.acquire(), doctest::Contains("server is not in hot standby mode\n"),
                       ConnectionError);
  Pool unfit{hosts("a,b") + " port=1,2,3"};
  CHECK_THROWS_WITH_AS((void)unfit.acquire(), doctest::Contains("could not match 3 port numbers to 2 hosts"),
                       ConnectionError);
}

TEST_CASE("a pool that opens a connection in the background closes at once") {
  live::SilentServer server;
  auto pool =
      std::make_unique<Pool>(PoolOptions{.conninfo = server.conninfo(), .min_connections = 1, .connect_timeout = 1h});
  server.wait_for_client();
  CHECK(pool->close(10s));
}

TEST_CASE("a server that is not there is not asked all the time") {
  const std::filesystem::path link = live::server().directory().string() + "-later";
  Pool pool{{.conninfo = "host=" + link.string() + " user=postgres dbname=postgres",
             .reconnect_backoff = 20ms,
             .max_reconnect_backoff = 100ms}};
  const auto message = [&] {
    try {
      (void)pool.acquire();
      return std::string{};
    } catch (const ConnectionError& error) {
      return error.message();
    }
  };
  const std::string first = message();
  CHECK(first.find("No such file or directory") != std::string::npos);
  CHECK(first.find("tried again") == std::string::npos);
  CHECK(wait_for([&] { return message().find("is tried again in") != std::string::npos; }));
  std::filesystem::create_directory_symlink(live::server().directory(), link);
  CHECK(wait_for([&] { return message().empty(); }));
  std::filesystem::remove(link);
  CHECK(pool.stats().total_connections == 1);

  Pool eager{{.conninfo = "host=/nonexistent", .reconnect_backoff = 0ms}};
  for (int i = 0; i < 3; ++i) {
    CHECK_THROWS_WITH_AS((void)eager.acquire(), doctest::Contains("No such file or directory"), ConnectionError);
  }
}

TEST_CASE("a hook that refuses everything does not keep the pool busy for ever") {
  int refused = 0;
  live::Database live{{.max_connections = 2, .before_acquire = [&](Connection&) { return ++refused, false; }}};
  CHECK_THROWS_WITH_AS((void)live.pool.acquire(), "before_acquire refused every connection", ConnectionError);
  CHECK(refused == 3);
  CHECK(live.pool.stats().total_connections == 0);
  CHECK(live.pool.stats().acquired_connections == 0);
}

TEST_CASE("an exception of a hook reaches the caller and frees the place") {
  live::Database live{{.max_connections = 1, .after_connect = [](Connection&) { throw std::runtime_error("no"); }}};
  for (int i = 0; i < 3; ++i) CHECK_THROWS_WITH_AS((void)live.pool.acquire(1s), "no", std::runtime_error);
  CHECK(live.pool.stats().total_connections == 0);
}

TEST_CASE("connections in COPY, in pipeline mode or in a lost transaction do not go back") {
  live::Database live{{.max_connections = 1}};
  const auto pid = [&] { return live.pool.acquire().backend_pid(); };
  int before = pid();
  {
    auto lease = live.pool.acquire();
    PQclear(PQexec(handle_of(lease), "COPY reviews FROM STDIN"));
    CHECK(PQtransactionStatus(handle_of(lease)) == PQTRANS_ACTIVE);
  }
  CHECK(pid() != before);
  before = pid();
  {
    auto lease = live.pool.acquire();
    CHECK(PQenterPipelineMode(handle_of(lease)) == 1);
  }
  CHECK(pid() != before);
  before = pid();
  {
    auto lease = live.pool.acquire();
    CHECK_THROWS_AS(lease.execute("BEGIN; SELECT 1/0"), DataException);
    CHECK(PQtransactionStatus(handle_of(lease)) == PQTRANS_INERROR);
  }
  CHECK(pid() == before);  // rolled back
  {
    auto lease = live.pool.acquire();
    lease.execute("BEGIN");
    Pool{live.database.conninfo()}.execute("SELECT pg_terminate_backend(" + std::to_string(before) + ", 5000)");
  }
  CHECK(pid() != before);
  CHECK(live.pool.stats().broken_destroy_count == 3);
}

TEST_CASE("idle connections are kept ready beyond those in use") {
  live::Database live{{.max_connections = 4, .min_idle_connections = 2, .health_check_period = 5ms}};
  CHECK(wait_for([&] { return live.pool.stats().idle_connections == 2; }));
  auto lease = live.pool.acquire();
  CHECK(wait_for([&] { return live.pool.stats().idle_connections == 2; }));
  CHECK(live.pool.stats().total_connections == 3);
}

TEST_CASE("idle connections are closed down to the minimum, and no further") {
  live::Database live{{.max_connections = 3, .min_connections = 1, .max_idle_time = 20ms, .health_check_period = 5ms}};
  {
    auto a = live.pool.acquire();
    auto b = live.pool.acquire();
    auto c = live.pool.acquire();
  }
  CHECK(wait_for([&] { return live.pool.stats().max_idle_destroy_count == 2; }));
  const auto opened = live.pool.stats().new_connections_count;
  std::this_thread::sleep_for(60ms);
  CHECK(live.pool.stats().new_connections_count == opened);
  CHECK(live.pool.stats().total_connections == 1);
}

TEST_CASE("health") {
  live::Database live{{.max_connections = 2}};
  const PoolHealth health = live.pool.health();
  CHECK(health.up);
  CHECK(health.error.empty());
  CHECK(health.version == live::text(live.pool, "SELECT split_part(current_setting('server_version'), ' ', 1)"));
  CHECK(health.stats.new_connections_count == 1);
  CHECK(to_json(health).find("{\"status\":\"up\",\"version\":\"" + health.version + "\",\"latency\":") == 0);
  auto a = live.pool.acquire();
  auto b = live.pool.acquire();
  const PoolHealth exhausted = live.pool.health(20ms);
  CHECK_FALSE(exhausted.up);
  CHECK(exhausted.error.find("no connection became free") == 0);
  CHECK(to_json(exhausted).find("\"acquired_connections\":2") != std::string::npos);

  live::SilentServer silent;
  Pool pool{silent.conninfo()};
  CHECK_FALSE(pool.health(20ms).up);
}

TEST_CASE("a forked child cannot use the pool, nor harm it") {
  live::Database live{{.max_connections = 2}};
  auto lease = live.pool.acquire();
  CHECK(live::integer(live.pool, "SELECT 1") == 1);  // a second, idle connection
  const pid_t child = fork();
  if (child == 0) {
    const auto refused = [](auto call) {
      try {
        call();
        return false;
      } catch (const UsageError&) {
        return true;
      }
    };
    const bool right = refused([&] { (void)live.pool.acquire(); }) && refused([&] { (void)live.pool.stats(); });
    { const Connection moved = std::move(lease); }
    _exit(right ? 0 : 1);
  }
  int status = -1;
  CHECK(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(live::integer(lease, "SELECT 1") == 1);
  CHECK(live::integer(live.pool, "SELECT 1") == 1);
}
