#include <doctest/doctest.h>

#include <algorithm>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/use_future.hpp>
#include <fstream>
#include <iterator>
#include <string>

#include "async_querier.hpp"
#include "pgscribe/testing.hpp"
#include "querier.hpp"

// Generated asynchronous methods give what their synchronous twins give.

using namespace std::chrono_literals;

namespace {

std::string schema() {
  std::ifstream file{ASYNC_SCHEMA};
  return {std::istreambuf_iterator<char>{file}, {}};
}

struct Outcome {
  db::Session added{};
  std::optional<db::Session> found{};
  std::int64_t count = 0;
  std::vector<db::ListSessionsRow> list{};
  std::vector<std::string> tokens{};
  std::int64_t used = 0;
  std::int64_t seen_inside = 0;
};

/// Adds a token and undoes that.
asio::awaitable<void> change_nothing(pgscribe::aio::Pool& pool, std::int64_t& seen_inside) {
  const auto body = [&](pgscribe::aio::Transaction& transaction) -> asio::awaitable<void> {
    const db::AsyncQuerier querier{transaction};
    co_await querier.add_token("undone");
    const auto tokens = co_await querier.with(60s).list_tokens();
    seen_inside = std::count(tokens.begin(), tokens.end(), "undone");
    co_await transaction.rollback();
  };
  co_await pool.transaction(body);
}

asio::awaitable<Outcome> use(db::AsyncQuerier querier) {
  Outcome outcome;
  const db::AddSessionParams params{.id = 5, .token = "five"};
  outcome.added = co_await querier.add_session(params);
  outcome.used = co_await querier.use_sessions("five");
  outcome.found = co_await querier.with(60s).get_session(5);
  outcome.count = co_await querier.count_sessions();
  outcome.list = co_await querier.list_sessions(1);
  co_await querier.add_token("five");
  outcome.tokens = co_await querier.list_tokens();
  co_return outcome;
}

}  // namespace

TEST_CASE("generated asynchronous methods give what their synchronous twins give") {
  pgscribe::testing::TemporaryServer server;
  pgscribe::Pool setup{server.conninfo()};
  setup.execute(schema());
  asio::io_context context;
  pgscribe::aio::PoolOptions options;
  options.connections.conninfo = server.conninfo();
  pgscribe::aio::Pool pool{context, options};
  auto result = asio::co_spawn(
      context,
      [&]() -> asio::awaitable<Outcome> {
        Outcome outcome = co_await use(db::AsyncQuerier{pool});
        co_await change_nothing(pool, outcome.seen_inside);
        co_await pool.close(60s);
        co_return outcome;
      },
      asio::use_future);
  context.run();
  const Outcome outcome = result.get();
  const db::Querier querier{setup};
  CHECK(outcome.added.token == "five");
  CHECK(outcome.used == 1);
  CHECK(outcome.found == querier.get_session(5));
  CHECK(outcome.count == querier.count_sessions());
  CHECK(outcome.list == querier.list_sessions(1));
  CHECK(outcome.list.size() == 1);
  CHECK(outcome.tokens == querier.list_tokens());
  CHECK(outcome.seen_inside == 1);
}
