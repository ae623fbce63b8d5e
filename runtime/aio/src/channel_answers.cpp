#include <cstring>
#include <string_view>
#include <utility>

#include "channel.hpp"
#include "lease.hpp"
#include "pool/transaction_rules.hpp"
#include "run/execute.hpp"
#include "run/result_rows.hpp"
#include "run/rows.hpp"
#include "session/server_error.hpp"

// What a channel makes of the results that arrive.

namespace pgscribe::aio::detail {

using pgscribe::detail::Deadline;
using pgscribe::detail::Prepared;
using pgscribe::detail::Result;
using pgscribe::detail::RowCount;
using pgscribe::detail::TypesQuestion;

namespace {

// A statement that meets the cancellation of another one is sent again so many times.
constexpr int kMaxResends = 5;

constexpr std::string_view kQueryCanceled = "57014";
constexpr std::string_view kUnknownStatement = "26000";

std::string_view sqlstate(const Result& result) noexcept {
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  return state == nullptr ? std::string_view{} : std::string_view{state};
}

bool begins_transaction(const Result& result) noexcept {
  const std::string_view tag = PQcmdStatus(result.get());
  return tag == "BEGIN" || tag == "START TRANSACTION";
}

}  // namespace

// A null ends the results of one message; the Sync is alone.
void Channel::take(Result result) {
  InFlight& entry = in_flight_.front();
  if (!result) {
    ++entry.step;
    return;
  }
  switch (PQresultStatus(result.get())) {
    case PGRES_PIPELINE_SYNC: return conclude();
    case PGRES_PIPELINE_ABORTED: return;
    case PGRES_FATAL_ERROR: return take_failure(entry, std::move(result));
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
      if (entry.step == (entry.parses ? 1 : 0)) take_answer(entry, std::move(result));
      return;
    default: session_->mark_broken(); throw UsageError("COPY cannot share a connection with other statements");
  }
}

void Channel::take_failure(InFlight& entry, Result result) {
  if (entry.failure == nullptr) {
    entry.failure = std::move(result);
    entry.failed_to_parse = entry.parses && entry.step == 0;
  }
  if (std::exchange(entry.undecided, false)) decide(entry);
}

void Channel::take_answer(InFlight& entry, Result result) {
  entry.answered = true;
  if (entry.purpose != Purpose::statement) {
    entry.types = std::move(result);
    return;
  }
  if (entry.call->role != Role::begin && begins_transaction(result)) {
    session_->mark_broken();
    throw UsageError("a transaction cannot share a connection with other statements");
  }
  // Only now does the session know how the transaction before it ended.
  if (entry.call->role == Role::begin) entry.call->lease->ended_before = session_->transactions_ended();
  read_rows(entry, result);
  if (std::exchange(entry.undecided, false)) decide(entry);
}

void Channel::read_rows(InFlight& entry, Result& result) {
  Call& call = *entry.call;
  if (call.is_over()) {
    entry.refusal = interrupted_unheard(call.interruption, call.statement.name);
    return;
  }
  const bool may_be_outdated = !session_->types().empty();
  try {
    if (call.role == Role::commit) pgscribe::detail::require_committed(result.get());
    if (!call.statement.columns.empty() && !entry.has_run)
      pgscribe::detail::check_columns(session_->types(), result.get(), call.statement.columns);
    if (call.expected == RowCount::none) {
      call.rows = pgscribe::detail::affected_rows(result.get());
      call.answer->set_affected_rows(call.rows);
    } else {
      call.rows = PQntuples(result.get());
      pgscribe::detail::read_rows(result.get(), call.statement, call.expected, call.answer->rows());
    }
    note_run(entry, result.get());
  } catch (const UnexpectedType&) {
    forget(entry);
    entry.refusal = current_error(call.statement.name);
    if (!may_be_outdated || call.is_retry) return;
    if (entry.undecided)
      entry.undone_for_types = true;
    else
      entry.held = std::move(result);
  } catch (...) {
    entry.refusal = current_error(call.statement.name);
  }
}

// What was sent behind the first use of a prepared statement was sent before anybody knew that it runs.
void Channel::note_run(InFlight& entry, PGresult* result) {
  if (entry.has_run) return;
  Prepared* prepared = session_->statements().find(entry.call->statement);
  if (prepared == nullptr || prepared->ran || prepared->name != entry.prepared_name) return;
  pgscribe::detail::note_success(*prepared, result);
  for (InFlight& other : in_flight_) {
    if (other.prepared_name != prepared->name) continue;
    other.has_run = true;
    other.may_commit_inside = prepared->may_commit_inside;
  }
}

// Commits what could be used and undoes what could not.
void Channel::decide(InFlight& entry) {
  if (entry.refusal != nullptr) {
    session_->mute_notices();  // the server warns that nobody said BEGIN
    require(PQsendQueryParams(session_->handle(), "ROLLBACK", 0, nullptr, nullptr, nullptr, nullptr, 0), "");
  }
  sync();
  undecided_ = false;
  for (InFlight& question : std::exchange(questions_, {})) ask_types(std::move(question));
}

void Channel::conclude() {
  InFlight entry = std::move(in_flight_.front());
  in_flight_.pop_front();
  if (cancellation_) settle_cancellation();
  switch (entry.purpose) {
    case Purpose::deallocation: break;
    case Purpose::types: conclude_types(entry); break;
    case Purpose::statement: conclude_statement(entry); break;
  }
  look_at_front();
}

void Channel::conclude_types(InFlight& entry) {
  const std::shared_ptr<Call>& call = entry.call;
  const char* const name = call->statement.name;
  if (call->is_over()) return;
  if (was_hit_by_accident(entry)) return owner_.send_again(call);
  if (entry.failure != nullptr) return owner_.settle(call, error_in(entry.failure, *call));
  try {
    pgscribe::detail::learn_types(*session_, *entry.question, entry.types, name);
  } catch (const ConnectionError&) {
    throw;
  } catch (const Error&) {
    return owner_.settle(call, current_error(name));
  }
  if (entry.held != nullptr) {
    call->is_retry = true;
    read_rows(entry, entry.held);
    owner_.settle(call, entry.refusal);
  } else if (takes_statements()) {
    send_statement(call, session_->statements().find(call->statement));
  } else {
    owner_.send_again(call);
  }
}

void Channel::conclude_statement(InFlight& entry) {
  const std::shared_ptr<Call>& call = entry.call;
  if (entry.refusal != nullptr) session_->unmute_notices();
  if (entry.failure != nullptr) return conclude_failure(entry);
  if (call->is_over()) return;
  if (entry.undone_for_types) {
    call->is_retry = true;
    return owner_.send_again(call);
  }
  if (entry.held != nullptr) {
    TypesQuestion question = pgscribe::detail::types_question(*session_, call->statement.columns, {});
    if (!question.missing.empty())
      return ask_types({.purpose = Purpose::types,
                        .call = call,
                        .held = std::move(entry.held),
                        .question = std::make_unique<TypesQuestion>(std::move(question))});
  }
  if (entry.refusal == nullptr && !entry.answered) session_->lose_step(call->statement.name);
  owner_.settle(call, entry.refusal);
}

void Channel::conclude_failure(InFlight& entry) {
  const std::shared_ptr<Call>& call = entry.call;
  const bool is_repeatable = is_worth_repeating(entry);
  if (call->is_over()) return;
  if (was_hit_by_accident(entry)) return owner_.send_again(call);
  if (is_repeatable) {
    call->is_retry = true;
    return owner_.send_again(call);
  }
  owner_.settle(call, entry.refusal != nullptr ? entry.refusal : error_in(entry.failure, *call));
}

// In a transaction nothing can be sent again: it has failed.
bool Channel::was_hit_by_accident(const InFlight& entry) {
  return entry.call->lease == nullptr && entry.failure != nullptr && entry.may_be_hit &&
         sqlstate(entry.failure) == kQueryCanceled && !entry.may_commit_inside &&
         entry.call->interruption == Interruption::none && entry.call->times_resent < kMaxResends;
}

// Those that were sent before anybody knew of it fail the same way, each with the name that it was sent with.
bool Channel::is_worth_repeating(const InFlight& entry) {
  const bool is_stale = pgscribe::detail::may_be_stale(entry.failure.get());
  if (is_stale) session_->types().clear();
  if (is_stale || entry.failed_to_parse) forget(entry);
  if (!is_stale || entry.call->is_retry || entry.call->lease != nullptr || entry.prepared_name.empty()) return false;
  if (sqlstate(entry.failure) == kUnknownStatement) return !entry.has_run || !entry.may_commit_inside;
  return entry.failed_to_parse ? entry.used_types : entry.has_run && !entry.may_commit_inside;
}

void Channel::forget(const InFlight& entry) {
  const Prepared* prepared = session_->statements().find(entry.call->statement);
  if (prepared != nullptr && prepared->name == entry.prepared_name)
    session_->statements().forget(entry.call->statement);
}

std::exception_ptr Channel::error_in(const Result& result, const Call& call) {
  try {
    session_->check(result, call.statement.name);
    session_->lose_step(call.statement.name);
  } catch (const ConnectionError&) {
    throw;
  } catch (...) {
    return interrupted_by_server(call.interruption);
  }
}

}  // namespace pgscribe::aio::detail
