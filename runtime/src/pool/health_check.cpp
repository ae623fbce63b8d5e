#include "pool/pool_core.hpp"

// What a pool does in the background: closing connections that are too old, opening those it shall have.

namespace pgscribe::detail {

void PoolCore::start() {
  if (options_.health_check_period.count() <= 0) return;
  health_check_ = std::jthread{[this](const std::stop_token& stop) { check_health(stop); }};
}

void PoolCore::check_health(const std::stop_token& stop) {
  health_check_thread_ = std::this_thread::get_id();
  while (!stop.stop_requested()) {
    close_expired();
    open_minimum(stop);
    std::unique_lock lock{mutex_};
    health_check_due_.wait_for(lock, stop, options_.health_check_period, [] { return false; });
  }
}

void PoolCore::close_expired() {
  struct Expired {
    std::unique_ptr<Session> session;
    CloseReason reason;
  };
  std::vector<Expired> expired;
  const auto now = Clock::now();
  {
    const std::lock_guard lock{mutex_};
    std::erase_if(idle_, [&](std::unique_ptr<Session>& session) {
      const bool too_old = now >= session->expires_at;
      const bool too_idle = options_.max_idle_time.count() > 0 && now >= session->idle_since + options_.max_idle_time &&
                            total_ - expired.size() > options_.min_connections;
      if (!too_old && !too_idle) return false;
      expired.push_back({std::move(session), too_old ? CloseReason::max_lifetime : CloseReason::max_idle_time});
      return true;
    });
  }
  for (auto& [session, reason] : expired) {
    close_session(std::move(session), reason);
    free_place();
  }
}

void PoolCore::open_minimum(const std::stop_token& stop) {
  while (reserve_place_for_minimum()) {
    try {
      put_back(open(Deadline::never(), stop), false);
    } catch (const std::exception&) {
      // The server is not there now; callers hear of it when they ask, and the next check tries again.
      return free_place();
    }
  }
}

bool PoolCore::reserve_place_for_minimum() {
  const std::lock_guard lock{mutex_};
  if (closed_ || total_ >= options_.max_connections) return false;
  if (total_ >= options_.min_connections && idle_.size() >= options_.min_idle_connections) return false;
  ++total_;
  return true;
}

}  // namespace pgscribe::detail
