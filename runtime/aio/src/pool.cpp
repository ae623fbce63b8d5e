#include "pgscribe/aio/pool.hpp"

#include <utility>

#include "multiplexer.hpp"
#include "pgscribe/aio/query.hpp"

// The public `aio::Pool`, and the way of a call into it.

namespace pgscribe::aio {

Pool::Pool(asio::any_io_executor executor, PoolOptions options)
    : executor_(executor),
      multiplexer_(std::make_shared<detail::Multiplexer>(std::move(executor), std::move(options))) {}

Pool::~Pool() { multiplexer_->shut_down(); }

PoolStats Pool::stats() const { return multiplexer_->stats(); }

void Pool::close_multiplexer(detail::Multiplexer& multiplexer, std::chrono::milliseconds deadline,
                             std::unique_ptr<detail::Answer> answer) {
  multiplexer.close(deadline, std::move(answer));
}

PoolHandle::PoolHandle(Pool& pool) noexcept : multiplexer_(pool.multiplexer_) {}

PoolHandle PoolHandle::with_timeout(std::chrono::milliseconds timeout) const {
  PoolHandle handle = *this;
  handle.timeout_ = timeout;
  return handle;
}

namespace detail {

std::shared_ptr<Call> make_call(const PoolHandle& pool, const Statement& statement, const Arguments& arguments,
                                pgscribe::detail::RowCount expected) {
  return std::make_shared<Call>(pool, statement, arguments, expected);
}

// Kept here: with the answer the caller may be gone, in another thread.
void start(const std::shared_ptr<Call>& call, std::unique_ptr<Answer> answer) {
  const std::shared_ptr<Call> kept = call;
  kept->multiplexer->start(kept, std::move(answer));
}

void cancel(const std::weak_ptr<Call>& weak) noexcept {
  if (const std::shared_ptr<Call> call = weak.lock()) call->multiplexer->cancel(call);
}

asio::any_io_executor executor_of(const Call& call) noexcept { return call.multiplexer->executor(); }

}  // namespace detail
}  // namespace pgscribe::aio
