#pragma once

// What statements run on.

namespace pgscribe {

struct CallOptions;
class ExecutorHandle;

namespace detail {
class Session;
class SessionLease;
struct SessionRequest;
}  // namespace detail

/// Anything a generated Querier can run its statements on: a Pool (each statement on its own connection,
/// autocommit), a Connection (a lease), a Transaction, or `on(pqxx::transaction_base&)`.
///
/// Thread safety: that of the concrete class. A Pool may be shared by threads, the others may not.
class Executor {
 public:
  virtual ~Executor() = default;

  /// This executor, which must outlive what is returned, with limits for the calls made through it:
  /// `pool.with({.timeout = 1s}).execute("...")`, `db::Querier querier{pool.with({.stop = token})}`.
  [[nodiscard]] ExecutorHandle with(const CallOptions& options);

 protected:
  Executor() = default;
  Executor(const Executor&) = default;
  Executor(Executor&&) = default;
  Executor& operator=(const Executor&) = default;
  Executor& operator=(Executor&&) = default;

 private:
  friend class detail::SessionLease;

  /// A session that is idle (or idle in this executor's transaction) and belongs to the caller until
  /// `release_session`.
  [[nodiscard]] virtual detail::Session& acquire_session(const detail::SessionRequest& request) = 0;
  virtual void release_session(detail::Session& session) noexcept = 0;
};

}  // namespace pgscribe
