#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

#include "ledger.hpp"
#include "pgscribe/pool.hpp"
#include "tally.hpp"

namespace faults {

/// Whether an error leaves open what happened: the connection was lost, and the statement was its own transaction.
enum class Scope : std::uint8_t { autocommit, transaction, read };

/// Threads that read and write in every way there is, until told to stop, and keep account of it.
class Crew {
 public:
  struct Options {
    int workers = 8;
    /// No operation may take longer.
    std::chrono::milliseconds limit{5000};
    /// Also batches, COPY and streams.
    bool bulk = true;
  };

  Crew(pgscribe::Pool& pool, Ledger& ledger, Tally& tally, Options options);
  ~Crew();

  /// Lets every thread finish what it does.
  void stop();

 private:
  void work(unsigned seed);

  pgscribe::Pool& pool_;
  Ledger& ledger_;
  Tally& tally_;
  Options options_;
  std::atomic<bool> stopping_{false};
  std::vector<std::thread> threads_;
};

/// Runs `operation`, which ends well or throws, and classifies what comes of it.
Outcome attempt(Tally& tally, Scope scope, std::chrono::milliseconds limit, const std::function<void()>& operation);

/// How long each load lasts: PGSCRIBE_FAULT_SECONDS, or `seconds`.
[[nodiscard]] std::chrono::milliseconds load_time(double seconds);

/// Checks that the pool has all of its connections back, closes it, and waits until none is left on the server.
void expect_no_leak(pgscribe::Pool& pool, pgscribe::Pool& observer, Tally& tally);

}  // namespace faults
