#pragma once

#include <pqxx/pqxx>

#include <type_traits>
#include <utility>

#include "pgscribe/call_options.hpp"
#include "pgscribe/connection.hpp"
#include "pgscribe/executor_handle.hpp"

/// libpqxx beside pgscribe on one connection. The only public header that includes libpqxx.
namespace pgscribe {

/// What libpqxx calls a connection: `pqxx::connection_base` in 6.x, `pqxx::connection` since 7.
using PqxxConnection = std::remove_cvref_t<decltype(std::declval<pqxx::transaction_base&>().conn())>;

namespace detail {
[[nodiscard]] PqxxConnection& pqxx_connection(Session& session);
}

template <typename Unused>
auto& Connection::pqxx() {
  return detail::pqxx_connection(*session_);
}

/// Runs generated queries in a transaction of libpqxx.
///
/// When a statement fails, the server has failed the whole transaction but libpqxx does not know; its commit() would
/// return normally and nothing would be stored. So the libpqxx transaction is aborted then, and its commit() throws.
class PqxxExecutor final : public Executor {
 public:
  explicit PqxxExecutor(pqxx::transaction_base& transaction);

 private:
  [[nodiscard]] detail::Session& acquire_session(const detail::SessionRequest& request) override;
  void release_session(detail::Session& session) noexcept override;

  pqxx::transaction_base* transaction_;
  detail::Session* session_;
};

/// An executor for `transaction` (pqxx::work, pqxx::nontransaction, pqxx::subtransaction, ...), which must outlive it:
/// `auto executor = pgscribe::on(transaction); db::Querier querier{executor};`
[[nodiscard]] inline PqxxExecutor on(pqxx::transaction_base& transaction) { return PqxxExecutor{transaction}; }

}  // namespace pgscribe
