#include <stdexcept>

#include "live_database.hpp"
#include "pgscribe/listener.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

TEST_CASE("before_connect changes the parts of the connection string") {
  const testing::TemporaryDatabase database{live::server()};
  const std::string conninfo = database.conninfo() + " user=nobody_knows password='it\\'s \\\\ old'";
  int calls = 0;
  Pool pool{PoolOptions{.conninfo = conninfo,
                        .max_connections = 2,
                        .health_check_period = {},
                        .before_connect = [&](ConnectionParameters& parameters) {
                          ++calls;
                          CHECK(parameters.at("user") == "nobody_knows");
                          CHECK(parameters.at("dbname") == database.name());
                          CHECK(parameters.count("sslmode") == 0);
                          parameters["user"] = "postgres";
                          parameters["password"] = "it's \\ new";
                          parameters["application_name"] = "call " + std::to_string(calls);
                        }}};
  {
    auto first = pool.acquire();
    auto second = pool.acquire();
    CHECK(live::text(first, "SELECT current_setting('application_name')") == "call 1");
    CHECK(live::text(second, "SELECT current_setting('application_name')") == "call 2");
  }
  CHECK(live::text(pool, "SELECT current_user") == "postgres");
  CHECK(calls == 2);
  CHECK(pool.options().conninfo == conninfo);
}

TEST_CASE("what before_connect throws reaches the caller, and the next one tries again") {
  const testing::TemporaryDatabase database{live::server()};
  bool ready = false;
  Pool pool{PoolOptions{.conninfo = database.conninfo(),
                        .max_connections = 1,
                        .health_check_period = {},
                        .before_connect = [&](ConnectionParameters&) {
                          if (!ready) throw std::runtime_error("no token");
                        }}};
  CHECK_THROWS_WITH_AS(pool.ping(), "no token", std::runtime_error);
  ready = true;
  CHECK_NOTHROW(pool.ping());
  CHECK(pool.stats().total_connections == 1);
}

TEST_CASE("parts that libpq does not take are refused without their values") {
  const testing::TemporaryDatabase database{live::server()};
  const auto problem = [&](const char* key, const std::string& value) {
    Pool pool{PoolOptions{.conninfo = database.conninfo(),
                          .health_check_period = {},
                          .before_connect = [&](ConnectionParameters& parameters) { parameters[key] = value; }}};
    try {
      pool.ping();
    } catch (const Error& error) {
      return std::string{error.what()};
    }
    return std::string{};
  };
  CHECK(problem("passwrd", "s3cr3t") ==
        "the connection string cannot be parsed: invalid connection option \"passwrd\"");
  CHECK(problem("password", std::string{"s3\0cr3t", 7}).starts_with("the connection string has a NUL byte"));
}

TEST_CASE("a listener asks it before it connects again") {
  const testing::TemporaryDatabase database{live::server()};
  int calls = 0;
  Listener listener{ListenerOptions{.conninfo = database.conninfo() + " user=nobody_knows",
                                    .before_connect = [&](ConnectionParameters& parameters) {
                                      ++calls;
                                      parameters["user"] = "postgres";
                                      parameters["application_name"] = "the listener";
                                    }}};
  listener.listen("news");
  CHECK(calls == 1);
  Pool{database.conninfo()}.execute(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'the listener'");
  const auto notification = listener.wait(20s);
  REQUIRE(notification);
  CHECK(notification->gap);
  CHECK(calls == 2);
}
