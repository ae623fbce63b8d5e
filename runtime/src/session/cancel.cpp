#include "session/cancel.hpp"

#include <csignal>

#include <array>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace pgscribe::detail {

namespace {

/// PQcancel sends on a socket that a server which goes down may have closed already. Unlike the rest of libpq it lets
/// SIGPIPE come then, which would end the program.
void block_broken_pipe_signal() noexcept {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

struct Cancellation::State {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  bool sent = false;
};

Cancellation::Cancellation(PGconn* connection) noexcept {
  try {
    const std::shared_ptr<PGcancel> request{PQgetCancel(connection), &PQfreeCancel};
    if (!request) return;
    auto state = std::make_shared<State>();
    std::thread{[request, state] {
      block_broken_pipe_signal();
      std::array<char, 256> message{};
      const bool sent = PQcancel(request.get(), message.data(), static_cast<int>(message.size())) == 1;
      const std::lock_guard lock{state->mutex};
      state->done = true;
      state->sent = sent;
      state->changed.notify_all();
    }}.detach();
    state_ = std::move(state);
  } catch (...) {
    // No memory or no thread: `finished` says so.
  }
}

bool Cancellation::finished(Deadline deadline) noexcept {
  if (!state_) return false;
  std::unique_lock lock{state_->mutex};
  if (deadline.is_never())
    state_->changed.wait(lock, [this] { return state_->done; });
  else
    state_->changed.wait_until(lock, deadline.time(), [this] { return state_->done; });
  return state_->done && state_->sent;
}

}  // namespace pgscribe::detail
