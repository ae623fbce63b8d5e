#pragma once

#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <deque>
#include <memory>
#include <optional>

#include "in_flight.hpp"
#include "session/cancel.hpp"
#include "session/session.hpp"

// One connection in pipeline mode.

namespace pgscribe::aio::detail {

class Channel;

/// What a channel asks of its owner, which calls it, and is called, under its own lock.
class ChannelOwner {
 public:
  ChannelOwner() = default;
  ChannelOwner(const ChannelOwner&) = delete;
  ChannelOwner& operator=(const ChannelOwner&) = delete;

  /// Null: no error.
  virtual void settle(const std::shared_ptr<Call>& call, std::exception_ptr error) noexcept = 0;
  virtual void send_again(const std::shared_ptr<Call>& call) = 0;
  /// Something was written; `flush` is to be called soon.
  virtual void flush_soon() = 0;
  /// Calls `step` with the lock held, unless the channel is gone by then. `step` is called for errors, too.
  virtual void wait_readable(Channel& channel) = 0;
  virtual void wait_writable(Channel& channel) = 0;
  virtual void wait_for(Channel& channel, std::chrono::milliseconds time) = 0;

 protected:
  ~ChannelOwner() = default;
};

/// Sends statements one behind the other and gives each its answer. An error of libpq or of the order of the answers is
/// thrown as ConnectionError or UsageError: the connection is lost then, and `take_unanswered` has what was on it.
class Channel {
 public:
  Channel(const asio::any_io_executor& executor, std::unique_ptr<pgscribe::detail::Session> session,
          ChannelOwner& owner);
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  ~Channel();

  void start();
  [[nodiscard]] pgscribe::detail::Session& session() noexcept { return *session_; }
  [[nodiscard]] asio::posix::stream_descriptor& descriptor() noexcept { return descriptor_; }
  [[nodiscard]] asio::steady_timer& timer() noexcept { return timer_; }
  [[nodiscard]] std::size_t size() const noexcept { return in_flight_.size() + questions_.size(); }
  /// Nothing has been answered for a while, although something was sent: what is in front takes long.
  [[nodiscard]] bool is_silent(std::chrono::steady_clock::time_point now) const noexcept;
  /// False while a statement has to be decided or a cancellation is on its way.
  [[nodiscard]] bool takes_statements() const noexcept { return !undecided_ && !cancellation_; }
  /// Nothing more is sent on it, and it is to be closed when all is answered.
  bool is_retired = false;
  /// Only the statements of this transaction are sent on it; null: those of everybody.
  std::shared_ptr<Lease> lease;
  /// It is to be leased when all is answered.
  bool is_reserved = false;
  [[nodiscard]] bool is_shared() const noexcept { return !is_retired && !is_reserved && lease == nullptr; }
  /// Its owner has given it up.
  bool is_closed = false;
  /// Whose statement is being sent or whose answer is being read; may be null.
  [[nodiscard]] const Call* acting() const noexcept { return acting_; }

  void send(const std::shared_ptr<Call>& call);
  /// The call is over for its caller, or will be when the server says so: true when it has been asked.
  [[nodiscard]] bool interrupt(Call& call);

  void flush();
  void on_readable();
  void on_writable();
  void on_timer();

  [[nodiscard]] std::deque<InFlight> take_unanswered();

 private:
  void send_statement(const std::shared_ptr<Call>& call, const pgscribe::detail::Prepared* known);
  void send_text(const Call& call);
  void send_prepared(InFlight& entry, const pgscribe::detail::Prepared* prepared);
  void ask_types(InFlight question);
  void deallocate_forgotten();
  void sync();
  void require(int accepted, const char* name);
  [[noreturn]] void lose();

  void take(pgscribe::detail::Result result);
  void take_failure(InFlight& entry, pgscribe::detail::Result result);
  void take_answer(InFlight& entry, pgscribe::detail::Result result);
  void read_rows(InFlight& entry, pgscribe::detail::Result& result);
  void note_run(InFlight& entry, PGresult* result);
  void decide(InFlight& entry);
  void conclude();
  void conclude_types(InFlight& entry);
  void conclude_statement(InFlight& entry);
  void conclude_failure(InFlight& entry);
  [[nodiscard]] static bool was_hit_by_accident(const InFlight& entry);
  [[nodiscard]] bool is_worth_repeating(const InFlight& entry);
  void forget(const InFlight& entry);
  [[nodiscard]] std::exception_ptr error_in(const pgscribe::detail::Result& result, const Call& call);

  void request_cancel();
  void settle_cancellation();
  void look_at_front();

  ChannelOwner& owner_;
  std::unique_ptr<pgscribe::detail::Session> session_;
  // Of its own: libpq closes its one when the connection is lost, and the number may be another connection's then.
  asio::posix::stream_descriptor descriptor_;
  asio::steady_timer timer_;
  std::deque<InFlight> in_flight_;
  const Call* acting_ = nullptr;
  std::chrono::steady_clock::time_point heard_at_{};  // or since something is in flight
  bool undecided_ = false;                            // the last one
  std::deque<InFlight> questions_;                    // for types, which wait until it is decided
  bool is_writing_ = false;
  std::optional<pgscribe::detail::Cancellation> cancellation_;
  pgscribe::detail::Deadline grace_ = pgscribe::detail::Deadline::never();
  bool cancel_is_answered_ = false;
};

}  // namespace pgscribe::aio::detail
