#include "run/execute.hpp"

#include <string_view>

#include "run/rows.hpp"
#include "session/server_error.hpp"

namespace pgscribe::detail {

namespace {

bool is_error(const Result& result) noexcept { return PQresultStatus(result.get()) == PGRES_FATAL_ERROR; }

std::string_view diagnostic(const PGresult* result, int code) noexcept {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

// DEALLOCATE fails in a failed transaction; the statement stays on the server then, and its name is not used again.
void deallocate(Session& session, const std::string& name, Deadline deadline) {
  if (session.transaction_status() == PQTRANS_INERROR) return;
  session.run_script(("DEALLOCATE \"" + name + '"').c_str(), deadline, name.c_str());
}

}  // namespace

Deadline deadline_of(const Session& session, std::chrono::milliseconds timeout) noexcept {
  return Deadline::after(timeout.count() > 0 ? timeout : session.options().statement_timeout);
}

Prepared* prepare(Session& session, const Statement& statement, Deadline deadline) {
  if (!session.options().prepare) return nullptr;
  if (Prepared* known = session.statements().find(statement)) return known;
  std::string name = session.statements().fresh_name(statement);
  const std::vector<unsigned> oids = parameter_oids(statement.parameters);
  if (PQsendPrepare(session.handle(), name.c_str(), statement.sql, static_cast<int>(oids.size()), oids.data()) == 0) {
    session.fail(statement.name);
  }
  session.check(session.receive(deadline, statement.name), statement.name);
  Prepared& prepared =
      session.statements().add(statement, {.name = std::move(name), .binary_rows = rows_are_binary(statement.columns)});
  if (const std::string evicted = session.statements().evict(); !evicted.empty())
    deallocate(session, evicted, deadline);
  return &prepared;
}

bool send(Session& session, const Statement& statement, const Prepared* prepared) {
  const ParameterBuffer& parameters = session.parameters();
  if (prepared != nullptr) {
    return PQsendQueryPrepared(session.handle(), prepared->name.c_str(), parameters.size(), parameters.values(),
                               parameters.lengths(), parameters.formats(), prepared->binary_rows ? 1 : 0) != 0;
  }
  const int format = rows_are_binary(statement.columns) ? 1 : 0;
  return PQsendQueryParams(session.handle(), statement.sql, parameters.size(), parameters.oids(), parameters.values(),
                           parameters.lengths(), parameters.formats(), format) != 0;
}

bool forget_if_stale(Session& session, const Statement& statement, const PGresult* result) {
  const std::string_view code = diagnostic(result, PG_DIAG_SQLSTATE);
  // invalid_sql_statement_name: DISCARD ALL, DEALLOCATE, or another server behind a pooler.
  if (code == "26000") {
    session.statements().clear();
    return true;
  }
  // "cached plan must not change result type"; feature_not_supported has many other causes.
  if (code == "0A000" && diagnostic(result, PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery") {
    session.statements().forget(statement);
    return true;
  }
  return false;
}

Result execute(SessionLease& lease, const Statement& statement, const Arguments& arguments) {
  for (bool retried = false;; retried = true) {
    Session& session = *lease;
    session.require_ready();
    session.parameters().encode(statement.parameters, arguments);
    const Deadline deadline = deadline_of(session, statement.timeout);
    bool sent = false;
    try {
      Prepared* prepared = prepare(session, statement, deadline);
      sent = true;
      if (!send(session, statement, prepared)) session.fail(statement.name);
      Result result = session.receive(deadline, statement.name);
      if (!retried && result && is_error(result) && forget_if_stale(session, statement, result.get()) &&
          !session.in_transaction()) {
        continue;
      }
      session.check(result, statement.name);
      if (!statement.columns.empty() && (prepared == nullptr || !prepared->columns_checked)) {
        check_columns(result.get(), statement.columns);
        if (prepared != nullptr) prepared->columns_checked = true;
      }
      return result;
    } catch (const ConnectionError&) {
      // Preparing has no effect, and a read-only statement may be repeated.
      const bool harmless = !sent || statement.read_only;
      if (retried || !harmless || !lease.renew()) throw;
    }
  }
}

}  // namespace pgscribe::detail
