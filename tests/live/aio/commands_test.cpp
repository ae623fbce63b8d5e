#include <atomic>
#include <future>
#include <limits>
#include <tuple>

#include "aio_database.hpp"
#include "models.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/observer.hpp"

// What each command gives, with each completion token.

using namespace aio_test;
using namespace pgscribe;

namespace {

const std::vector<std::int64_t> kThree{1, 2, 3};

auto delete_facts(aio::Pool& pool) { return aio::exec_rows(pool, command("DELETE FROM facts WHERE id > 998"), {}); }

asio::awaitable<void> use_every_command(aio::Pool& pool) {
  const auto row = co_await get_fact(pool, 5);
  CHECK(row.value().text == fact(5));
  const auto nothing = co_await get_fact(pool, -1);
  CHECK(!nothing);
  const auto echoed = co_await echo(pool, 7);
  CHECK(echoed == 7);
  const auto ids = co_await list_ids(pool, 3);
  CHECK(ids == kThree);
  co_await add_fact(pool, 2000, "added");
  const auto deleted = co_await delete_facts(pool);
  CHECK(deleted == 3);
}

struct Counter final : Observer {
  std::atomic<int> begun{0}, failed{0}, connected{0};
  std::atomic<std::int64_t> rows{0};
  void* before_statement(const StatementEvent& event) noexcept override {
    begun += event.backend_pid > 0 ? 1 : 0;
    return nullptr;
  }
  void after_statement(const StatementEvent&, const StatementOutcome& outcome, void*) noexcept override {
    failed += outcome.failed && outcome.error != nullptr ? 1 : 0;
    rows += outcome.rows;
  }
  void add_tags(const StatementEvent&, void*, StatementTags& tags) noexcept override { tags["route"] = "/facts"; }
  void on_pool_event(const PoolEvent& event) noexcept override {
    connected += event.kind == PoolEventKind::connected ? 1 : 0;
  }
};

constexpr Column kText[] = {column<std::string>("text", 0, codec::text)};
constexpr Statement kOwnText{.name = "OwnText",
                             .sql = "SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()",
                             .columns = kText,
                             .tagged = true};

}  // namespace

TEST_CASE("every command gives what its synchronous twin gives") {
  Database live;
  live.loop.run(use_every_command(live.pool));
  CHECK(live.pool.stats().statement_count == 6);
}

TEST_CASE("futures, callbacks and tuples are completed, too") {
  Database live;
  CHECK(echo(live.pool, 8, asio::use_future).get() == 8);
  CHECK_THROWS_AS(divide(live.pool, 0, asio::use_future).get(), DataException);
  std::promise<std::int64_t> called;
  echo(live.pool, 9, [&](std::exception_ptr error, std::int64_t id) { called.set_value(error ? -1 : id); });
  CHECK(called.get_future().get() == 9);
  const auto [error, id] =
      live.loop.run([](aio::Pool& pool) -> asio::awaitable<std::tuple<std::exception_ptr, std::int64_t>> {
        co_return co_await divide(pool, 0, kTuple);
      }(live.pool));
  CHECK(error != nullptr);
  CHECK(id == 0);
}

TEST_CASE("parameters are read before the call returns") {
  Database live;
  std::future<void> added;
  {
    const std::string text(100'000, 'x');
    added = add_fact(live.pool, 3000, text, asio::use_future);
  }
  added.get();
  const auto row = get_fact(live.pool, 3000, asio::use_future).get();
  CHECK(row.value().text == std::string(100'000, 'x'));
}

TEST_CASE("errors say the query and cost one statement") {
  Database live{one_connection()};
  std::vector<std::future<std::int64_t>> answers;
  for (std::int64_t i = 0; i < 40; ++i) answers.push_back(divide(live.pool, i % 4, asio::use_future));
  for (std::int64_t i = 0; i < 40; ++i) {
    if (i % 4 > 0) {
      CHECK(answers[static_cast<std::size_t>(i)].get() == 100 / (i % 4));
      continue;
    }
    try {
      (void)answers[static_cast<std::size_t>(i)].get();
      FAIL("divided by zero");
    } catch (const DataException& error) {
      CHECK(error.query() == "Divide");
      CHECK(error.sqlstate() == "22012");
    }
  }
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("what does not fit is told as the synchronous functions tell it") {
  Database live{one_connection()};
  CHECK_THROWS_AS(aio::one<Fact>(live.pool, kGetFact, positional(std::int64_t{-1}), asio::use_future).get(),
                  UnexpectedRows);
  const std::string nul{"a\0b", 3};
  CHECK_THROWS_AS(add_fact(live.pool, 1, nul, asio::use_future).get(), ConversionError);
  CHECK_THROWS_AS(add_fact(live.pool, 1, std::string{"x"}, asio::use_future).get(), UniqueViolation);
  static constexpr Column kNumber[] = {column<std::int64_t>("n", 0, codec::int8)};
  static constexpr Statement kWrongType{.name = "WrongType", .sql = "SELECT 'a'::text", .columns = kNumber};
  CHECK_THROWS_AS(aio::one<std::int64_t>(live.pool, kWrongType, {}, asio::use_future).get(), UnexpectedType);
  CHECK(echo(live.pool, 1, asio::use_future).get() == 1);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("a statement is prepared once per connection, and beyond the limit not at all") {
  aio::PoolOptions options = one_connection();
  options.connections.max_statements = 2;
  Database live{options};
  static constexpr Column kCount[] = {column<std::int64_t>("count", 0, codec::int8)};
  static constexpr Statement kPrepared{
      .name = "Prepared", .sql = "SELECT count(*) FROM pg_prepared_statements", .columns = kCount};
  for (std::int64_t i = 0; i < 5; ++i) CHECK(echo(live.pool, i, asio::use_future).get() == i);
  CHECK(aio::one<std::int64_t>(live.pool, kPrepared, {}, asio::use_future).get() == 2);
  CHECK(divide(live.pool, 50, asio::use_future).get() == 2);
  CHECK(aio::one<std::int64_t>(live.pool, kPrepared, {}, asio::use_future).get() == 2);
}

TEST_CASE("types that are not built in are asked for once, and again when they were made anew") {
  aio::PoolOptions options = one_connection();
  Database live{options};
  live.observer.execute("CREATE TYPE mpaa_rating AS ENUM ('G', 'PG', 'PG-13')");
  static constexpr Column kRating[] = {column<db::MpaaRating>("rating", 0, codec::enumeration<db::MpaaRating>)};
  static constexpr Parameter kRatingParameter[] = {
      parameter<db::MpaaRating>("rating", 0, codec::enumeration<db::MpaaRating>)};
  static constexpr Statement kRate{
      .name = "Rate", .sql = "SELECT $1::mpaa_rating AS rating", .columns = kRating, .parameters = kRatingParameter};
  for (const bool again : {false, true}) {
    std::vector<std::future<db::MpaaRating>> answers;
    for (int i = 0; i < 8; ++i)
      answers.push_back(aio::one<db::MpaaRating>(live.pool, kRate, positional(db::MpaaRating::pg), asio::use_future));
    for (auto& answer : answers) CHECK(answer.get() == db::MpaaRating::pg);
    if (!again) live.observer.execute("DROP TYPE mpaa_rating; CREATE TYPE mpaa_rating AS ENUM ('G', 'PG')");
  }
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("observers are told of statements and connections, and tag what is sent") {
  const auto counter = std::make_shared<Counter>();
  aio::PoolOptions options = one_connection();
  options.connections.observers = {counter};
  Database live{options};
  CHECK(list_ids(live.pool, 3, asio::use_future).get().size() == 3);
  CHECK_THROWS_AS(divide(live.pool, 0, asio::use_future).get(), DataException);
  const std::string sql = aio::one<std::string>(live.pool, kOwnText, {}, asio::use_future).get();
  CHECK(sql.find("route='%2Ffacts'") != std::string::npos);
  CHECK(counter->begun == 3);
  CHECK(counter->failed == 1);
  CHECK(counter->rows == 4);
  CHECK(counter->connected == 1);
}
