#pragma once

#include <memory>

#include "pgscribe/query.hpp"
#include "run/implicit_transaction.hpp"
#include "run/lease.hpp"
#include "session/result.hpp"

// Prepare, send, repair, repeat.

namespace pgscribe::detail {

/// What a statement did, as far as it is decided that it stands.
struct Execution {
  Result result{};
  Deadline deadline = Deadline::never();
  /// Where `commit` still has something to do; else null.
  std::unique_ptr<ImplicitTransaction> transaction{};

  /// To be called when the result has been read and found usable; without it the statement is undone where it is its
  /// own transaction and writes. Throws what the server says.
  void commit(Session& session, const Statement& statement);
};

/// Sends a statement on the leased session; its result is no error and has the columns that were generated. Prepares it
/// where that is due, again where that helps, and changes to another session where nothing can have happened yet.
/// Throws what the server says.
[[nodiscard]] Execution execute(SessionLease& lease, const Statement& statement, const Arguments& arguments);

/// Whether the statement would be committed by the server before the program can see whether it can use the result.
[[nodiscard]] bool must_be_decided(const Session& session, const Statement& statement) noexcept;

/// The deadline of a call of this statement that starts now.
[[nodiscard]] Deadline deadline_of(const Session& session, std::chrono::milliseconds timeout) noexcept;

/// The statement as it is prepared on this session, after preparing it where that is due; null when it is not to be
/// prepared. Throws what the server says.
[[nodiscard]] Prepared* prepare(Session& session, const Statement& statement, Deadline deadline);

/// Queues the execution of a statement whose parameters are in `session.parameters()`; false when libpq refuses.
[[nodiscard]] bool send(Session& session, const Statement& statement, const Prepared* prepared);

/// Throws UnexpectedType when the result has other columns than were generated. What is prepared is forgotten then: the
/// server holds on to the columns that it has, also when the table is as it was again.
void require_columns(Session& session, const Statement& statement, const PGresult* result);

/// Notes that the prepared statement ran on this session.
void note_success(Prepared& prepared, PGresult* result) noexcept;

/// Whether the error may come from what the server remembers of a prepared statement.
[[nodiscard]] bool may_be_stale(const PGresult* result) noexcept;

/// Forgets the prepared statement when it may be stale. True when repeating it
/// can help and can do no harm: it ran before, and has done nothing now.
[[nodiscard]] bool forget_if_stale(Session& session, const Statement& statement, const PGresult* result);

}  // namespace pgscribe::detail
