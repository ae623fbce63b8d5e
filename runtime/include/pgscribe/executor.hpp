#pragma once

namespace pgscribe {

struct Statement;

namespace detail {
class Session;
class SessionLease;
}  // namespace detail

/// Anything a generated Querier can run its statements on: a Pool (each statement on its own connection,
/// autocommit), a Connection (a lease), a Transaction, or `on(pqxx::transaction_base&)`.
///
/// Thread safety: that of the concrete class. A Pool may be shared by threads, the others may not.
class Executor {
 public:
  virtual ~Executor() = default;

 protected:
  Executor() = default;
  Executor(const Executor&) = default;
  Executor(Executor&&) = default;
  Executor& operator=(const Executor&) = default;
  Executor& operator=(Executor&&) = default;

 private:
  friend class detail::SessionLease;

  /// A session that is idle (or idle in this executor's transaction) and belongs to the caller until
  /// `release_session`. `statement` lets an executor route read-only statements; it may be null.
  [[nodiscard]] virtual detail::Session& acquire_session(const Statement* statement) = 0;
  virtual void release_session(detail::Session& session) noexcept = 0;
};

}  // namespace pgscribe
