#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "pgscribe/observer.hpp"
#include "pgscribe/pool.hpp"
#include "pool/connector.hpp"
#include "session/session.hpp"

// The pool's state: waiting, handing over, closing.

namespace pgscribe::detail {

/// The state of a pool, shared with its leases.
///
/// Invariants, under mutex_: total_ counts the idle, leased and constructing sessions and never exceeds the maximum;
/// waiters_ is not empty only when nothing is idle and total_ is at the maximum. A session that leaves or a place
/// that becomes free goes to the first waiter directly, so that nobody overtakes.
class PoolCore : public std::enable_shared_from_this<PoolCore> {
 public:
  explicit PoolCore(PoolOptions options);
  ~PoolCore();

  /// Starts the health checks; apart from the constructor because the thread needs a shared pointer.
  void start();

  [[nodiscard]] Session& acquire(Deadline deadline, const std::stop_token& stop = {});
  [[nodiscard]] Session& acquire(std::chrono::milliseconds timeout, const std::stop_token& stop = {});
  void release(Session& session) noexcept;
  [[nodiscard]] PoolStats stats() const;
  [[nodiscard]] const PoolOptions& options() const noexcept { return options_; }
  bool close(Deadline deadline);
  /// Throws UsageError where the pool checks that nothing runs beside this thread's transaction, and something does.
  void require_no_bypass() const;
  /// Stops the health checks and closes what is idle.
  void shut_down() noexcept;

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiter;
  struct Acquisition;
  /// A session, or the right to open one.
  using Grant = std::unique_ptr<Session>;

  [[nodiscard]] Session* take_trusted();
  [[nodiscard]] Grant wait_for_grant(Acquisition& acquisition);
  [[nodiscard]] Grant wait_in_line(Acquisition& acquisition, std::unique_lock<std::mutex>& lock);
  [[nodiscard]] std::unique_ptr<Session> make_fit(Grant grant, Acquisition& acquisition);
  [[nodiscard]] bool is_accepted(Session& session) const;
  void count(Acquisition& acquisition);
  void uncount(Acquisition& acquisition) noexcept;

  void reset(Session& session) const;
  [[nodiscard]] CloseReason settle(Session& session) noexcept;
  void put_back(std::unique_ptr<Session> session, bool leased) noexcept;
  void close_session(std::unique_ptr<Session> session, CloseReason reason) noexcept;
  void free_place() noexcept;
  [[nodiscard]] std::unique_ptr<Session> open(Deadline deadline, const std::stop_token& stop);
  [[noreturn]] void throw_timeout() const;
  void require_same_process() const;
  void notify(const PoolEvent& event) const noexcept;

  void check_health(const std::stop_token& stop);
  void close_expired();
  void open_minimum(const std::stop_token& stop);
  [[nodiscard]] bool reserve_place_for_minimum();

  const PoolOptions options_;
  const unsigned fork_generation_;
  Connector connector_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;  // for close()
  std::condition_variable_any health_check_due_;
  std::vector<std::unique_ptr<Session>> idle_;
  std::deque<Waiter*> waiters_;
  std::size_t total_ = 0;
  std::size_t leased_ = 0;
  bool closed_ = false;
  PoolStats counters_;
  std::atomic<std::thread::id> health_check_thread_{};
  std::mutex join_mutex_;
  std::jthread health_check_;
};

}  // namespace pgscribe::detail
