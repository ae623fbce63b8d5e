#pragma once

#include <string>
#include <string_view>

#include "pgscribe/result.hpp"
#include "session/session.hpp"

// SQL of several statements.

namespace pgscribe::detail {

/// Throws UsageError when a Transaction is open on the session and what has run since `transactions_ended` was
/// `ended_before` ended it.
void require_same_transaction(const Session& session, unsigned ended_before);

/// Statements without parameters over the simple protocol; the result of the last one.
CommandResult run_script(Session& session, std::string_view sql);

/// A statement of the runtime itself, which observers see under `name`.
Result run_command(Session& session, const std::string& sql, Deadline deadline, const char* name);

/// Sends the BEGIN that waits for the first statement of its transaction, if one does, and lets observers see it.
void send_begin(Session& session);

/// Runs a COPY ... FROM stdin with its data as they stand in a script, in COPY's text form or what the statement says.
void run_copy_script(Session& session, const std::string& sql, std::string_view data);

}  // namespace pgscribe::detail
