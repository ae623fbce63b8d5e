#include "pgscribe/testing.hpp"
#include "pool/access.hpp"

// A transaction that is rolled back when the test ends.

namespace pgscribe::testing {

namespace {

// A round trip that no test has a deadline for.
void run(detail::Session& session, const char* sql) { session.run_script(sql, detail::Deadline::never()); }

}  // namespace

TestTransaction::TestTransaction(Pool& pool) : connection_(pool.acquire()), transaction_(connection_.begin()) {}
TestTransaction::~TestTransaction() = default;

CommandResult TestTransaction::execute(std::string_view sql) { return ExecutorHandle{*this}.execute(sql); }

detail::Session& TestTransaction::acquire_session(const detail::SessionRequest&) {
  detail::Session& session = ConnectionAccess::session(connection_);
  run(session, "SAVEPOINT pgscribe_statement");
  return session;
}

void TestTransaction::release_session(detail::Session& session) noexcept {
  if (session.broken()) return;
  try {
    if (session.transaction_status() == PQTRANS_INERROR) run(session, "ROLLBACK TO SAVEPOINT pgscribe_statement");
    run(session, "RELEASE SAVEPOINT pgscribe_statement");
  } catch (const Error&) {
    // The next statement says what is wrong.
  }
}

}  // namespace pgscribe::testing
