#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>

#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/query.hpp"
#include "pgscribe/testing.hpp"
#include "querier.hpp"

namespace live {

/// One server for all tests of the process.
pgscribe::testing::TemporaryServer& server();

/// A database with the schema of the generated sample, and a pool on it.
struct Database {
  pgscribe::testing::TemporaryDatabase database;
  pgscribe::Pool pool;
  db::Querier querier{pool};

  explicit Database(pgscribe::PoolOptions options = {});
};

/// `options` for a pool on the same database.
[[nodiscard]] pgscribe::PoolOptions with_conninfo(pgscribe::PoolOptions options, const std::string& conninfo);

/// A statement without parameters and with one column; kept for the life of the process, as statements must be.
const pgscribe::Statement& statement(const std::string& sql, const pgscribe::Column& column);
const pgscribe::Statement& statement(const std::string& sql);

/// The one value of a query.
template <typename T, typename View>
T value(pgscribe::Executor& executor, const std::string& sql, const pgscribe::CodecOf<T, View>& codec) {
  pgscribe::Column column;
  column.name = "value";
  column.codec = &codec;
  return pgscribe::one<T>(executor, statement(sql, column), {});
}

inline std::string text(pgscribe::Executor& executor, const std::string& sql) {
  return value(executor, sql, pgscribe::codec::text);
}
inline std::int64_t integer(pgscribe::Executor& executor, const std::string& sql) {
  return value(executor, "SELECT (" + sql + ")::int8", pgscribe::codec::int8);
}

/// Movies of the sample.
[[nodiscard]] pgscribe::Uuid movie_id(int number);
void add_movie(const db::Querier& querier, int number, std::string title = {});

}  // namespace live
