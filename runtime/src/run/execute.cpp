#include "run/execute.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

#include "run/rows.hpp"
#include "run/script.hpp"
#include "run/types.hpp"
#include "session/blocking_send.hpp"
#include "session/quoting.hpp"
#include "session/server_error.hpp"

namespace pgscribe::detail {

namespace {

// invalid_sql_statement_name: DISCARD ALL, DEALLOCATE, or another server behind a pooler.
constexpr std::string_view kUnknownStatement = "26000";

bool is_error(const Result& result) noexcept { return PQresultStatus(result.get()) == PGRES_FATAL_ERROR; }

std::string_view diagnostic(const PGresult* result, int code) noexcept {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

// DEALLOCATE fails in a failed transaction; the statement stays on the server then, and its name is not used again.
void deallocate(Session& session, const std::string& name, Deadline deadline) {
  if (session.transaction_status() == PQTRANS_INERROR) return;
  send_begin(session);
  session.run_script("DEALLOCATE " + quote_identifier(name), deadline, name.c_str());
}

// Outside transactions, which an error would end: somebody else may have deallocated them.
void deallocate_forgotten(Session& session, Deadline deadline) {
  if (session.in_transaction()) return;
  while (std::optional<std::string> name = session.statements().take_forgotten()) {
    try {
      deallocate(session, *name, deadline);
    } catch (const ServerError&) {
      // It is gone.
    }
  }
}

/// What a statement is sent as: neither where it is not to be prepared.
struct Plan {
  Prepared* known = nullptr;        // prepared already
  std::optional<Prepared> fresh{};  // to be prepared
};

Plan plan_of(Session& session, const Statement& statement, Deadline deadline) {
  Prepared* known = session.statements().find(statement);
  if (known != nullptr && known->ran) return {.known = known};
  resolve_types(session, statement.columns, statement.parameters, deadline, statement.name);
  if (known != nullptr) return {.known = known};
  if (!session.options().prepare || statement.tagged || statement.once) return {};
  deallocate_forgotten(session, deadline);
  if (const std::string evicted = session.statements().make_room(); !evicted.empty())
    deallocate(session, evicted, deadline);
  return {.fresh = Prepared{.name = session.statements().fresh_name(statement),
                            .binary_rows = rows_are_binary(statement.columns)}};
}

void send_parse(Session& session, const Statement& statement, const std::string& name) {
  std::vector<unsigned>& oids = session.parameters().oids();
  declare(session.types(), statement.parameters, oids);
  if (PQsendPrepare(session.handle(), name.c_str(), statement.sql, static_cast<int>(oids.size()), oids.data()) == 0)
    session.fail(statement.name);
}

Result parse(Session& session, const Statement& statement, const std::string& name, Deadline deadline) {
  send_parse(session, statement, name);
  return session.receive(deadline, statement.name);
}

// Whether the statement was refused because of types that may have been made anew since the connection asked for them.
bool refuses_old_types(Session& session, const Result& parsed) {
  return is_error(parsed) && may_be_stale(parsed.get()) && !session.types().empty() && !session.in_transaction();
}

// Checks the result against types that may have been made anew since the connection asked for them. False when the
// statement has been undone to ask again, and is to be sent again.
bool check_result(Session& session, const Statement& statement, Execution& execution, bool repeatable) {
  const bool may_be_outdated = !session.types().empty();
  try {
    check_columns(session.types(), execution.result.get(), statement.columns);
  } catch (const UnexpectedType&) {
    if (!may_be_outdated || (execution.transaction && !repeatable)) {
      session.statements().forget(statement);
      throw;
    }
    if (execution.transaction) {
      execution.transaction.reset();
      session.statements().forget(statement);
      return false;
    }
    resolve_types(session, statement.columns, {}, execution.deadline, statement.name);
    require_columns(session, statement, execution.result.get());
  }
  return true;
}

// The result of the last statement in front of a sync, or what went wrong at the sync.
Result read_to_sync(Pipeline& pipeline, Deadline deadline) {
  Result result = pipeline.read_result(deadline);
  if (Result failure = pipeline.read_sync(deadline)) return failure;
  return result;
}

Execution run(Session& session, const Statement& statement, const Prepared* prepared, Deadline deadline) {
  Execution execution{.deadline = deadline};
  if (must_be_decided(session, statement)) {
    execution.transaction = std::make_unique<ImplicitTransaction>(session, statement.name, deadline);
    if (!send(session, statement, prepared)) session.fail(statement.name);
    Pipeline& pipeline = execution.transaction->pipeline();
    pipeline.request_results();
    execution.result = pipeline.read_result(deadline);
  } else if (!session.unsent_begin().empty()) {
    Pipeline pipeline{session, statement.name, deadline};
    pipeline.begin();
    if (!send(session, statement, prepared)) session.fail(statement.name);
    pipeline.sync();
    execution.result = read_to_sync(pipeline, deadline);
    session.note_end_of_sql(statement.sql);
  } else {
    if (!send(session, statement, prepared)) session.fail(statement.name);
    execution.result = session.receive(deadline, statement.name);
    session.note_end_of_sql(statement.sql);
  }
  return execution;
}

// Prepares the statement and runs it in one round trip: what the server does not take for a statement it does not run.
// Moves the plan's statement to those that are known once it is prepared; otherwise the result says why it is not.
Execution run_first(Session& session, const Statement& statement, Plan& plan, Deadline deadline) {
  Execution execution{.deadline = deadline};
  std::optional<Pipeline> own;
  if (must_be_decided(session, statement))
    execution.transaction = std::make_unique<ImplicitTransaction>(session, statement.name, deadline);
  Pipeline& pipeline =
      execution.transaction ? execution.transaction->pipeline() : own.emplace(session, statement.name, deadline);
  pipeline.begin();
  send_parse(session, statement, plan.fresh->name);
  if (!send(session, statement, &*plan.fresh)) session.fail(statement.name);
  if (own)
    pipeline.sync();
  else
    pipeline.request_results();
  Result parsed = pipeline.read_result(deadline);
  if (own) {
    execution.result = read_to_sync(pipeline, deadline);  // outside transactions it is committed there
    own.reset();
    session.note_end_of_sql(statement.sql);
  } else {
    execution.result = pipeline.read_result(deadline);
  }
  if (is_error(parsed)) {
    execution.result = std::move(parsed);
  } else {
    plan.known = &session.statements().add(statement, std::move(*plan.fresh));
    plan.fresh.reset();
  }
  return execution;
}

// Whether running the statement once more can help, and can do no harm.
bool is_worth_repeating(Session& session, const Statement& statement, const Plan& plan, const Result& failure) {
  if (plan.fresh && refuses_old_types(session, failure)) {
    session.types().clear();
    return true;
  }
  return forget_if_stale(session, statement, failure.get()) && !session.in_transaction();
}

}  // namespace

Deadline deadline_of(const Session& session, std::chrono::milliseconds timeout) noexcept {
  if (!session.call_deadline().is_never()) return session.call_deadline();
  return Deadline::after(timeout.count() > 0 ? timeout : session.options().statement_timeout);
}

Prepared* prepare(Session& session, const Statement& statement, Deadline deadline) {
  Plan plan = plan_of(session, statement, deadline);
  if (!plan.fresh) return plan.known;
  Result parsed = parse(session, statement, plan.fresh->name, deadline);
  if (refuses_old_types(session, parsed)) {
    session.types().clear();
    resolve_types(session, statement.columns, statement.parameters, deadline, statement.name);
    parsed = parse(session, statement, plan.fresh->name, deadline);
  }
  session.check(parsed, statement.name);
  return &session.statements().add(statement, std::move(*plan.fresh));
}

bool send(Session& session, const Statement& statement, const Prepared* prepared) {
  ParameterBuffer& parameters = session.parameters();
  std::optional<BlockingSend> blocking;
  if (parameters.bytes() >= kLargeSend) blocking.emplace(session);
  if (prepared != nullptr) {
    return PQsendQueryPrepared(session.handle(), prepared->name.c_str(), parameters.size(), parameters.values(),
                               parameters.lengths(), parameters.formats(), prepared->binary_rows ? 1 : 0) != 0;
  }
  const int format = rows_are_binary(statement.columns) ? 1 : 0;
  // By number only what has one everywhere: nothing is remembered here that a dropped type could spoil.
  declare({}, statement.parameters, parameters.oids());
  const std::string commented = session.comment().empty() ? "" : statement.sql + session.comment();
  const char* sql = commented.empty() ? statement.sql : commented.c_str();
  return PQsendQueryParams(session.handle(), sql, parameters.size(), parameters.oids().data(), parameters.values(),
                           parameters.lengths(), parameters.formats(), format) != 0;
}

void Execution::commit(Session& session, const Statement& statement) {
  if (!transaction) return;
  const Result failure = transaction->commit(deadline);
  transaction.reset();
  if (failure) session.check(failure, statement.name);
}

bool must_be_decided(const Session& session, const Statement& statement) noexcept {
  return statement.writes && !statement.columns.empty() && !session.in_transaction();
}

void require_columns(Session& session, const Statement& statement, const PGresult* result) {
  try {
    check_columns(session.types(), result, statement.columns);
  } catch (const UnexpectedType&) {
    session.statements().forget(statement);
    throw;
  }
}

void note_success(Prepared& prepared, PGresult* result) noexcept {
  prepared.ran = true;
  prepared.may_commit_inside = std::strcmp(PQcmdStatus(result), "CALL") == 0;
}

// The server plans a prepared statement again by itself when what it refers to has changed, but the types of parameters
// and results stay: a type that was dropped and made again under the same name is another one.
bool may_be_stale(const PGresult* result) noexcept {
  constexpr std::array kStates{
      kUnknownStatement,
      std::string_view{"0A000"},  // "cached plan must not change result type"; and many other causes
      std::string_view{"42704"},  // undefined_object: a type
      std::string_view{"42804"},  // datatype_mismatch: an assignment
      std::string_view{"42846"},  // cannot_coerce
      std::string_view{"42883"},  // undefined_function: an operator of the types
      std::string_view{"42P18"},  // indeterminate_datatype
  };
  const std::string_view state = diagnostic(result, PG_DIAG_SQLSTATE);
  return state.starts_with("XX") || std::find(kStates.begin(), kStates.end(), state) != kStates.end();
}

bool forget_if_stale(Session& session, const Statement& statement, const PGresult* result) {
  if (may_be_stale(result)) session.types().clear();
  const Prepared* prepared = session.statements().find(statement);
  if (prepared == nullptr) return false;
  if (diagnostic(result, PG_DIAG_SQLSTATE) == kUnknownStatement) {
    session.statements().clear();
    return true;
  }
  if (!may_be_stale(result)) return false;
  const bool repeatable = prepared->ran && !prepared->may_commit_inside;
  session.statements().forget(statement);
  return repeatable;
}

Execution execute(SessionLease& lease, const Statement& statement, const Arguments& arguments) {
  for (bool retried = false;; retried = true) {
    Session& session = *lease;
    session.require_ready(BeginTravels::along);
    session.parameters().encode(statement.parameters, arguments);
    const Deadline deadline = deadline_of(session, statement.timeout);
    const unsigned ended_before = session.transactions_ended();
    bool sent = false;
    try {
      Plan plan = plan_of(session, statement, deadline);
      session.require_time_left(statement.name);
      sent = true;
      Execution execution =
          plan.fresh ? run_first(session, statement, plan, deadline) : run(session, statement, plan.known, deadline);
      if (is_error(execution.result)) {
        execution.transaction.reset();
        if (is_worth_repeating(session, statement, plan, execution.result) && !retried) continue;
      }
      session.check(execution.result, statement.name);
      require_same_transaction(session, ended_before);
      Prepared* const prepared = plan.known;
      if (prepared != nullptr && prepared->ran) return execution;
      if (!statement.columns.empty() && !check_result(session, statement, execution, !retried)) continue;
      if (prepared != nullptr) note_success(*prepared, execution.result.get());
      return execution;
    } catch (const ConnectionError&) {
      // What comes before has no effect, and a read-only statement may be repeated.
      const bool harmless = !sent || statement.read_only;
      if (retried || !harmless || !lease.renew()) throw;
    }
  }
}

}  // namespace pgscribe::detail
