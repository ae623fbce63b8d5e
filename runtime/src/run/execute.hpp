#pragma once

#include "pgscribe/query.hpp"
#include "run/lease.hpp"
#include "session/result.hpp"

namespace pgscribe::detail {

/// Sends a statement on the leased session and returns its result, which is no error and has the columns that were
/// generated. Prepares it where that is due,
/// again where the server has lost it, and changes to another session where nothing can have happened yet. Throws
/// what the server says.
[[nodiscard]] Result execute(SessionLease& lease, const Statement& statement, const Arguments& arguments);

/// The deadline of a call of this statement that starts now.
[[nodiscard]] Deadline deadline_of(const Session& session, std::chrono::milliseconds timeout) noexcept;

/// The statement as it is prepared on this session, after preparing it where that is due; null when this session does
/// not prepare. Throws what the server says.
[[nodiscard]] Prepared* prepare(Session& session, const Statement& statement, Deadline deadline);

/// Queues the execution of a statement whose parameters are in `session.parameters()`; false when libpq refuses.
[[nodiscard]] bool send(Session& session, const Statement& statement, const Prepared* prepared);

/// Whether the error means that the statement has to be prepared again, and forgets it then.
[[nodiscard]] bool forget_if_stale(Session& session, const Statement& statement, const PGresult* result);

}  // namespace pgscribe::detail
