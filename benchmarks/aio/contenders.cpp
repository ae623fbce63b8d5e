#include "contenders.hpp"

#include <memory>
#include <stdexcept>
#include <thread>

#include "async_load.hpp"
#include "pgscribe/pool.hpp"
#include "querier.hpp"

namespace many_clients {

namespace {

std::shared_ptr<pgscribe::Pool> pool_of(const std::string& conninfo, int connections) {
  pgscribe::PoolOptions options = pgscribe::parse_pool_options(conninfo);
  options.max_connections = static_cast<std::size_t>(connections);
  options.min_connections = options.max_connections;
  return std::make_shared<pgscribe::Pool>(std::move(options));
}

Latencies latencies_of(int calls) { return Latencies(std::size_t{kClients} * static_cast<std::size_t>(calls)); }

float* of_client(Latencies& latencies, int client, int calls) {
  return latencies.data() + std::size_t{static_cast<unsigned>(client)} * static_cast<unsigned>(calls);
}

void ask_once(const db::Querier& querier, int client, int call) {
  if (querier.get_account(key_of(client, call))->id != key_of(client, call)) throw std::logic_error("another account");
}

// Each client has waited since it got its last answer.
void serve_in_turn(const db::Querier& querier, int first, int step, int calls, Latencies& latencies) {
  std::vector<Clock::time_point> ready(kClients, Clock::now());
  for (int call = 0; call < calls; ++call) {
    for (int client = first; client < kClients; client += step) {
      Clock::time_point& since = ready[static_cast<std::size_t>(client)];
      ask_once(querier, client, call);
      const auto end = Clock::now();
      of_client(latencies, client, calls)[call] = std::chrono::duration<float, std::micro>(end - since).count();
      since = end;
    }
  }
}

}  // namespace

Contender thread_per_client(const std::string& conninfo, int connections) {
  return {"thread per client, " + std::to_string(connections) + " connections",
          [pool = pool_of(conninfo, connections)](int calls) {
            Latencies latencies = latencies_of(calls);
            std::vector<std::jthread> threads;
            for (int client = 0; client < kClients; ++client) {
              threads.emplace_back([&, client] {
                const db::Querier querier{*pool};
                for (int call = 0; call < calls; ++call) {
                  const auto begin = Clock::now();
                  ask_once(querier, client, call);
                  of_client(latencies, client, calls)[call] = microseconds_since(begin);
                }
              });
            }
            threads.clear();
            return latencies;
          }};
}

Contender workers(const std::string& conninfo, int connections) {
  return {std::to_string(connections) + " workers, " + std::to_string(connections) + " connections",
          [pool = pool_of(conninfo, connections), connections](int calls) {
            Latencies latencies = latencies_of(calls);
            std::vector<std::jthread> threads;
            for (int worker = 0; worker < connections; ++worker) {
              threads.emplace_back(
                  [&, worker] { serve_in_turn(db::Querier{*pool}, worker, connections, calls, latencies); });
            }
            threads.clear();
            return latencies;
          }};
}

Contender coroutines(const std::string& conninfo, int connections) {
  auto load = std::make_shared<AsyncLoad>(conninfo, connections, pgscribe::aio::PoolOptions{}.depth);
  return {"aio, " + std::to_string(connections) + " connections", [load](int calls) {
            Latencies latencies = latencies_of(calls);
            for (int client = 0; client < kClients; ++client)
              load->spawn(ask(load->querier(), client, calls, of_client(latencies, client, calls)));
            load->run();
            return latencies;
          }};
}

}  // namespace many_clients
