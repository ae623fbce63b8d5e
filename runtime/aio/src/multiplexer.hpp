#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/steady_timer.hpp>
#include <asio/thread_pool.hpp>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

#include "call.hpp"
#include "channel.hpp"
#include "pgscribe/aio/pool.hpp"
#include "pool/connector.hpp"

// The state of a pool: what waits, which connection it goes to, when it is too late.

namespace pgscribe::aio::detail {

/// The state of a pool, shared with its handles and calls.
///
/// One mutex guards it with its channels and calls. Nothing of the user's runs under it but observers and destructors:
/// completion handlers are posted. Connections are opened in a thread of its own, since libpq's name resolution and
/// the pool's hooks block.
class Multiplexer final : public ChannelOwner, public std::enable_shared_from_this<Multiplexer> {
 public:
  Multiplexer(asio::any_io_executor executor, PoolOptions options);
  ~Multiplexer() = default;

  void start(const std::shared_ptr<Call>& call, std::unique_ptr<Answer> answer);
  void cancel(const std::shared_ptr<Call>& call);
  void close(std::chrono::milliseconds deadline, std::unique_ptr<Answer> answer);
  /// Waits until nothing is being opened any more. Not for the threads of the executor's tasks to race with.
  void shut_down() noexcept;
  /// Sends ROLLBACK unless the transaction is ending already.
  void abandon(const std::shared_ptr<Lease>& lease, const std::shared_ptr<Call>& rollback) noexcept;
  [[nodiscard]] bool is_over(const Lease& lease) const;
  [[nodiscard]] PoolStats stats() const;
  [[nodiscard]] const asio::any_io_executor& executor() const noexcept { return executor_; }

 private:
  using Clock = std::chrono::steady_clock;
  using ChannelPointer = std::shared_ptr<Channel>;

  void settle(const std::shared_ptr<Call>& call, std::exception_ptr error) noexcept override;
  void send_again(const std::shared_ptr<Call>& call) override;
  void flush_soon() override;
  void wait_readable(Channel& channel) override;
  void wait_writable(Channel& channel) override;
  void wait_for(Channel& channel, std::chrono::milliseconds time) override;

  void flush_all();
  /// A step of a channel; what it throws is the end of the channel.
  template <typename Step>
  void guarded(const ChannelPointer& channel, Step step);
  template <typename Step>
  [[nodiscard]] auto handler(Channel& channel, Step step);
  [[nodiscard]] ChannelPointer pointer_to(const Channel& channel) const;

  void pump();
  void send(const ChannelPointer& channel, const std::shared_ptr<Call>& call);
  [[nodiscard]] ChannelPointer choose(Clock::time_point now);
  void enqueue(const std::shared_ptr<Call>& call, Call::Queue& queue, bool in_front);
  void interrupt(const std::shared_ptr<Call>& call, Interruption interruption);

  void start_on_lease(const std::shared_ptr<Call>& call);
  [[nodiscard]] std::size_t max_leases() const noexcept;
  void grant_leases(Clock::time_point now);
  void grant(const ChannelPointer& granted);
  void reserve();
  void send_on_leases();
  void release(Lease& lease, const Error* lost = nullptr) noexcept;

  [[nodiscard]] static bool retire_when_unfit(Channel& channel, Clock::time_point now);
  void close_retired();
  void lose(const ChannelPointer& channel, const Error& error);
  void discard(const ChannelPointer& channel, CloseReason reason);

  void open_where_useful(const Channel* best);
  void open();
  void on_opened(ChannelPointer channel, std::chrono::nanoseconds duration) noexcept;
  void on_open_failed(const std::exception_ptr& error, std::chrono::nanoseconds duration);
  void fail_waiting(const std::exception_ptr& error);
  [[nodiscard]] std::exception_ptr lost_with(const InFlight& entry, const Error& error) const;

  void arm_timer();
  void on_time();
  void time_out(Call::Queue& queue, Clock::time_point now);
  void finish_closing_when_drained();
  void finish_closing(bool all_answered);
  void give_up_everything();
  void notify(const PoolEvent& event) const noexcept;

  const asio::any_io_executor executor_;
  const PoolOptions options_;
  const std::size_t max_connections_;
  pgscribe::detail::Connector connector_;
  asio::thread_pool opener_{1};
  std::stop_source stop_opening_;

  mutable std::mutex mutex_;
  std::vector<ChannelPointer> channels_;
  std::size_t opening_ = 0;
  Clock::time_point no_opening_before_{};
  Call::Queue queue_;
  Call::Queue lease_queue_;  // each begins a transaction
  std::size_t leases_ = 0;
  bool has_reserved_ = false;
  Call::Deadlines deadlines_;
  asio::steady_timer timer_;
  Clock::time_point timer_at_ = Clock::time_point::max();
  bool flush_is_posted_ = false;
  bool closed_ = false;
  bool is_shut_down_ = false;
  asio::steady_timer close_timer_;
  std::vector<std::unique_ptr<Answer>> close_answers_;
  PoolStats counters_;
};

}  // namespace pgscribe::aio::detail
