#include "run/script.hpp"

#include <cstdlib>
#include <string>

#include "run/execute.hpp"
#include "run/observation.hpp"

namespace pgscribe::detail {

namespace {

constexpr std::string_view kEndedTransaction =
    "a statement ended the transaction that it ran in; return from the transaction's function, or throw, to do that";
constexpr std::string_view kLeftTransactionOpen =
    "the script left a transaction open, and nothing of it stays; end it, or use transaction()";
// libpq takes an int.
constexpr std::size_t kCopyPiece = std::size_t{1} << 20;

}  // namespace

void require_same_transaction(const Session& session, unsigned ended_before) {
  if (session.has_transaction_object && session.transactions_ended() != ended_before)
    throw UsageError(kEndedTransaction);
}

CommandResult run_script(Session& session, std::string_view sql) {
  const std::string text{sql};
  const Deadline deadline = deadline_of(session, std::chrono::milliseconds{0});
  session.note_script(sql);
  return observed(session, {.sql = text.c_str(), .operation = Operation::script}, [&](std::int64_t& rows) {
    const unsigned ended = session.transactions_ended();
    const Result result = session.run_script(text, deadline);
    require_same_transaction(session, ended);
    // The pool rolls it back.
    if (session.interchangeable && session.in_transaction()) throw UsageError(kLeftTransactionOpen);
    rows = std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
    return CommandResult{PQcmdStatus(result.get()), rows};
  });
}

Result run_command(Session& session, const std::string& sql, Deadline deadline, const char* name) {
  return observed(session, {.name = name, .sql = sql.c_str(), .operation = Operation::script},
                  [&](std::int64_t&) { return session.run_script(sql, deadline, name); });
}

void send_begin(Session& session) {
  if (session.unsent_begin().empty()) return;
  const std::string sql = session.unsent_begin();
  observed(session, {.name = kBegin, .sql = sql.c_str(), .operation = Operation::script},
           [&](std::int64_t&) { session.require_ready(); });
}

void run_copy_script(Session& session, const std::string& sql, std::string_view data) {
  const Deadline deadline = Deadline::never();
  session.require_ready();
  if (PQsendQuery(session.handle(), sql.c_str()) == 0) session.fail("");
  const Result start = session.next_result(deadline, "");
  if (PQresultStatus(start.get()) != PGRES_COPY_IN) {
    (void)session.drain(deadline);
    session.check(start, "");
    throw UsageError("not a COPY FROM STDIN");
  }
  for (std::size_t at = 0; at < data.size(); at += kCopyPiece) {
    const std::string_view piece = data.substr(at, kCopyPiece);
    if (PQputCopyData(session.handle(), piece.data(), static_cast<int>(piece.size())) != 1) session.fail("");
  }
  if (PQputCopyEnd(session.handle(), nullptr) != 1) session.fail("");
  session.check(session.receive(deadline, ""), "");
}

}  // namespace pgscribe::detail
