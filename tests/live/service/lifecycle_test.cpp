#include <doctest/doctest.h>
#include <stdlib.h>

#include <future>
#include <thread>

#include "body_of.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"
#include "service_process.hpp"

// How the service begins and ends.

using nlohmann::json;
using service::body_of;
using service::ServiceProcess;

namespace {

/// A place for a server's socket, where there is none until `appear`.
class LateServer {
 public:
  LateServer() {
    std::string name = std::filesystem::temp_directory_path() / "late_server_XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  ~LateServer() { std::filesystem::remove_all(folder_); }
  LateServer(const LateServer&) = delete;
  LateServer& operator=(const LateServer&) = delete;

  [[nodiscard]] std::string conninfo() const {
    const std::string real = server_.conninfo();
    const std::string directory = server_.directory();
    const std::size_t at = real.find(directory);
    REQUIRE(at != std::string::npos);
    return std::string{real}.replace(at, directory.size(), folder_ / "socket");
  }
  void appear() const { std::filesystem::create_directory_symlink(server_.directory(), folder_ / "socket"); }

 private:
  pgscribe::testing::TemporaryServer server_;
  std::filesystem::path folder_;
};

/// A row that a transaction of the test's holds, and a request that waits for it.
struct BlockedRequest {
  explicit BlockedRequest(const pgscribe::testing::TemporaryServer& server, const ServiceProcess& process)
      : pool(pgscribe::PoolOptions{.conninfo = server.conninfo(), .max_connections = 2}), lock(pool.begin()) {
    lock.execute("INSERT INTO genres (slug, name, path) VALUES ('drama', 'Drama', 'drama')");
    answer = std::async(std::launch::async, [&process] {
      return process.client()->Post("/api/v1/genres", R"({"slug": "drama", "name": "D", "path": "d"})",
                                    "application/json");
    });
    while (pool.execute("SELECT FROM pg_stat_activity WHERE application_name = 'media_service' AND wait_event_type = "
                        "'Lock'")
               .affected_rows == 0)
      std::this_thread::yield();
  }

  pgscribe::Pool pool;
  pgscribe::Transaction lock;
  std::future<httplib::Result> answer;
};

void await_closed_port(const ServiceProcess& process) {
  while (process.client()->Get("/live")) std::this_thread::yield();
}

}  // namespace

TEST_CASE("the service waits for its database") {
  const LateServer server;
  ServiceProcess process{{{"DATABASE_URL", server.conninfo()}}};
  const auto http = process.client();
  process.await_log("the database cannot be reached: ");
  CHECK(body_of(http->Get("/live"), 200) == json{{"status", "live"}});
  CHECK(body_of(http->Get("/ready"), 503) == json{{"status", "starting"}});
  CHECK(body_of(http->Get("/api/v1/genres"), 503) == json{{"error", "the service is starting"}});
  const auto health = http->Get("/api/v1/health/database");
  REQUIRE(health);
  CHECK(health->status == 503);
  CHECK(health->body ==
        R"({"status":"unhealthy","version":"","pool_stats":{"total_conns":0,"idle_conns":0,"acquired_conns":0}})");
  server.appear();
  process.await_ready();
  CHECK(body_of(http->Get("/api/v1/genres"), 200) == json::parse(R"({"genres": []})"));
  process.terminate();
  CHECK(process.wait() == 0);
}

TEST_CASE("it can be told to end while it waits, and gives up when told so") {
  const LateServer server;
  ServiceProcess waiting{{{"DATABASE_URL", server.conninfo()}}};
  waiting.await_log("the database cannot be reached: ");
  waiting.terminate();
  CHECK(waiting.wait() == 0);
  ServiceProcess hasty{{{"DATABASE_URL", server.conninfo()}, {"GIVE_UP_AFTER_MS", "0"}}};
  CHECK(hasty.wait() == 1);
}

TEST_CASE("POSTGRES_* lead to the database, and no password to the log") {
  const pgscribe::testing::TemporaryServer server{{.tcp = true}};
  ServiceProcess process{{{"POSTGRES_HOST", "127.0.0.1"},
                          {"POSTGRES_PORT", std::to_string(server.tcp_port())},
                          {"POSTGRES_USER", "postgres"},
                          {"POSTGRES_DB", "postgres"},
                          {"POSTGRES_PASSWORD", "opensesame"}}};
  process.await_ready();
  CHECK(process.log().find("127.0.0.1") != std::string::npos);
  CHECK(process.log().find("opensesame") == std::string::npos);
}

TEST_CASE("a second one on the same port does not start") {
  const LateServer server;
  const ServiceProcess first{{{"DATABASE_URL", server.conninfo()}}};
  const std::string port = std::to_string(first.port());
  std::string said;
  try {
    const ServiceProcess second{{{"DATABASE_URL", server.conninfo()}, {"HTTP_PORT", port}}};
  } catch (const std::runtime_error& error) {
    said = error.what();
  }
  CHECK(said.starts_with("the service ended with 1: "));
  CHECK(said.find("cannot listen on 127.0.0.1:" + port) != std::string::npos);
}

TEST_CASE("what is asked when SIGTERM comes is answered") {
  const pgscribe::testing::TemporaryServer server;
  ServiceProcess process{{{"DATABASE_URL", server.conninfo()}}};
  process.await_ready();
  BlockedRequest blocked{server, process};
  process.terminate();
  await_closed_port(process);
  blocked.lock.rollback();
  const json genre = body_of(blocked.answer.get(), 201);
  CHECK(genre["name"] == "D");
  CHECK(process.wait() == 0);
  CHECK(process.log().find("drained\n") != std::string::npos);
}

TEST_CASE("until load balancers know, it goes on answering and asks to be left") {
  const pgscribe::testing::TemporaryServer server;
  ServiceProcess process{{{"DATABASE_URL", server.conninfo()}, {"DRAIN_DELAY_MS", "600000"}}};
  process.await_ready();
  process.terminate();
  process.await_log("draining\n");
  httplib::Result ready = process.client()->Get("/ready");
  while (ready && ready->status == 200) ready = process.client()->Get("/ready");
  CHECK(body_of(ready, 503) == json{{"status", "draining"}});
  const auto genres = process.client()->Get("/api/v1/genres");
  CHECK(body_of(genres, 200) == json::parse(R"({"genres": []})"));
  CHECK(genres->get_header_value("Connection") == "close");
}

TEST_CASE("what does not end in time is canceled") {
  const pgscribe::testing::TemporaryServer server;
  ServiceProcess process{{{"DATABASE_URL", server.conninfo()}, {"DRAIN_TIMEOUT_MS", "1"}}};
  process.await_ready();
  BlockedRequest blocked{server, process};
  process.terminate();
  CHECK(body_of(blocked.answer.get(), 503) == json{{"error", "the database is not available"}});
  CHECK(process.wait() == 1);
}
