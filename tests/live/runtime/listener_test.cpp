#include "pgscribe/listener.hpp"

#include <thread>

#include "live_database.hpp"
#include "silent_server.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

void terminate_listener(live::Database& live) {
  live.pool.execute(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'pgscribe listener' AND "
      "datname = current_database()");
}

}  // namespace

TEST_CASE("notifications arrive in order, from the channels that were asked for") {
  live::Database live;
  Listener listener{live.database.conninfo()};
  listener.listen("jobs");
  listener.listen("Odd \"name\"");
  CHECK_FALSE(listener.wait(0ms));
  live.pool.execute("NOTIFY jobs, 'one'; NOTIFY other, 'no'; NOTIFY \"Odd \"\"name\"\"\"; NOTIFY jobs, 'two'");
  const auto first = listener.wait(10s);
  REQUIRE(first);
  CHECK(first->channel == "jobs");
  CHECK(first->payload == "one");
  CHECK(first->backend_pid == live.pool.acquire().backend_pid());
  CHECK_FALSE(first->gap);
  CHECK(listener.wait(10s)->channel == "Odd \"name\"");
  CHECK(listener.wait(10s)->payload == "two");
  CHECK_FALSE(listener.wait(0ms));
  listener.unlisten("jobs");
  live.pool.execute("NOTIFY jobs, 'three'; NOTIFY \"Odd \"\"name\"\"\", 'last'");
  CHECK(listener.wait(10s)->payload == "last");
}

TEST_CASE("waiting ends at its timeout, and when a stop is requested") {
  live::Database live;
  Listener listener{live.database.conninfo()};
  listener.listen("jobs");
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(listener.wait(50ms));
  CHECK(std::chrono::steady_clock::now() - start >= 50ms);
  std::jthread stopper;
  std::stop_source stop;
  stopper = std::jthread{[&] { stop.request_stop(); }};
  CHECK_FALSE(listener.wait(stop.get_token()));
  live.pool.execute("NOTIFY jobs");
  CHECK_FALSE(listener.wait(stop.get_token()));  // a stop is a stop
  CHECK(listener.wait(10s));
}

TEST_CASE("a notification wakes up a thread that waits") {
  live::Database live;
  Listener listener{live.database.conninfo()};
  listener.listen("jobs");
  std::jthread sender{[&] { live.pool.execute("NOTIFY jobs, 'now'"); }};
  CHECK(listener.wait(std::stop_token{})->payload == "now");
}

TEST_CASE("a lost connection is made again and announced") {
  live::Database live;
  Listener listener{live.database.conninfo()};
  listener.listen("jobs");
  terminate_listener(live);
  live.pool.execute("NOTIFY jobs, 'lost'");
  const auto announcement = listener.wait(10s);
  REQUIRE(announcement);
  CHECK(*announcement == Notification{.gap = true});
  live.pool.execute("NOTIFY jobs, 'found'");
  CHECK(listener.wait(10s)->payload == "found");
}

TEST_CASE("a server that cannot be reached") {
  Listener nowhere{"host=/nonexistent"};
  CHECK_THROWS_AS(nowhere.listen("jobs"), ConnectionError);
  CHECK_THROWS_AS((void)nowhere.wait(20ms), ConnectionError);
  live::SilentServer silent;
  Listener listener{{.conninfo = silent.conninfo(), .connect_timeout = 1h}};
  std::stop_source stop;
  std::jthread stopper{[&] {
    silent.wait_for_client();
    stop.request_stop();
  }};
  CHECK_FALSE(listener.wait(stop.get_token()));
}
