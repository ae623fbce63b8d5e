#include <doctest/doctest.h>

#include "pgscribe/configuration.hpp"
#include "pgscribe/pool.hpp"

using namespace pgscribe;

// Pools connect when somebody asks for a connection, so none of these does.

TEST_CASE("a pool is made from options or from a connection string") {
  CHECK(Pool{{.conninfo = "host=a", .max_connections = 3}}.options().max_connections == 3);
  CHECK(Pool{PoolOptions{.conninfo = "host=a"}}.options().conninfo == "host=a");
  CHECK(Pool{"host=a"}.options().conninfo == "host=a");
  CHECK(Pool{std::string{"host=a"}}.options().conninfo == "host=a");
  CHECK(Pool{std::string_view{"host=a"}}.options().conninfo == "host=a");
  const Pool sized{"postgresql://a/b?pool_max_conns=4"};
  CHECK(sized.options().conninfo == "postgresql://a/b");
  CHECK(sized.options().max_connections == 4);
}

TEST_CASE("sizes of a pool") {
  CHECK(Pool{{.conninfo = "host=a"}}.options().max_connections >= 3);
  CHECK(Pool{{.conninfo = "host=/nonexistent", .max_connections = 2, .min_connections = 9}}.options().min_connections ==
        2);
}

TEST_CASE("a connection string that cannot be parsed is not quoted") {
  for (const char* conninfo : {"postgresql://user:secret@[host/", "secret", "host='secret", "hots=secret"}) {
    CHECK_THROWS_AS(Pool{conninfo}, ConfigurationError);
    Pool pool{{.conninfo = conninfo}};
    try {
      (void)pool.acquire();
      FAIL("connected");
    } catch (const ConnectionError& error) {
      CHECK(std::string{error.what()}.starts_with("the connection string cannot be parsed: "));
      CHECK(std::string{error.what()}.find("secret") == std::string::npos);
    }
  }
}

TEST_CASE("health as JSON") {
  PoolHealth health{.up = true, .version = "15.4", .latency = std::chrono::microseconds{1500}};
  health.stats.max_connections = 9;
  health.stats.acquire_duration = std::chrono::nanoseconds{12'345'678'901};
  CHECK(to_json(health) ==
        R"({"status":"up","version":"15.4","latency":0.001500,"pool_stats":{"max_connections":9,"total_connections":0,)"
        R"("idle_connections":0,"acquired_connections":0,"constructing_connections":0,"waiting":0,"acquire_count":0,)"
        R"("acquire_duration":12.345678,"empty_acquire_count":0,"empty_acquire_wait_time":0.000000,)"
        R"("canceled_acquire_count":0,"new_connections_count":0,"max_lifetime_destroy_count":0,)"
        R"("max_idle_destroy_count":0,"broken_destroy_count":0}})");
  health = {.error = "a \"b\" \\\n"};
  CHECK(to_json(health).find(R"({"status":"down","version":"","latency":0.000000,"error":"a \"b\" \\\u000a",)") == 0);
}
