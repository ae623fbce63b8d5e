#include "channel.hpp"
#include "session/cancel_grace.hpp"

// Cancellation on a channel: the server knows connections only, so that a request may hit what comes next.

namespace pgscribe::aio::detail {

using pgscribe::detail::Deadline;

namespace {

// How long an abandoned statement may keep those behind it waiting before it is canceled, and how often to look
// whether the server has taken a request.
constexpr std::chrono::milliseconds kPatience{20};
constexpr std::chrono::milliseconds kPoll{1};

bool is_abandoned(const InFlight& entry) noexcept {
  return entry.call != nullptr && entry.call->interruption != Interruption::none;
}

}  // namespace

bool Channel::interrupt(Call& call) {
  if (in_flight_.empty()) return false;
  const InFlight& front = in_flight_.front();
  if (front.call.get() != &call || front.purpose != Purpose::statement) return false;
  request_cancel();
  return true;
}

// Nothing is sent until the server has taken the request, which bounds what it can hit.
void Channel::request_cancel() {
  if (cancellation_) return;
  cancellation_.emplace(session_->handle());
  cancel_is_answered_ = false;
  const std::chrono::milliseconds grace = pgscribe::detail::cancel_grace.load();
  grace_ = Deadline::within(grace);
  for (InFlight& entry : in_flight_) entry.may_be_hit = true;
  owner_.wait_for(*this, grace);
}

void Channel::settle_cancellation() {
  cancel_is_answered_ = true;
  if (cancellation_->finished(Deadline::within(std::chrono::milliseconds{0}))) {
    cancellation_.reset();
  } else if (grace_.passed()) {
    is_retired = true;  // the request may hit anything yet
    cancellation_.reset();
  } else {
    owner_.wait_for(*this, kPoll);
  }
}

void Channel::look_at_front() {
  if (!cancellation_ && !in_flight_.empty() && is_abandoned(in_flight_.front())) owner_.wait_for(*this, kPatience);
}

void Channel::on_timer() {
  if (cancellation_) {
    if (cancel_is_answered_) return settle_cancellation();
    if (!grace_.passed()) return owner_.wait_for(*this, kPoll);
    session_->mark_broken();
    throw DeadlineExceeded(ErrorFields{.message = "no answer to the cancellation of a statement on this connection"});
  }
  if (!in_flight_.empty() && is_abandoned(in_flight_.front())) request_cancel();
}

}  // namespace pgscribe::aio::detail
