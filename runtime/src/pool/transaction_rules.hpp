#pragma once

#include <chrono>
#include <exception>
#include <string>

#include "pgscribe/error.hpp"
#include "pgscribe/transaction.hpp"
#include "session/result.hpp"

// What transactions are begun and ended with, and when one is run again.

namespace pgscribe::detail {

inline constexpr const char* kEndedEarly =
    "a statement ended the transaction before its end; what came before may have been rolled back";

[[nodiscard]] std::string begin_statement(const TransactionOptions& options);
/// The name of the savepoint at this depth, from 1.
[[nodiscard]] std::string savepoint(int depth);

/// The server answers COMMIT of a failed transaction with ROLLBACK and no error: throws TransactionAborted then.
void require_committed(const PGresult* result);
/// A savepoint behind which a statement has failed was rolled back.
[[nodiscard]] TransactionAborted savepoint_aborted();
/// The connection was lost between COMMIT and its answer.
[[nodiscard]] OutcomeUnknown outcome_unknown(const ConnectionError& error);

/// Whether a transaction that ended with this error is run again after so many attempts.
[[nodiscard]] bool is_retried(const std::exception_ptr& error, const RetryPolicy& policy, int attempts);
/// How long to wait before that.
[[nodiscard]] std::chrono::milliseconds backoff(const RetryPolicy& policy, int attempts);

}  // namespace pgscribe::detail
