#include "pool/pool_core.hpp"

#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <optional>
#include <utility>

#include "pool/access.hpp"
#include "pool/transaction_scope.hpp"

namespace pgscribe::detail {

namespace {

// The kernel's last tick, at most some milliseconds ago: eight times as fast to read as the time itself. A session that
// came back since that tick is not probed, which would take a system call and could not tell either what happens right
// after it.
std::chrono::steady_clock::time_point coarse_now() noexcept {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
  return std::chrono::steady_clock::time_point{std::chrono::seconds{time.tv_sec} +
                                               std::chrono::nanoseconds{time.tv_nsec}};
}

// How long it may take to undo what a lease left behind before its connection is given up.
constexpr std::chrono::seconds kSettleTimeout{5};

#ifdef NDEBUG
constexpr bool kChecksBypass = false;
#else
constexpr bool kChecksBypass = true;
#endif

std::atomic<unsigned> fork_count{0};

// How many forks lie between the start of the first process and this one.
unsigned current_fork_generation() {
  static const int registered =
      pthread_atfork(nullptr, nullptr, [] { fork_count.fetch_add(1, std::memory_order_relaxed); });
  (void)registered;
  return fork_count.load(std::memory_order_relaxed);
}

std::size_t default_maximum() { return 2 * std::max(1U, std::thread::hardware_concurrency()) + 1; }

PoolOptions complete(PoolOptions options) {
  if (options.max_connections == 0) options.max_connections = default_maximum();
  options.min_connections = std::min(options.min_connections, options.max_connections);
  return options;
}

}  // namespace

struct PoolCore::Waiter {
  std::condition_variable granted;
  bool served = false;
  bool refused = false;   // the pool was closed
  bool canceled = false;  // a stop was requested
  Grant grant;
};

/// One call of acquire().
struct PoolCore::Acquisition {
  Deadline deadline;
  const std::stop_token& stop;
  Clock::time_point start;
  bool waited = false;   // for a lease to end, or for a connection to be opened
  bool counted = false;  // as leased
};

PoolCore::PoolCore(PoolOptions options)
    : options_(complete(std::move(options))), fork_generation_(current_fork_generation()), connector_(options_) {}

PoolCore::~PoolCore() {
  if (fork_generation_ == current_fork_generation()) return;
  // A forked child has the thread object but no thread.
  if (health_check_.joinable()) health_check_.detach();
}

void PoolCore::require_no_bypass() const {
  if (!options_.check_transaction_bypass.value_or(kChecksBypass) || !TransactionScope::is_in(this)) return;
  throw UsageError(
      "this runs on the pool inside a transaction() of the same thread, so it would not be part of the transaction: "
      "use "
      "the Transaction that the function was given, or acquire() a connection for what is meant to be apart");
}

void PoolCore::require_same_process() const {
  if (fork_generation_ != current_fork_generation())
    throw UsageError("this pool belongs to the parent process; make a new one after fork()");
}

void PoolCore::notify(const PoolEvent& event) const noexcept {
  for (const auto& observer : options_.observers) observer->on_pool_event(event);
}

Session& PoolCore::acquire(std::chrono::milliseconds timeout, const std::stop_token& stop) {
  Session* session = take_trusted();
  return session != nullptr ? *session : acquire(Deadline::after(timeout), stop);
}

// The short way, when there is nothing to wait for, to check or to tell; else null.
Session* PoolCore::take_trusted() {
  require_same_process();
  if (options_.before_acquire || !options_.observers.empty()) return nullptr;
  const auto now = coarse_now();
  const std::lock_guard lock{mutex_};
  if (closed_ || !waiters_.empty() || idle_.empty()) return nullptr;
  Session& session = *idle_.back();
  if (session.idle_since != now || !session.is_on_target()) return nullptr;
  (void)idle_.back().release();  // as in acquire()
  idle_.pop_back();
  ++leased_;
  ++counters_.acquire_count;
  session.interchangeable = false;
  session.set_unused();
  return &session;
}

Session& PoolCore::acquire(Deadline deadline, const std::stop_token& stop) {
  require_same_process();
  Acquisition acquisition{deadline, stop, Clock::now()};
  try {
    std::unique_ptr<Session> session = make_fit(wait_for_grant(acquisition), acquisition);
    if (!acquisition.counted || acquisition.waited) count(acquisition);
    session->interchangeable = false;
    session->home = this;
    session->leased_since = acquisition.start;
    session->set_unused();
    if (!options_.observers.empty()) [[unlikely]] {
      notify({.kind = PoolEventKind::acquired,
              .duration = Clock::now() - acquisition.start,
              .waited = acquisition.waited,
              .backend_pid = PQbackendPID(session->handle())});
    }
    return *session.release();  // the lease owns it now; release() takes it back
  } catch (const Error& error) {
    notify({.kind = PoolEventKind::acquire_failed,
            .duration = Clock::now() - acquisition.start,
            .waited = acquisition.waited,
            .error = &error});
    throw;
  } catch (...) {
    notify({.kind = PoolEventKind::acquire_failed, .duration = Clock::now() - acquisition.start});  // by a hook
    throw;
  }
}

// An idle session, counted as leased already, or null: the right to open one, counted in total_ already.
PoolCore::Grant PoolCore::wait_for_grant(Acquisition& acquisition) {
  std::unique_lock lock{mutex_};
  if (closed_) throw PoolClosed(ErrorFields{.message = "the pool is closed"});
  if (waiters_.empty() && !idle_.empty()) {
    Grant grant = std::move(idle_.back());
    idle_.pop_back();
    ++leased_;
    ++counters_.acquire_count;
    acquisition.counted = true;
    return grant;
  }
  if (total_ < options_.max_connections) {
    ++total_;
    return nullptr;
  }
  return wait_in_line(acquisition, lock);
}

PoolCore::Grant PoolCore::wait_in_line(Acquisition& acquisition, std::unique_lock<std::mutex>& lock) {
  acquisition.waited = true;
  Waiter waiter;
  waiters_.push_back(&waiter);
  // Outside the lock, which the callback takes: it may run at once, and its removal waits for it.
  lock.unlock();
  const auto cancel = [this, &waiter] {
    const std::lock_guard guard{mutex_};
    waiter.canceled = true;
    waiter.granted.notify_one();
  };
  std::optional<std::stop_callback<decltype(cancel)>> on_stop{std::in_place, acquisition.stop, cancel};
  lock.lock();
  const auto settled = [&waiter] { return waiter.served || waiter.refused || waiter.canceled; };
  if (acquisition.deadline.is_never())
    waiter.granted.wait(lock, settled);
  else
    waiter.granted.wait_until(lock, acquisition.deadline.time(), settled);
  const bool served = waiter.served;
  if (!served) {
    ++counters_.canceled_acquire_count;
    std::erase(waiters_, &waiter);
  }
  lock.unlock();
  on_stop.reset();
  if (served) return std::move(waiter.grant);
  if (waiter.refused) throw PoolClosed(ErrorFields{.message = "the pool was closed while waiting for a connection"});
  if (waiter.canceled) throw OperationCanceled(ErrorFields{.message = "waiting for a connection was canceled"});
  throw_timeout();
}

void PoolCore::throw_timeout() const {
  throw PoolTimeout(ErrorFields{.message = "no connection became free within the acquire timeout (" +
                                           std::to_string(options_.max_connections) + " are in use)"});
}

// A session fit for use in the place that was granted. Frees the place when it throws.
std::unique_ptr<Session> PoolCore::make_fit(Grant session, Acquisition& acquisition) {
  try {
    if (session != nullptr && !(session->probe() && session->is_on_target())) {
      uncount(acquisition);
      close_session(std::move(session), CloseReason::broken);
    }
    for (std::size_t refused = 0; refused <= options_.max_connections; ++refused) {
      if (session == nullptr) {
        acquisition.waited = true;
        session = open(acquisition.deadline, acquisition.stop);
      }
      if (is_accepted(*session)) return session;
      uncount(acquisition);
      close_session(std::move(session), CloseReason::refused);
    }
    throw ConnectionError(ErrorFields{.message = "before_acquire refused every connection"});
  } catch (...) {
    uncount(acquisition);
    session.reset();
    free_place();
    throw;
  }
}

bool PoolCore::is_accepted(Session& session) const {
  if (!options_.before_acquire) return true;
  Connection connection = ConnectionAccess::unowned(session);
  return options_.before_acquire(connection) && !session.broken();
}

void PoolCore::count(Acquisition& acquisition) {
  const auto duration = Clock::now() - acquisition.start;
  const std::lock_guard lock{mutex_};
  if (!acquisition.counted) {
    ++leased_;
    ++counters_.acquire_count;
    acquisition.counted = true;
  }
  counters_.acquire_durations.add(duration);
  if (!acquisition.waited) return;
  ++counters_.empty_acquire_count;
  counters_.empty_acquire_wait_time += duration;
}

void PoolCore::uncount(Acquisition& acquisition) noexcept {
  if (!std::exchange(acquisition.counted, false)) return;
  const std::lock_guard lock{mutex_};
  --leased_;
  --counters_.acquire_count;
}

std::unique_ptr<Session> PoolCore::open(Deadline deadline, const std::stop_token& stop) {
  const auto start = Clock::now();
  try {
    auto session = connector_.open(deadline, stop);
    {
      const std::lock_guard lock{mutex_};
      ++counters_.new_connections_count;
    }
    notify({.kind = PoolEventKind::connected,
            .duration = Clock::now() - start,
            .backend_pid = PQbackendPID(session->handle())});
    return session;
  } catch (const Error& error) {
    notify({.kind = PoolEventKind::connect_failed, .duration = Clock::now() - start, .error = &error});
    throw;
  }
}

void PoolCore::release(Session& leased) noexcept {
  std::unique_ptr<Session> session{&leased};
  if (fork_generation_ != current_fork_generation()) return;
  const CloseReason reason = settle(*session);
  if (!options_.observers.empty()) [[unlikely]] {
    notify({.kind = PoolEventKind::released,
            .duration = Clock::now() - session->leased_since,
            .backend_pid = PQbackendPID(session->handle())});
  }
  const auto now = coarse_now();
  session->idle_since = now;
  if (reason == CloseReason::none && now < session->expires_at) return put_back(std::move(session), true);
  {
    const std::lock_guard lock{mutex_};
    --leased_;
  }
  close_session(std::move(session), reason == CloseReason::none ? CloseReason::max_lifetime : reason);
  free_place();
}

// The connection as it was when it was opened.
void PoolCore::reset(Session& session) const {
  session.run_script("DISCARD ALL", Deadline::after(kSettleTimeout));
  session.statements().clear();
  session.apply_settings(Deadline::after(kSettleTimeout));
  if (!options_.after_connect) return;
  Connection connection = ConnectionAccess::unowned(session);
  options_.after_connect(connection);
}

// Undoes what the lease left behind. Says why the session has to go; none when it may stay.
CloseReason PoolCore::settle(Session& session) noexcept {
  try {
    if (session.broken() || session.tainted() || session.busy()) return CloseReason::broken;
    if (session.in_transaction()) session.run_script("ROLLBACK", Deadline::after(kSettleTimeout));
    // In COPY it is active.
    if (session.transaction_status() != PQTRANS_IDLE) return CloseReason::broken;
    if (!session.interchangeable) {
      if (PQpipelineStatus(session.handle()) != PQ_PIPELINE_OFF) return CloseReason::broken;
      if (session.used() && !session.has_our_settings()) return CloseReason::broken;
    }
    if (options_.reset_on_release == ResetOnRelease::discard_all && session.used()) reset(session);
    if (session.settings_in_doubt()) session.apply_settings(Deadline::after(kSettleTimeout));
    if (!options_.after_release) return CloseReason::none;
    Connection connection = ConnectionAccess::unowned(session);
    if (!options_.after_release(connection)) return CloseReason::refused;
    return session.broken() || session.transaction_status() != PQTRANS_IDLE ? CloseReason::broken : CloseReason::none;
  } catch (...) {
    return CloseReason::broken;
  }
}

void PoolCore::put_back(std::unique_ptr<Session> session, bool leased) noexcept {
  std::unique_lock lock{mutex_};
  if (leased) --leased_;
  if (closed_) {
    lock.unlock();
    close_session(std::move(session), CloseReason::shut_down);
    return free_place();
  }
  if (!waiters_.empty()) {
    Waiter* waiter = waiters_.front();
    waiters_.pop_front();
    waiter->grant = std::move(session);
    waiter->served = true;
    waiter->granted.notify_one();
    return;
  }
  idle_.push_back(std::move(session));
}

// Its place stays taken.
void PoolCore::close_session(std::unique_ptr<Session> session, CloseReason reason) noexcept {
  {
    const std::lock_guard lock{mutex_};
    switch (reason) {
      case CloseReason::broken:
      case CloseReason::refused: ++counters_.broken_destroy_count; break;
      case CloseReason::max_lifetime: ++counters_.max_lifetime_destroy_count; break;
      case CloseReason::max_idle_time: ++counters_.max_idle_destroy_count; break;
      case CloseReason::none:
      case CloseReason::shut_down: break;
    }
  }
  const PoolEvent event{.kind = PoolEventKind::closed,
                        .duration = Clock::now() - session->opened_at(),
                        .reason = reason,
                        .backend_pid = PQbackendPID(session->handle())};
  session.reset();
  notify(event);
}

// A place of total_ is free: the first waiter may open a session in it.
void PoolCore::free_place() noexcept {
  const std::lock_guard lock{mutex_};
  if (!closed_ && !waiters_.empty()) {
    Waiter* waiter = waiters_.front();
    waiters_.pop_front();
    waiter->served = true;
    waiter->granted.notify_one();
    return;
  }
  --total_;
  changed_.notify_all();
}

PoolStats PoolCore::stats() const {
  require_same_process();
  const std::lock_guard lock{mutex_};
  PoolStats stats = counters_;
  stats.max_connections = options_.max_connections;
  stats.total_connections = total_;
  stats.idle_connections = idle_.size();
  stats.acquired_connections = leased_;
  stats.constructing_connections = total_ - idle_.size() - leased_;
  stats.waiting = waiters_.size();
  DurationHistogram& durations = stats.acquire_durations;
  stats.acquire_duration = durations.sum;
  const auto timed = std::accumulate(durations.counts.begin(), durations.counts.end(), std::uint64_t{0});
  durations.counts.front() += stats.acquire_count - timed;
  return stats;
}

bool PoolCore::close(Deadline deadline) {
  require_same_process();
  shut_down();
  std::unique_lock lock{mutex_};
  const auto drained = [this] { return total_ == 0; };
  if (deadline.is_never())
    changed_.wait(lock, drained);
  else
    changed_.wait_until(lock, deadline.time(), drained);
  return drained();
}

void PoolCore::shut_down() noexcept {
  if (fork_generation_ != current_fork_generation()) return;
  std::vector<std::unique_ptr<Session>> idle;
  {
    const std::lock_guard lock{mutex_};
    closed_ = true;
    idle.swap(idle_);
    for (Waiter* waiter : std::exchange(waiters_, {})) {
      waiter->refused = true;
      waiter->granted.notify_one();
    }
  }
  for (auto& session : idle) {
    close_session(std::move(session), CloseReason::shut_down);
    free_place();
  }
  health_check_.request_stop();
  if (health_check_thread_ == std::this_thread::get_id()) return;  // closed by a hook
  const std::lock_guard lock{join_mutex_};
  if (health_check_.joinable()) health_check_.join();
}

}  // namespace pgscribe::detail
