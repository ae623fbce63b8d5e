#include <algorithm>
#include <utility>

#include "lease.hpp"
#include "multiplexer.hpp"
#include "pool/transaction_rules.hpp"

// How transactions get connections of their own, and how those come back.

namespace pgscribe::aio::detail {

namespace {

std::exception_ptr transaction_is_over(const char* query) {
  return error_of<UsageError>({.message = "the transaction is over"}, query);
}

}  // namespace

// One stays for everybody, so that a transaction which waits for a statement outside of it does not wait for itself.
std::size_t Multiplexer::max_leases() const noexcept { return max_connections_ > 1 ? max_connections_ - 1 : 1; }

void Multiplexer::start_on_lease(const std::shared_ptr<Call>& call) {
  Lease& lease = *call->lease;
  const char* const name = call->statement.name;
  if (lease.is_ending) return settle(call, transaction_is_over(name));
  if (lease.channel == nullptr)
    return settle(call, error_of<ConnectionError>({.message = "the connection of the transaction was lost"}, name));
  if (call->role == Role::commit && lease.channel->session().transactions_ended() != lease.ended_before)
    return settle(call, error_of<UsageError>({.message = pgscribe::detail::kEndedEarly}, name));
  if (call->ends_lease()) lease.is_ending = true;
  enqueue(call, lease.waiting, false);
}

void Multiplexer::grant_leases(Clock::time_point now) {
  for (const ChannelPointer& channel : channels_) channel->is_reserved = false;
  has_reserved_ = false;
  while (!lease_queue_.empty() && leases_ < max_leases()) {
    const auto idle = std::find_if(channels_.begin(), channels_.end(), [](const ChannelPointer& channel) {
      return channel->is_shared() && channel->takes_statements() && channel->size() == 0;
    });
    if (idle == channels_.end()) break;
    if (retire_when_unfit(**idle, now)) {
      close_retired();
      continue;
    }
    grant(*idle);
  }
  reserve();
}

void Multiplexer::grant(const ChannelPointer& granted) {
  const ChannelPointer channel = granted;
  const std::shared_ptr<Call> call = lease_queue_.front();
  lease_queue_.pop_front();
  ++leases_;
  channel->lease = call->lease;
  call->lease->channel = channel.get();
  send(channel, call);
}

// Those with the fewest statements get no more of them, unless a connection is being opened.
void Multiplexer::reserve() {
  std::size_t wanted = std::min(lease_queue_.size(), max_leases() - std::min(leases_, max_leases()));
  if (wanted == 0) return;
  if (channels_.size() + opening_ < max_connections_ && opening_ < wanted &&
      (channels_.empty() || Clock::now() >= no_opening_before_))
    open();
  for (wanted -= std::min(wanted, opening_); wanted > 0; --wanted) {
    const ChannelPointer* fewest = nullptr;
    for (const ChannelPointer& channel : channels_) {
      if (!channel->is_shared()) continue;
      if (fewest == nullptr || channel->size() < (*fewest)->size()) fewest = &channel;
    }
    if (fewest == nullptr) return;
    (*fewest)->is_reserved = has_reserved_ = true;
  }
}

void Multiplexer::send_on_leases() {
  for (std::size_t i = channels_.size(); i-- > 0;) {
    const ChannelPointer channel = channels_[i];
    const std::shared_ptr<Lease> lease = channel->lease;
    while (lease != nullptr && lease->channel == channel.get() && !lease->waiting.empty() &&
           channel->takes_statements()) {
      const std::shared_ptr<Call> call = lease->waiting.front();
      lease->waiting.pop_front();
      send(channel, call);
    }
  }
}

void Multiplexer::abandon(const std::shared_ptr<Lease>& lease, const std::shared_ptr<Call>& rollback) noexcept {
  const std::lock_guard lock{mutex_};
  if (lease->channel == nullptr || lease->is_ending) return;
  lease->is_ending = true;
  enqueue(rollback, lease->waiting, false);
  pump();
}

bool Multiplexer::is_over(const Lease& lease) const {
  const std::lock_guard lock{mutex_};
  return lease.channel == nullptr || lease.is_ending;
}

// The end of the transaction has been answered, or there is nobody to answer.
void Multiplexer::release(Lease& lease, const Error* lost) noexcept {
  if (lease.channel == nullptr) return;
  Channel& channel = *std::exchange(lease.channel, nullptr);
  --leases_;
  if (channel.session().in_transaction() || channel.size() > 0) channel.is_retired = true;
  const std::shared_ptr<Lease> kept = std::exchange(channel.lease, nullptr);
  while (!lease.waiting.empty()) {
    const std::shared_ptr<Call> call = lease.waiting.front();
    const char* const name = call->statement.name;
    settle(call, lost == nullptr ? transaction_is_over(name) : error_of<ConnectionError>(lost->fields(), name));
  }
}

}  // namespace pgscribe::aio::detail
