#include "libpqxx/pqxx_compat.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/pqxx.hpp"
#include "run/lease.hpp"
#include "session/session.hpp"

// `connection.pqxx()` and `on(transaction)`.

namespace pgscribe {

namespace detail {

// The libpqxx object lives as long as the session, which destroys it before it closes the handle.
PqxxConnection& pqxx_connection(Session& session) {
  session.require_ready();
  session.note_foreign_use();
  if (!session.adopted) {
    session.watch_results();
    session.adopted =
        std::shared_ptr<AdoptedConnection>(adopt(session.handle()).release(), [&session](AdoptedConnection* adopted) {
          delete adopted;
          session.install_notice_hook();
        });
    session.install_notice_hook();
  }
  return static_cast<AdoptedConnection*>(session.adopted.get())->connection();
}

namespace {

Session& session_of(const pqxx::transaction_base& transaction) {
  PGconn* handle = handle_of(transaction.conn());
  if (handle == nullptr) throw UsageError("the libpqxx connection is not open");
  return Session::of_foreign(handle);
}

}  // namespace

}  // namespace detail

PqxxExecutor::PqxxExecutor(pqxx::transaction_base& transaction)
    : transaction_(&transaction), session_(&detail::session_of(transaction)) {
  detail::begin_now(transaction);
}

detail::Session& PqxxExecutor::acquire_session(const detail::SessionRequest&) {
  // A 6.x connection may have been replaced behind our back; its new handle has another session.
  if (&detail::session_of(*transaction_) != session_)
    throw ConnectionError(ErrorFields{.message = "libpqxx replaced the connection in mid-transaction"});
  session_->require_ready();
  return *session_;
}

void PqxxExecutor::release_session(detail::Session& session) noexcept {
  if (session.transaction_status() != PQTRANS_INERROR) return;
  try {
    transaction_->abort();
  } catch (const std::exception&) {
    // It was over already.
  }
}

}  // namespace pgscribe
