#pragma once

#include <doctest/doctest.h>

#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "pgscribe/aio/query.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/testing.hpp"

#if __has_include(<asio/as_tuple.hpp>)
#include <asio/as_tuple.hpp>
#else
#include <asio/experimental/as_tuple.hpp>  // its place before Asio 1.24
#endif

// What the tests of the asynchronous library share: a database, an event loop, and statements whose answer says which
// question it is for.

namespace aio_test {

/// One server for all tests of the process but those that restart theirs.
pgscribe::testing::TemporaryServer& server();

/// An event loop with threads of its own.
class Loop {
 public:
  explicit Loop(int threads = 2);
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  ~Loop();

  [[nodiscard]] asio::io_context& context() noexcept { return context_; }

  /// Runs a coroutine to its end; what it throws, too.
  template <typename T>
  T run(asio::awaitable<T> coroutine) {
    return asio::co_spawn(context_, std::move(coroutine), asio::use_future).get();
  }

 private:
  asio::io_context context_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::vector<std::thread> threads_;
};

/// A database with a table `facts (id int8 PRIMARY KEY, text text NOT NULL)` whose texts are made by `fact`, and a pool
/// on it.
struct Database {
  pgscribe::testing::TemporaryDatabase database;
  pgscribe::Pool observer;
  Loop loop;
  std::unique_ptr<pgscribe::aio::Pool> owned_pool;
  pgscribe::aio::Pool& pool;

  explicit Database(pgscribe::aio::PoolOptions options = {}, pgscribe::testing::TemporaryServer& on = server());

  /// Ends the connections of the pool.
  void terminate_backends();
};

[[nodiscard]] pgscribe::aio::PoolOptions one_connection();

[[nodiscard]] std::string fact(std::int64_t id);

struct Fact {
  std::int64_t id{};
  std::string text{};
};

/// `SELECT id, text FROM facts WHERE id = $1`, read-only.
extern const pgscribe::Statement kGetFact;
/// The ids from 1 to $1.
extern const pgscribe::Statement kListIds;
/// $1 after $2 seconds.
extern const pgscribe::Statement kSlowEcho;
/// Not read-only, and without effect: $1.
extern const pgscribe::Statement kEcho;
extern const pgscribe::Statement kAddFact;
/// INSERT ... RETURNING.
extern const pgscribe::Statement kAddFactReturning;
extern const pgscribe::Statement kDivide;

/// A statement without parameters and columns; kept for the life of the process, as statements must be.
const pgscribe::Statement& command(std::string_view sql);

// As generated code has them: no coroutines themselves, so that parameters are read before they return.

template <typename Token = asio::use_awaitable_t<>>
auto get_fact(const pgscribe::aio::PoolHandle& pool, std::int64_t id, Token&& token = {}) {
  return pgscribe::aio::one_or_none<Fact>(pool, kGetFact, pgscribe::positional(id), std::forward<Token>(token));
}

template <typename Token = asio::use_awaitable_t<>>
auto list_ids(const pgscribe::aio::PoolHandle& pool, std::int64_t last, Token&& token = {}) {
  return pgscribe::aio::many<std::int64_t>(pool, kListIds, pgscribe::positional(last), std::forward<Token>(token));
}

template <typename Token = asio::use_awaitable_t<>>
auto slow_echo(const pgscribe::aio::PoolHandle& pool, std::int64_t id, double seconds, Token&& token = {}) {
  return pgscribe::aio::one<std::int64_t>(pool, kSlowEcho, pgscribe::positional(id, seconds),
                                          std::forward<Token>(token));
}

template <typename Token = asio::use_awaitable_t<>>
auto echo(const pgscribe::aio::PoolHandle& pool, std::int64_t id, Token&& token = {}) {
  return pgscribe::aio::one<std::int64_t>(pool, kEcho, pgscribe::positional(id), std::forward<Token>(token));
}

template <typename Token = asio::use_awaitable_t<>>
auto divide(const pgscribe::aio::PoolHandle& pool, std::int64_t divisor, Token&& token = {}) {
  return pgscribe::aio::one<std::int64_t>(pool, kDivide, pgscribe::positional(divisor), std::forward<Token>(token));
}

template <typename Token = asio::use_awaitable_t<>>
auto add_fact(const pgscribe::aio::PoolHandle& pool, std::int64_t id, const std::string& text, Token&& token = {}) {
  return pgscribe::aio::exec(pool, kAddFact, pgscribe::positional(id, text), std::forward<Token>(token));
}

template <typename Token = asio::use_awaitable_t<>>
auto add_fact_returning(const pgscribe::aio::PoolHandle& pool, std::int64_t id, const std::string& text,
                        Token&& token = {}) {
  return pgscribe::aio::one<Fact>(pool, kAddFactReturning, pgscribe::positional(id, text), std::forward<Token>(token));
}

#if __has_include(<asio/as_tuple.hpp>)
inline constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
#else
inline constexpr auto kTuple = asio::experimental::as_tuple(asio::use_awaitable);
#endif

}  // namespace aio_test
