#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "pgscribe/pool.hpp"

// A primary with its standbys.

namespace pgscribe {

/// A pool on the primary and pools on its standbys.
///
/// As an Executor it runs `@readonly` queries on the readers in turn, and everything else on the writer. A reader that
/// cannot be reached is passed over; when none can, the writer takes its place. With all hosts in the writer's conninfo
/// (`host=a,b`) it follows a promotion: connections to a server that is not the primary any more are not used again.
/// A read may be answered by a standby that has not seen the last write yet. Thread-safe.
class ReplicaSet final : public Executor {
 public:
  /// The writer is given target_session_attrs=read-write and the readers prefer-standby, unless options or conninfo
  /// say something else.
  ReplicaSet(PoolOptions writer, std::vector<PoolOptions> readers);
  ReplicaSet(const ReplicaSet&) = delete;
  ReplicaSet& operator=(const ReplicaSet&) = delete;
  ~ReplicaSet() override;

  [[nodiscard]] Pool& writer() noexcept { return writer_; }
  [[nodiscard]] std::size_t reader_count() const noexcept { return readers_.size(); }
  [[nodiscard]] Pool& reader(std::size_t index) { return *readers_.at(index); }

  /// A connection to the primary.
  [[nodiscard]] Connection acquire() { return writer_.acquire(); }

  /// As Pool::transaction: on a reader when the options say read_only, else on the writer.
  template <typename Function>
  auto transaction(const TransactionOptions& options, Function&& function) {
    return detail::with_transaction_body(function,
                                         [&](detail::TransactionBody body) { run_transaction(options, body); });
  }
  template <typename Function>
  auto transaction(Function&& function) {
    return transaction(TransactionOptions{}, std::forward<Function>(function));
  }

  /// On the writer.
  CommandResult execute(std::string_view sql) { return writer_.execute(sql); }

  /// Closes all pools; true when all leases ended in time.
  bool close(std::chrono::milliseconds deadline = std::chrono::seconds{15});

 private:
  void run_transaction(const TransactionOptions& options, detail::TransactionBody body);
  [[nodiscard]] detail::Session& acquire_reader(const detail::SessionRequest& request);
  [[nodiscard]] detail::Session& acquire_session(const detail::SessionRequest& request) override;
  void release_session(detail::Session& session) noexcept override;

  Pool writer_;
  std::vector<std::unique_ptr<Pool>> readers_;
  std::atomic<std::size_t> turn_{0};
};

}  // namespace pgscribe
