#pragma once

#include <libpq-fe.h>

#include <memory>

#include "pgscribe/pqxx.hpp"

// Everything that differs between libpqxx 6, 7 and 8.

namespace pgscribe::detail {

/// A libpqxx connection object around a handle that stays ours.
class AdoptedConnection {
 public:
  virtual ~AdoptedConnection() = default;
  [[nodiscard]] virtual PqxxConnection& connection() noexcept = 0;
};

/// Makes one. Destroying it leaves the handle open. libpqxx takes over the notice hook of the handle; the caller
/// installs its own again after both.
[[nodiscard]] std::unique_ptr<AdoptedConnection> adopt(PGconn* handle);

/// The handle inside somebody else's libpqxx connection; null when that is not connected.
[[nodiscard]] PGconn* handle_of(const PqxxConnection& connection) noexcept;

/// Sets the savepoint of a subtransaction now. libpqxx 6 waits for the first statement that goes through libpqxx.
void begin_now(pqxx::transaction_base& transaction);

}  // namespace pgscribe::detail
