#include "pool/pool_core.hpp"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <utility>

#include "pool/access.hpp"

namespace pgscribe::detail {

namespace {

using Clock = std::chrono::steady_clock;

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

SessionOptions session_options(const PoolOptions& options) {
  SessionOptions session;
  session.conninfo = options.conninfo;
  session.application_name = options.application_name;
  session.connect_timeout = options.connect_timeout;
  session.statement_timeout = options.statement_timeout;
  session.prepare = options.statements == StatementMode::prepared;
  session.max_statements = options.max_statements;
  session.on_notice = keep_notice_handler(options.on_notice);
  return session;
}

}  // namespace

struct PoolCore::Waiter {
  std::condition_variable granted;
  bool served = false;
  bool refused = false;  // the pool was closed
  Grant grant;
};

PoolCore::PoolCore(PoolOptions options)
    : options_(complete(std::move(options))),
      session_options_(session_options(options_)),
      fork_generation_(current_fork_generation()),
      random_(std::random_device{}()) {}

PoolCore::~PoolCore() {
  if (fork_generation_ == current_fork_generation()) return;
  // A forked child has the thread object but no thread.
  if (health_check_.joinable()) health_check_.detach();
}

void PoolCore::start() {
  if (options_.health_check_period.count() <= 0) return;
  health_check_ = std::jthread{[this](const std::stop_token& stop) { check_health(stop); }};
}

void PoolCore::require_same_process() const {
  if (fork_generation_ != current_fork_generation())
    throw UsageError("this pool belongs to the parent process; make a new one after fork()");
}

Session& PoolCore::acquire(Deadline deadline) {
  require_same_process();
  const auto start = Clock::now();
  while (true) {
    bool waited = false;
    Grant grant = wait_for_grant(deadline, waited);
    waited = waited || !grant;
    std::unique_ptr<Session> session = make_session(std::move(grant));
    if (!session) {
      if (deadline.passed()) throw_timeout();
      continue;
    }
    session->interchangeable = false;
    const auto duration = Clock::now() - start;
    const std::lock_guard lock{mutex_};
    ++counters_.acquire_count;
    counters_.acquire_duration += duration;
    if (waited) {
      ++counters_.empty_acquire_count;
      counters_.empty_acquire_wait_time += duration;
    }
    ++leased_;
    return *session.release();  // the lease owns it now; release() takes it back
  }
}

// An idle session, or null: the right to open one, counted in total_ already.
PoolCore::Grant PoolCore::wait_for_grant(Deadline deadline, bool& waited) {
  std::unique_lock lock{mutex_};
  if (closed_) throw PoolClosed(ErrorFields{.message = "the pool is closed"});
  if (waiters_.empty() && !idle_.empty()) {
    Grant grant = std::move(idle_.back());
    idle_.pop_back();
    return grant;
  }
  if (total_ < options_.max_connections) {
    ++total_;
    return nullptr;
  }
  waited = true;
  Waiter waiter;
  waiters_.push_back(&waiter);
  const auto served = [&waiter] { return waiter.served || waiter.refused; };
  if (deadline.is_never())
    waiter.granted.wait(lock, served);
  else
    waiter.granted.wait_until(lock, deadline.time(), served);
  if (waiter.served) return std::move(waiter.grant);
  ++counters_.canceled_acquire_count;
  if (waiter.refused) throw PoolClosed(ErrorFields{.message = "the pool was closed while waiting for a connection"});
  std::erase(waiters_, &waiter);
  throw_timeout();
}

void PoolCore::throw_timeout() const {
  throw PoolTimeout(ErrorFields{.message = "no connection became free within the acquire timeout (" +
                                           std::to_string(options_.max_connections) + " are in use)"});
}

// A session fit for use in the place that was granted; null when a hook refused it, which frees the place.
std::unique_ptr<Session> PoolCore::make_session(Grant session) {
  try {
    if (session && !session->probe()) {
      session.reset();
      const std::lock_guard lock{mutex_};
      ++counters_.broken_destroy_count;
    }
    if (!session) session = connect();
    if (is_fit(*session)) return session;
  } catch (...) {
    session.reset();
    free_place();
    throw;
  }
  session.reset();
  free_place();
  return nullptr;
}

std::unique_ptr<Session> PoolCore::connect() {
  auto session = Session::connect(session_options_);
  {
    const std::lock_guard lock{mutex_};
    ++counters_.new_connections_count;
    session->expires_at = Clock::time_point::max();
    if (options_.max_lifetime.count() > 0) {
      const auto jitter = options_.max_lifetime_jitter.count() > 0
                              ? std::chrono::milliseconds{std::uniform_int_distribution<std::chrono::milliseconds::rep>{
                                    0, options_.max_lifetime_jitter.count()}(random_)}
                              : std::chrono::milliseconds{0};
      session->expires_at = session->opened_at() + options_.max_lifetime + jitter;
    }
  }
  if (options_.after_connect) {
    Connection connection = ConnectionAccess::unowned(*session);
    options_.after_connect(connection);
  }
  return session;
}

bool PoolCore::is_fit(Session& session) {
  if (!options_.before_acquire) return true;
  Connection connection = ConnectionAccess::unowned(session);
  if (options_.before_acquire(connection) && !session.broken()) return true;
  const std::lock_guard lock{mutex_};
  ++counters_.broken_destroy_count;
  return false;
}

void PoolCore::release(Session& leased) noexcept {
  std::unique_ptr<Session> session{&leased};
  if (fork_generation_ != current_fork_generation()) return;
  const bool reusable = make_reusable(*session);
  const bool expired = Clock::now() >= session->expires_at;
  {
    const std::lock_guard lock{mutex_};
    --leased_;
    if (!reusable)
      ++counters_.broken_destroy_count;
    else if (expired)
      ++counters_.max_lifetime_destroy_count;
  }
  if (reusable && !expired) {
    put_back(std::move(session));
  } else {
    session.reset();
    free_place();
  }
}

// Undoes what the lease left behind; false when the session has to go.
bool PoolCore::make_reusable(Session& session) noexcept {
  try {
    if (session.broken() || session.tainted() || session.busy()) return false;
    if (session.in_transaction()) session.run_script("ROLLBACK", Deadline::after(std::chrono::seconds{5}));
    if (session.transaction_status() != PQTRANS_IDLE) return false;
    if (!session.interchangeable && !session.has_our_settings()) return false;
    if (options_.after_release) {
      Connection connection = ConnectionAccess::unowned(session);
      if (!options_.after_release(connection)) return false;
    }
    return !session.broken() && session.transaction_status() == PQTRANS_IDLE;
  } catch (...) {
    return false;
  }
}

void PoolCore::put_back(std::unique_ptr<Session> session) noexcept {
  std::unique_lock lock{mutex_};
  if (closed_) {
    lock.unlock();
    session.reset();
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
  session->idle_since = Clock::now();
  idle_.push_back(std::move(session));
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
  const std::lock_guard lock{mutex_};
  PoolStats stats = counters_;
  stats.max_connections = options_.max_connections;
  stats.total_connections = total_;
  stats.idle_connections = idle_.size();
  stats.acquired_connections = leased_;
  stats.constructing_connections = total_ - idle_.size() - leased_;
  stats.waiting = waiters_.size();
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
    total_ -= idle.size();
    for (Waiter* waiter : std::exchange(waiters_, {})) {
      waiter->refused = true;
      waiter->granted.notify_one();
    }
    changed_.notify_all();
  }
  health_check_.request_stop();
  if (health_check_.joinable() && health_check_.get_id() != std::this_thread::get_id()) health_check_.join();
}

void PoolCore::check_health(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    close_expired();
    open_minimum();
    std::unique_lock lock{mutex_};
    health_check_due_.wait_for(lock, stop, options_.health_check_period, [] { return false; });
  }
}

void PoolCore::close_expired() {
  std::vector<std::unique_ptr<Session>> expired;
  const auto now = Clock::now();
  {
    const std::lock_guard lock{mutex_};
    const auto is_old = [&](std::unique_ptr<Session>& session) {
      const bool too_old = now >= session->expires_at;
      const bool too_idle = options_.max_idle_time.count() > 0 && now >= session->idle_since + options_.max_idle_time;
      if (!too_old && !too_idle) return false;
      if (too_old)
        ++counters_.max_lifetime_destroy_count;
      else
        ++counters_.max_idle_destroy_count;
      expired.push_back(std::move(session));
      return true;
    };
    std::erase_if(idle_, is_old);
  }
  for (auto& session : expired) {
    session.reset();
    free_place();
  }
}

void PoolCore::open_minimum() {
  while (true) {
    {
      const std::lock_guard lock{mutex_};
      if (closed_ || total_ >= options_.min_connections) return;
      ++total_;
    }
    try {
      put_back(connect());
    } catch (const std::exception&) {
      // The server is not there now; callers hear of it when they ask, and the next check tries again.
      return free_place();
    }
  }
}

}  // namespace pgscribe::detail
