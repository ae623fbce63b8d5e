#include <algorithm>
#include <asio/post.hpp>
#include <utility>

#include "lease.hpp"
#include "multiplexer.hpp"
#include "pool/transaction_rules.hpp"

// How a pool's connections come and go.

namespace pgscribe::aio::detail {

using pgscribe::detail::Deadline;
using pgscribe::detail::Session;

namespace {

// A statement that may be repeated is sent on so many other connections.
constexpr int kMaxResends = 5;

bool is_repeatable(const InFlight& entry) noexcept {
  if (entry.call->lease != nullptr) return entry.call->role == Role::begin;
  return (entry.purpose == Purpose::types && entry.held == nullptr) || entry.call->statement.read_only;
}

}  // namespace

// Another one for what would have to wait for somebody.
void Multiplexer::open_where_useful(const Channel* best) {
  if (best != nullptr && best->size() == 0) return;
  if (channels_.size() + opening_ >= max_connections_ || opening_ >= queue_.size()) return;
  if (!channels_.empty() && Clock::now() < no_opening_before_) return;
  open();
}

// `this` lives until the opener has been waited for.
void Multiplexer::open() {
  ++opening_;
  asio::post(opener_, [this, stop = stop_opening_.get_token()] {
    const auto begin = Clock::now();
    try {
      ChannelPointer channel = std::make_shared<Channel>(
          executor_, connector_.open(Deadline::after(options_.connections.acquire_timeout), stop), *this);
      on_opened(std::move(channel), Clock::now() - begin);
    } catch (...) {
      on_open_failed(std::current_exception(), Clock::now() - begin);
    }
  });
}

void Multiplexer::on_opened(ChannelPointer channel, std::chrono::nanoseconds duration) noexcept {
  const std::lock_guard lock{mutex_};
  --opening_;
  if (is_shut_down_) return;
  ++counters_.new_connections_count;
  notify({.kind = PoolEventKind::connected,
          .duration = duration,
          .backend_pid = PQbackendPID(channel->session().handle())});
  channels_.push_back(channel);
  channel->start();
  pump();
}

// Others may be open yet; then what waits, waits for them.
void Multiplexer::on_open_failed(const std::exception_ptr& error, std::chrono::nanoseconds duration) {
  const std::lock_guard lock{mutex_};
  --opening_;
  if (is_shut_down_) return;
  no_opening_before_ = Clock::now() + options_.connections.reconnect_backoff;
  try {
    std::rethrow_exception(error);
  } catch (const Error& thrown) {
    notify({.kind = PoolEventKind::connect_failed, .duration = duration, .error = &thrown});
  } catch (...) {
    notify({.kind = PoolEventKind::connect_failed, .duration = duration});  // a hook's
  }
  if (channels_.empty() && opening_ == 0) fail_waiting(error);
  pump();
}

void Multiplexer::fail_waiting(const std::exception_ptr& error) {
  for (Call::Queue* const queue : {&queue_, &lease_queue_}) {
    while (!queue->empty()) settle(std::shared_ptr<Call>{queue->front()}, error);
  }
}

// What a statement gets that cannot be sent again.
std::exception_ptr Multiplexer::lost_with(const InFlight& entry, const Error& error) const {
  const Call& call = *entry.call;
  const char* const name = call.statement.name;
  ErrorFields fields = error.fields();
  fields.query = name;
  if (call.role == Role::commit)
    return std::make_exception_ptr(pgscribe::detail::outcome_unknown(ConnectionError{std::move(fields)}));
  if (call.interruption != Interruption::none) return interrupted_unheard(call.interruption, name);
  return std::make_exception_ptr(ConnectionError{std::move(fields)});
}

void Multiplexer::lose(const ChannelPointer& channel, const Error& error) {
  if (channel->is_closed) return;
  if (channel->lease != nullptr) release(*std::shared_ptr<Lease>{channel->lease}, &error);
  channel->session().mark_broken();
  std::deque<InFlight> unanswered = channel->take_unanswered();
  const Call* culprit = dynamic_cast<const UsageError*>(&error) != nullptr ? channel->acting() : nullptr;
  // The last ones first, because each goes to the front of the queue.
  for (auto entry = unanswered.rbegin(); entry != unanswered.rend(); ++entry) {
    const std::shared_ptr<Call>& call = entry->call;
    if (call == nullptr || call->is_over()) continue;
    const char* const name = call->statement.name;
    if (call.get() == culprit)
      settle(call, error_of<UsageError>(error.fields(), name));
    else if (call->interruption == Interruption::none && is_repeatable(*entry) && call->times_resent < kMaxResends)
      send_again(call);
    else
      settle(call, lost_with(*entry, error));
  }
  ++counters_.broken_destroy_count;
  discard(channel, CloseReason::broken);
}

void Multiplexer::discard(const ChannelPointer& channel, CloseReason reason) {
  channel->is_closed = true;
  if (reason == CloseReason::max_lifetime) ++counters_.max_lifetime_destroy_count;
  Session& session = channel->session();
  notify({.kind = PoolEventKind::closed,
          .duration = Clock::now() - session.opened_at(),
          .reason = reason,
          .backend_pid = PQbackendPID(session.handle())});
  const ChannelPointer kept = channel;  // it may be an element of what it is erased from
  std::erase(channels_, kept);
  kept->timer().cancel();
}

void Multiplexer::notify(const PoolEvent& event) const noexcept {
  for (const std::shared_ptr<Observer>& observer : options_.connections.observers) observer->on_pool_event(event);
}

}  // namespace pgscribe::aio::detail
