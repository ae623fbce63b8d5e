#pragma once

#include <functional>
#include <string>
#include <vector>

// Ways to serve many logical clients, each of which asks its next question when it has the answer to the last.

namespace many_clients {

inline constexpr int kClients = 1000;

/// How long each call took for its client, waiting for a thread or a connection included; in microseconds.
using Latencies = std::vector<float>;

struct Contender {
  std::string name;
  /// Every client makes so many calls.
  std::function<Latencies(int calls)> run;
};

/// A thread for each client, on the pool.
[[nodiscard]] Contender thread_per_client(const std::string& conninfo, int connections);
/// As many threads as connections, which serve their clients in turn.
[[nodiscard]] Contender workers(const std::string& conninfo, int connections);
/// A coroutine for each client on one event loop, on the asynchronous pool.
[[nodiscard]] Contender coroutines(const std::string& conninfo, int connections);

/// How long fast calls take beside slow ones on the same connections, printed; false when more of them were held up
/// than the depth of a connection allows.
[[nodiscard]] bool print_head_of_line(const std::string& conninfo);

}  // namespace many_clients
