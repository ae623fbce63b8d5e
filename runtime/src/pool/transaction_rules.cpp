#include "pool/transaction_rules.hpp"

#include <algorithm>
#include <cstring>
#include <random>
#include <utility>

namespace pgscribe::detail {

std::string begin_statement(const TransactionOptions& options) {
  std::string sql = "BEGIN";
  switch (options.isolation) {
    case Isolation::server_default: break;
    case Isolation::read_committed: sql += " ISOLATION LEVEL READ COMMITTED"; break;
    case Isolation::repeatable_read: sql += " ISOLATION LEVEL REPEATABLE READ"; break;
    case Isolation::serializable: sql += " ISOLATION LEVEL SERIALIZABLE"; break;
  }
  if (options.read_only) sql += " READ ONLY";
  if (options.deferrable) sql += " DEFERRABLE";
  return sql;
}

std::string savepoint(int depth) { return "pgscribe_" + std::to_string(depth); }

void require_committed(const PGresult* result) {
  if (std::strcmp(PQcmdStatus(const_cast<PGresult*>(result)), "COMMIT") == 0) return;
  throw TransactionAborted(ErrorFields{
      .message = "the transaction was rolled back, because a statement in it had failed",
      .hint = "Let the error of a failed statement leave the transaction, or run the statement in a nested one."});
}

TransactionAborted savepoint_aborted() {
  return TransactionAborted(
      ErrorFields{.message = "the savepoint was rolled back, because a statement behind it had failed"});
}

OutcomeUnknown outcome_unknown(const ConnectionError& error) {
  ErrorFields fields = error.fields();
  fields.message = "the connection was lost during COMMIT, which may or may not have taken effect: " + fields.message;
  return OutcomeUnknown(std::move(fields));
}

bool is_retried(const std::exception_ptr& error, const RetryPolicy& policy, int attempts) {
  if (attempts >= policy.max_attempts) return false;
  try {
    std::rethrow_exception(error);
  } catch (const TransactionConflict&) {
    return true;
  } catch (const OutcomeUnknown&) {
    return false;
  } catch (const DeadlineExceeded&) {
    return false;
  } catch (const ConnectionError&) {
    return policy.after_connection_loss;
  } catch (...) {
    return false;
  }
}

std::chrono::milliseconds backoff(const RetryPolicy& policy, int attempts) {
  const auto limit = std::max<std::chrono::milliseconds::rep>(1, policy.max_backoff.count());
  auto base = std::max<std::chrono::milliseconds::rep>(1, policy.initial_backoff.count());
  for (int i = 1; i < attempts && base < limit; ++i) base *= 2;
  base = std::min(base, limit);
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::chrono::milliseconds{base + std::uniform_int_distribution<decltype(base)>{0, base}(random)};
}

}  // namespace pgscribe::detail
