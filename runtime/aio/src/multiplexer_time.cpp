#include <algorithm>
#include <utility>

#include "lease.hpp"
#include "multiplexer.hpp"
#include "pool/transaction_rules.hpp"

// When a pool has waited long enough: deadlines, the queue, the end of the pool itself.

namespace pgscribe::aio::detail {

// One timer for all calls. That it goes off too early does no harm.
void Multiplexer::arm_timer() {
  Clock::time_point next = Clock::time_point::max();
  if (!deadlines_.empty()) next = deadlines_.begin()->first;
  for (const Call::Queue* const queue : {&queue_, &lease_queue_}) {
    if (!queue->empty()) next = std::min(next, queue->front()->waits_until);
  }
  if (next >= timer_at_ || is_shut_down_) return;
  timer_at_ = next;
  timer_.expires_at(next);
  timer_.async_wait([self = shared_from_this()](std::error_code error) {
    if (error) return;
    const std::lock_guard lock{self->mutex_};
    self->on_time();
  });
}

void Multiplexer::on_time() {
  timer_at_ = Clock::time_point::max();
  const auto now = Clock::now();
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    const std::shared_ptr<Call> call = deadlines_.begin()->second.lock();
    deadlines_.erase(deadlines_.begin());
    if (call == nullptr) continue;
    call->deadline.reset();
    interrupt(call, Interruption::deadline);
  }
  time_out(queue_, now);
  time_out(lease_queue_, now);
  pump();
  arm_timer();
}

void Multiplexer::time_out(Call::Queue& queue, Clock::time_point now) {
  while (!queue.empty() && queue.front()->waits_until <= now) {
    const std::shared_ptr<Call> call = queue.front();
    ++counters_.timeout_count;
    settle(call, error_of<PoolTimeout>({.message = "no connection had room in time"}, call->statement.name));
  }
}

void Multiplexer::close(std::chrono::milliseconds deadline, std::unique_ptr<Answer> answer) {
  const std::lock_guard lock{mutex_};
  closed_ = true;
  close_answers_.push_back(std::move(answer));
  close_timer_.expires_after(deadline);
  close_timer_.async_wait([self = shared_from_this()](std::error_code error) {
    if (error) return;
    const std::lock_guard inner{self->mutex_};
    self->finish_closing(false);
  });
  finish_closing_when_drained();
}

void Multiplexer::finish_closing_when_drained() {
  if (close_answers_.empty() || !queue_.empty() || !lease_queue_.empty() || leases_ > 0) return;
  const bool is_drained = std::all_of(channels_.begin(), channels_.end(),
                                      [](const ChannelPointer& channel) { return channel->size() == 0; });
  if (is_drained) finish_closing(true);
}

void Multiplexer::finish_closing(bool all_answered) {
  if (close_answers_.empty()) return;
  give_up_everything();
  for (std::unique_ptr<Answer>& answer : std::exchange(close_answers_, {})) {
    answer->set_affected_rows(all_answered ? 1 : 0);
    Answer::deliver(std::move(answer), nullptr);
  }
}

void Multiplexer::shut_down() noexcept {
  {
    const std::lock_guard lock{mutex_};
    finish_closing(false);
    give_up_everything();
  }
  opener_.join();
}

void Multiplexer::give_up_everything() {
  closed_ = true;
  is_shut_down_ = true;
  stop_opening_.request_stop();
  const auto closed = [](const Call& call) {
    if (call.role == Role::commit && call.state == Call::State::sent) {
      ErrorFields fields{.message = "the pool was closed", .query = call.statement.name};
      return std::make_exception_ptr(pgscribe::detail::outcome_unknown(ConnectionError{std::move(fields)}));
    }
    return error_of<PoolClosed>({.message = "the pool was closed"}, call.statement.name);
  };
  for (Call::Queue* const queue : {&queue_, &lease_queue_}) {
    while (!queue->empty()) {
      const std::shared_ptr<Call> call = queue->front();
      settle(call, closed(*call));
    }
  }
  while (!channels_.empty()) {
    const ChannelPointer channel = channels_.back();
    for (const InFlight& entry : channel->take_unanswered()) {
      if (entry.call != nullptr && !entry.call->is_over()) settle(entry.call, closed(*entry.call));
    }
    if (channel->lease != nullptr) release(*std::shared_ptr<Lease>{channel->lease});
    discard(channel, CloseReason::shut_down);
  }
  timer_.cancel();
  close_timer_.cancel();
}

PoolStats Multiplexer::stats() const {
  const std::lock_guard lock{mutex_};
  PoolStats stats = counters_;
  stats.max_connections = max_connections_;
  stats.constructing_connections = opening_;
  stats.total_connections = channels_.size() + opening_;
  stats.waiting = queue_.size() + lease_queue_.size();
  stats.transactions = leases_;
  for (const ChannelPointer& channel : channels_) stats.in_flight += channel->size();
  return stats;
}

}  // namespace pgscribe::aio::detail
