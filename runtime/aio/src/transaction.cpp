#include "pgscribe/aio/transaction.hpp"

#include <string>
#include <utility>

#include "lease.hpp"
#include "multiplexer.hpp"
#include "pool/transaction_rules.hpp"

// The steps of a transaction as calls.

namespace pgscribe::aio {

namespace detail {

using pgscribe::detail::savepoint;

namespace {

/// Nobody waits for it.
class NoAnswer final : public Answer {
 public:
  [[nodiscard]] pgscribe::detail::RowSink rows() override { return {}; }
  void set_affected_rows(std::int64_t) noexcept override {}

 private:
  void post(std::unique_ptr<Answer>, std::exception_ptr) noexcept override {}
};

std::shared_ptr<Call> make_command(const PoolHandle& pool, Role role, const char* name, std::string sql) {
  return std::make_shared<Call>(pool, pool.lease()->command(name, std::move(sql)), Arguments{},
                                pgscribe::detail::RowCount::none, role);
}

}  // namespace

std::shared_ptr<Lease> make_lease() { return std::make_shared<Lease>(); }

std::shared_ptr<Call> make_step(const PoolHandle& pool, Step step, int depth, const TransactionOptions& options) {
  const std::string name = savepoint(depth);
  switch (step) {
    case Step::begin:
      if (depth > 0) return make_command(pool, Role::savepoint, "SAVEPOINT", "SAVEPOINT " + name);
      return make_command(pool, Role::begin, "BEGIN", pgscribe::detail::begin_statement(options));
    case Step::commit:
      if (depth > 0) return make_command(pool, Role::savepoint, "RELEASE", "RELEASE SAVEPOINT " + name);
      return make_command(pool, Role::commit, "COMMIT", "COMMIT");
    default:
      if (depth > 0) return make_command(pool, Role::savepoint, "ROLLBACK", "ROLLBACK TO SAVEPOINT " + name);
      return make_command(pool, Role::rollback, "ROLLBACK", "ROLLBACK");
  }
}

PoolHandle with_lease(const PoolHandle& pool, std::shared_ptr<Lease> lease) {
  PoolHandle handle = pool;
  handle.lease_ = std::move(lease);
  return handle;
}

void abandon(const PoolHandle& pool) noexcept {
  if (is_over(pool)) return;
  try {
    const std::shared_ptr<Call> rollback = make_command(pool, Role::rollback, "ROLLBACK", "ROLLBACK");
    rollback->answer = std::make_unique<NoAnswer>();
    pool.multiplexer()->abandon(pool.lease(), rollback);
  } catch (const std::bad_alloc&) {
    // The connection stays leased.
  }
}

bool is_over(const PoolHandle& pool) noexcept { return pool.multiplexer()->is_over(*pool.lease()); }

bool is_run_again(const std::exception_ptr& error, const RetryPolicy& policy, int attempts) {
  return pgscribe::detail::is_retried(error, policy, attempts);
}

std::chrono::milliseconds pause_before_next(const RetryPolicy& policy, int attempts) {
  return pgscribe::detail::backoff(policy, attempts);
}

std::exception_ptr error_of_savepoint(std::exception_ptr error) {
  constexpr const char* kInFailedTransaction = "25P02";
  try {
    std::rethrow_exception(error);
  } catch (const ServerError& thrown) {
    if (thrown.sqlstate() == kInFailedTransaction)
      return std::make_exception_ptr(pgscribe::detail::savepoint_aborted());
  } catch (...) {
  }
  return error;
}

}  // namespace detail
}  // namespace pgscribe::aio
