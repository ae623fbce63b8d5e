#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace faults {

/// A server's socket with a bad line in front of it: bytes are delayed, cut off in the middle of a message, or
/// swallowed for ever. Each connection has a thread of its own.
class Proxy {
 public:
  /// In thousandths, per piece of at most 4 kB that passes in either direction.
  struct Faults {
    unsigned delay = 0;                    // by up to 20 ms
    unsigned truncate = 0;                 // a part of the piece passes, then both ends are closed
    unsigned drop = 0;                     // both ends are closed
    unsigned swallow = 0;                  // this and everything after it disappears; nothing is closed
    std::chrono::microseconds latency{0};  // of every piece
  };

  /// `target` is the folder of the socket of a server with port 5432.
  Proxy(const std::filesystem::path& target, Faults faults);
  ~Proxy();

  [[nodiscard]] std::string conninfo() const;
  [[nodiscard]] int connections() const noexcept { return connections_; }
  /// How often a client has sent something after the server had answered, or first of all.
  [[nodiscard]] int round_trips() const noexcept { return round_trips_; }

 private:
  void accept_all();
  void serve(int client, unsigned seed);

  std::string target_;
  Faults faults_;
  std::filesystem::path directory_;
  int listener_ = -1;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  std::atomic<int> round_trips_{0};
  std::mutex mutex_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace faults
