#include "multiplexer.hpp"

#include <algorithm>
#include <asio/post.hpp>
#include <thread>
#include <utility>

#include "lease.hpp"

namespace pgscribe::aio::detail {

using pgscribe::detail::Deadline;
using pgscribe::detail::Session;

namespace {

std::size_t connections_of(const pgscribe::PoolOptions& options) {
  return options.max_connections > 0 ? options.max_connections
                                     : 2 * std::size_t{std::max(std::thread::hardware_concurrency(), 1U)} + 1;
}

std::chrono::milliseconds timeout_of(const Call& call, const PoolOptions& options) noexcept {
  if (call.timeout.count() > 0) return call.timeout;
  return call.statement.timeout.count() > 0 ? call.statement.timeout : options.connections.statement_timeout;
}

}  // namespace

Multiplexer::Multiplexer(asio::any_io_executor executor, PoolOptions options)
    : executor_(std::move(executor)),
      options_(std::move(options)),
      max_connections_(connections_of(options_.connections)),
      connector_(options_.connections),
      timer_(executor_),
      close_timer_(executor_) {
  if (options_.connections.statements == StatementMode::unprepared)
    throw UsageError("statements of many callers can share a connection only where they can be prepared on it");
  if (options_.depth == 0) throw UsageError("a depth of 0 sends nothing");
}

void Multiplexer::start(const std::shared_ptr<Call>& call, std::unique_ptr<Answer> answer) {
  const std::lock_guard lock{mutex_};
  const char* const name = call->statement.name;
  call->answer = std::move(answer);
  if (call->role == Role::statement) ++counters_.statement_count;
  if (closed_ && (call->lease == nullptr || call->role == Role::begin))
    return call->finish(error_of<PoolClosed>({.message = "the pool is closed"}, name));
  if (call->refusal) return call->finish(call->refusal);
  if (call->interruption != Interruption::none) return call->finish(interrupted_before(call->interruption, name));
  if (const auto timeout = timeout_of(*call, options_); timeout.count() > 0) {
    call->deadline = deadlines_.emplace(Clock::now() + timeout, call);
    arm_timer();
  }
  if (call->lease != nullptr && call->role != Role::begin) {
    start_on_lease(call);
    return pump();
  }
  if (queue_.size() + lease_queue_.size() >= std::max<std::size_t>(options_.max_waiting, 1)) {
    ++counters_.timeout_count;
    return settle(call, error_of<PoolTimeout>({.message = "too many statements wait already"}, name));
  }
  enqueue(call, call->role == Role::begin ? lease_queue_ : queue_, false);
  pump();
}

void Multiplexer::cancel(const std::shared_ptr<Call>& call) {
  const std::lock_guard lock{mutex_};
  interrupt(call, Interruption::canceled);
}

// What waits goes at once. A statement that runs ends when the server says so. One that others are in front of may
// run yet, so nobody waits for it; its answer is read when it comes, and is nobody's.
// The end of a transaction is not interrupted but by its deadline, when it runs.
void Multiplexer::interrupt(const std::shared_ptr<Call>& call, Interruption interruption) {
  if (call->is_over() || call->interruption != Interruption::none) return;
  if (call->ends_lease()) {
    if (interruption == Interruption::deadline && call->state == Call::State::sent && call->channel->interrupt(*call))
      call->interruption = interruption;
    return;
  }
  call->interruption = interruption;
  ++counters_.canceled_count;
  if (call->state == Call::State::waiting) {
    settle(call, interrupted_before(interruption, call->statement.name));
  } else if (call->state == Call::State::sent && !call->channel->interrupt(*call)) {
    settle(call, interrupted_unheard(interruption, call->statement.name));
  }
}

void Multiplexer::settle(const std::shared_ptr<Call>& call, std::exception_ptr error) noexcept {
  if (call->is_over()) return;
  if (call->state == Call::State::waiting) call->queue->erase(call->place);
  if (call->deadline) deadlines_.erase(*std::exchange(call->deadline, std::nullopt));
  const bool is_end = call->ends_lease();
  call->finish(std::move(error));
  if (is_end) release(*call->lease);
}

void Multiplexer::enqueue(const std::shared_ptr<Call>& call, Call::Queue& queue, bool in_front) {
  const auto timeout = options_.connections.acquire_timeout;
  call->state = Call::State::waiting;
  call->channel = nullptr;
  call->waits_until = timeout.count() > 0 ? Clock::now() + timeout : Clock::time_point::max();
  call->queue = &queue;
  call->place = queue.insert(in_front ? queue.begin() : queue.end(), call);
}

void Multiplexer::send_again(const std::shared_ptr<Call>& call) {
  if (call->interruption != Interruption::none)
    return settle(call, interrupted_unheard(call->interruption, call->statement.name));
  ++call->times_resent;
  ++counters_.resent_count;
  const bool is_on_lease = call->lease != nullptr && call->lease->channel != nullptr;
  enqueue(call, is_on_lease ? call->lease->waiting : call->role == Role::begin ? lease_queue_ : queue_, true);
}

void Multiplexer::pump() {
  close_retired();
  const Clock::time_point now = queue_.empty() && lease_queue_.empty() ? Clock::time_point{} : Clock::now();
  if (!lease_queue_.empty() || has_reserved_) grant_leases(now);
  if (leases_ > 0) send_on_leases();
  while (!queue_.empty()) {
    const ChannelPointer channel = choose(now);
    open_where_useful(channel.get());
    if (channel == nullptr) break;
    const std::shared_ptr<Call> call = std::move(queue_.front());
    queue_.pop_front();
    send(channel, call);
  }
  if (!queue_.empty() || !lease_queue_.empty()) arm_timer();
  finish_closing_when_drained();
}

// The one with the fewest statements, of those that answer. What it is like is looked at while nothing is under way on
// it.
Multiplexer::ChannelPointer Multiplexer::choose(Clock::time_point now) {
  const auto is_better = [&](const Channel& channel, const Channel& other) {
    const bool is_silent = channel.is_silent(now);
    return is_silent == other.is_silent(now) ? channel.size() < other.size() : !is_silent;
  };
  while (true) {
    const ChannelPointer* best = nullptr;
    for (const ChannelPointer& channel : channels_) {
      if (!channel->is_shared() || !channel->takes_statements() || channel->size() >= options_.depth) continue;
      if (best == nullptr || is_better(*channel, **best)) best = &channel;
    }
    if (best == nullptr) return nullptr;
    if (!retire_when_unfit(**best, now)) return *best;
    close_retired();
  }
}

// A connection that is too old takes nothing more, and goes when all is answered.
bool Multiplexer::retire_when_unfit(Channel& channel, Clock::time_point now) {
  const Session& session = channel.session();
  channel.is_retired =
      now >= session.expires_at || (channel.size() == 0 && (!session.is_on_target() || !session.has_our_settings()));
  return channel.is_retired;
}

void Multiplexer::close_retired() {
  for (std::size_t i = channels_.size(); i-- > 0;) {
    if (!channels_[i]->is_retired || channels_[i]->size() > 0 || channels_[i]->lease != nullptr) continue;
    const ChannelPointer channel = channels_[i];
    const bool is_old = Clock::now() >= channel->session().expires_at;
    discard(channel, is_old ? CloseReason::max_lifetime : CloseReason::refused);
  }
}

void Multiplexer::flush_soon() {
  if (std::exchange(flush_is_posted_, true)) return;
  asio::post(executor_, [self = shared_from_this()] {
    const std::lock_guard lock{self->mutex_};
    self->flush_all();
  });
}

// What was sent since the last turn of the event loop travels together.
void Multiplexer::flush_all() {
  flush_is_posted_ = false;
  for (std::size_t i = channels_.size(); i-- > 0;) {
    const ChannelPointer channel = channels_[i];
    guarded(channel, [&] { channel->flush(); });
  }
  pump();
}

void Multiplexer::send(const ChannelPointer& channel, const std::shared_ptr<Call>& call) {
  guarded(channel, [&] { channel->send(call); });
}

template <typename Step>
void Multiplexer::guarded(const ChannelPointer& channel, Step step) {
  try {
    step();
  } catch (const Error& error) {
    lose(channel, error);
  }
}

// For a wait of Asio. Its error does not matter: the channel finds out what is wrong.
template <typename Step>
auto Multiplexer::handler(Channel& channel, Step step) {
  return [self = shared_from_this(), weak = std::weak_ptr<Channel>{pointer_to(channel)}, step](std::error_code) {
    const std::lock_guard lock{self->mutex_};
    const ChannelPointer pointer = weak.lock();
    if (pointer == nullptr || pointer->is_closed) return;
    self->guarded(pointer, [&] { ((*pointer).*step)(); });
    self->pump();
  };
}

Multiplexer::ChannelPointer Multiplexer::pointer_to(const Channel& channel) const {
  return *std::find_if(channels_.begin(), channels_.end(),
                       [&](const ChannelPointer& pointer) { return pointer.get() == &channel; });
}

void Multiplexer::wait_readable(Channel& channel) {
  channel.descriptor().async_wait(asio::posix::stream_descriptor::wait_read, handler(channel, &Channel::on_readable));
}

void Multiplexer::wait_writable(Channel& channel) {
  channel.descriptor().async_wait(asio::posix::stream_descriptor::wait_write, handler(channel, &Channel::on_writable));
}

void Multiplexer::wait_for(Channel& channel, std::chrono::milliseconds time) {
  channel.timer().expires_after(time);
  channel.timer().async_wait([step = handler(channel, &Channel::on_timer)](std::error_code error) {
    if (!error) step(error);
  });
}

}  // namespace pgscribe::aio::detail
