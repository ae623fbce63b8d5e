#pragma once

#include <optional>

#include "run/observation.hpp"
#include "session/session.hpp"

// libpq's pipeline mode.

namespace pgscribe::detail {

/// How libpq hands out the rows of the first statement of a pipeline.
enum class RowDelivery : std::uint8_t { together, one_by_one };

/// libpq's pipeline mode for the time of a scope. What is sent in autocommit becomes a transaction with the next sync:
/// until then the server has done its part, but nothing of it stands.
class Pipeline {
 public:
  /// `name` is that of the query, for messages.
  Pipeline(Session& session, const char* name, Deadline deadline, RowDelivery delivery = RowDelivery::together);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  ~Pipeline();

  /// Queues the BEGIN that waits for the first statement of its transaction, if one does. When it fails, reading the
  /// first result throws what the server says of it, and nothing of what was queued behind it has been run.
  void begin();
  /// Has the server send the results of what it got so far.
  void request_results();
  /// Queues the end of the transaction.
  void sync();
  /// The same for one of many transactions: where libpq can, it is sent with what follows, or when results are awaited.
  void sync_unflushed();
  /// Whether the next statement may be sent before a sync has been answered. PgBouncer, in transaction mode, takes the
  /// session away from its client when a sync is answered and no other one has come, even in the middle of a message:
  /// the rest goes to another session, and the answers to another client.
  [[nodiscard]] bool can_send_behind_sync() const noexcept { return session_.options().prepare; }

  /// The one result of a statement.
  [[nodiscard]] Result read_result(Deadline deadline);
  /// To be called after `sync`: what went wrong when the transaction ended, a deferred constraint for example, or null.
  [[nodiscard]] Result read_sync(Deadline deadline);
  /// Ends the transaction, which nothing was queued for since the last result, so that nothing of it stays.
  void roll_back() noexcept;
  /// The server did not answer as it must: the connection is given up.
  [[noreturn]] void lose_step();

 private:
  [[nodiscard]] Result read_one(Deadline deadline);
  void read_begin(Deadline deadline);

  Session& session_;
  const char* name_;
  std::optional<Observation> begin_;  // while it has not been answered
  int unread_syncs_ = 0;
};

}  // namespace pgscribe::detail
