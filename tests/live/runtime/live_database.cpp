#include "live_database.hpp"

#include <deque>
#include <mutex>

namespace live {

namespace {

constexpr const char* kSchema = R"(
    CREATE TYPE mpaa_rating AS ENUM ('G', 'PG', 'PG-13');
    CREATE TYPE place AS (city text, altitude int);
    CREATE TYPE studio AS (name text, seat place, aliases text[]);
    CREATE DOMAIN release_year AS int CHECK (value > 1800);
    CREATE TABLE movies (
        id uuid PRIMARY KEY, title text NOT NULL, year release_year NOT NULL, rating mpaa_rating, budget numeric,
        tags text[] NOT NULL DEFAULT '{}', studio studio, extra jsonb NOT NULL DEFAULT '{}',
        added_at timestamptz NOT NULL DEFAULT '2024-05-06 12:00:00+00');
    CREATE TABLE reviews (
        id bigserial PRIMARY KEY, movie_id uuid NOT NULL REFERENCES movies ON DELETE CASCADE,
        stars int NOT NULL CHECK (stars BETWEEN 1 AND 5), body text);
)";

const std::string& template_database() {
  static const std::string name = [] {
    pgscribe::Pool{server().conninfo()}.execute("CREATE DATABASE runtime_template");
    pgscribe::Pool{server().conninfo("runtime_template")}.execute(kSchema);
    return std::string{"runtime_template"};
  }();
  return name;
}

}  // namespace

pgscribe::testing::TemporaryServer& server() {
  static pgscribe::testing::TemporaryServer server{{.settings = {"max_prepared_transactions = 5"}}};
  return server;
}

pgscribe::PoolOptions with_conninfo(pgscribe::PoolOptions options, const std::string& conninfo) {
  options.conninfo = conninfo;
  return options;
}

Database::Database(pgscribe::PoolOptions options)
    : database(server(), template_database()), pool(with_conninfo(std::move(options), database.conninfo())) {}

const pgscribe::Statement& statement(const std::string& sql, const pgscribe::Column& column) {
  struct Kept {
    std::string sql;
    pgscribe::Column column;
    pgscribe::Statement statement;
  };
  static std::deque<Kept> kept;
  static std::mutex mutex;
  const std::lock_guard lock{mutex};
  Kept& entry = kept.emplace_back(Kept{sql, column, {}});
  entry.statement = {.name = "Test", .sql = entry.sql.c_str()};
  if (entry.column.codec != nullptr) entry.statement.columns = {&entry.column, 1};
  return entry.statement;
}

const pgscribe::Statement& statement(const std::string& sql) { return statement(sql, {}); }

pgscribe::Uuid movie_id(int number) {
  pgscribe::Uuid id;
  id.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

void add_movie(const db::Querier& querier, int number, std::string title) {
  if (title.empty()) title = "Movie " + std::to_string(number);
  querier.add_movie({.id = movie_id(number), .title = std::move(title), .year = 1950 + number});
}

}  // namespace live
