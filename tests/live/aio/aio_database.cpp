#include "aio_database.hpp"

#include <deque>
#include <mutex>

namespace aio_test {

using pgscribe::Column;
using pgscribe::column;
using pgscribe::Parameter;
using pgscribe::parameter;
using pgscribe::Statement;
namespace codec = pgscribe::codec;

namespace {

constexpr Column kFactColumns[] = {PGSCRIBE_COLUMN(Fact, id, "id", codec::int8),
                                   PGSCRIBE_COLUMN(Fact, text, "text", codec::text)};
constexpr Column kIdColumn[] = {column<std::int64_t>("id", 0, codec::int8)};
constexpr Parameter kId[] = {parameter<std::int64_t>("id", 0, codec::int8)};
constexpr Parameter kIdAndSeconds[] = {parameter<std::int64_t>("id", 0, codec::int8),
                                       parameter<double>("seconds", 0, codec::float8)};
constexpr Parameter kIdAndText[] = {parameter<std::int64_t>("id", 0, codec::int8),
                                    parameter<std::string>("text", 0, codec::text)};

}  // namespace

constexpr Statement kGetFact{.name = "GetFact",
                             .sql = "SELECT id, text FROM facts WHERE id = $1",
                             .columns = kFactColumns,
                             .parameters = kId,
                             .read_only = true};
constexpr Statement kListIds{.name = "ListIds",
                             .sql = "SELECT generate_series(1, $1)::int8 AS id",
                             .columns = kIdColumn,
                             .parameters = kId,
                             .read_only = true};
constexpr Statement kSlowEcho{.name = "SlowEcho",
                              .sql = "SELECT $1::int8 AS id FROM pg_sleep($2)",
                              .columns = kIdColumn,
                              .parameters = kIdAndSeconds};
constexpr Statement kEcho{.name = "Echo", .sql = "SELECT $1::int8 AS id", .columns = kIdColumn, .parameters = kId};
constexpr Statement kAddFact{
    .name = "AddFact", .sql = "INSERT INTO facts VALUES ($1, $2)", .parameters = kIdAndText, .writes = true};
constexpr Statement kAddFactReturning{.name = "AddFactReturning",
                                      .sql = "INSERT INTO facts VALUES ($1, $2) RETURNING id, text",
                                      .columns = kFactColumns,
                                      .parameters = kIdAndText,
                                      .writes = true};
constexpr Statement kDivide{
    .name = "Divide", .sql = "SELECT 100 / $1::int8 AS id", .columns = kIdColumn, .parameters = kId};

pgscribe::testing::TemporaryServer& server() {
  static pgscribe::testing::TemporaryServer server;
  return server;
}

Loop::Loop(int threads) : work_(asio::make_work_guard(context_)) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { context_.run(); });
}

Loop::~Loop() {
  work_.reset();
  for (std::thread& thread : threads_) thread.join();
}

Database::Database(pgscribe::aio::PoolOptions options, pgscribe::testing::TemporaryServer& on)
    : database(on),
      observer(database.conninfo()),
      owned_pool([&] {
        observer.execute(
            "CREATE TABLE facts (id int8 PRIMARY KEY, text text NOT NULL);"
            "INSERT INTO facts SELECT i, 'fact ' || i * 7 FROM generate_series(1, 1000) i");
        options.connections.conninfo = database.conninfo();
        options.connections.application_name = "multiplexed";
        return std::make_unique<pgscribe::aio::Pool>(loop.context(), options);
      }()),
      pool(*owned_pool) {}

void Database::terminate_backends() {
  observer.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'multiplexed'");
}

pgscribe::aio::PoolOptions one_connection() {
  pgscribe::aio::PoolOptions options;
  options.connections.max_connections = 1;
  return options;
}

std::string fact(std::int64_t id) { return "fact " + std::to_string(id * 7); }

const Statement& command(std::string_view sql) {
  struct Kept {
    std::string sql;
    Statement statement{};
  };
  static std::deque<Kept> kept;
  static std::mutex mutex;
  const std::lock_guard lock{mutex};
  Kept& entry = kept.emplace_back(Kept{std::string{sql}});
  entry.statement = {.name = "Command", .sql = entry.sql.c_str()};
  return entry.statement;
}

}  // namespace aio_test
