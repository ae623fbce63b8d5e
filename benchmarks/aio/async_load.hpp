#pragma once

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "async_querier.hpp"
#include "contenders.hpp"
#include "data.hpp"

// A pool on an event loop of one thread, and clients on it.

namespace many_clients {

using Clock = std::chrono::steady_clock;

[[nodiscard]] inline float microseconds_since(Clock::time_point begin) {
  return std::chrono::duration<float, std::micro>(Clock::now() - begin).count();
}

/// What the call with this number asks for.
[[nodiscard]] inline std::int64_t key_of(int client, int call) {
  return (std::int64_t{client} * 31 + call) * 7919 % bench::kAccounts;
}

class AsyncLoad {
 public:
  AsyncLoad(const std::string& conninfo, int connections, std::size_t depth)
      : pool_(context_, options(conninfo, connections, depth)) {}

  [[nodiscard]] db::AsyncQuerier querier() { return db::AsyncQuerier{pool_}; }

  /// Runs a coroutine, which ends before `run` does. An error is the end of the program.
  void spawn(asio::awaitable<void> coroutine) {
    ++unfinished_;
    asio::co_spawn(context_, std::move(coroutine), [this](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
      if (--unfinished_ == 0) context_.stop();
    });
  }
  void run() {
    context_.restart();
    context_.run();
  }

 private:
  static pgscribe::aio::PoolOptions options(const std::string& conninfo, int connections, std::size_t depth) {
    pgscribe::aio::PoolOptions options{.connections = pgscribe::parse_pool_options(conninfo), .depth = depth};
    options.connections.max_connections = static_cast<std::size_t>(connections);
    return options;
  }

  asio::io_context context_{1};
  pgscribe::aio::Pool pool_;
  int unfinished_ = 0;
};

/// One client; where the latencies of its calls go is there already.
inline asio::awaitable<void> ask(db::AsyncQuerier querier, int client, int calls, float* latency) {
  for (int call = 0; call < calls; ++call) {
    const auto begin = Clock::now();
    const auto account = co_await querier.get_account(key_of(client, call));
    *latency++ = microseconds_since(begin);
    if (account->id != key_of(client, call)) throw std::logic_error("another account");
  }
}

}  // namespace many_clients
