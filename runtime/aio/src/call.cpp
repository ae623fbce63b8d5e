#include "call.hpp"

#include <utility>

#include "session/server_error.hpp"

namespace pgscribe::aio::detail {

namespace {

constexpr const char* kQueryCanceled = "57014";

const char* reason(Interruption interruption) noexcept {
  return interruption == Interruption::deadline ? "canceling statement due to its deadline"
                                                : "canceling statement due to a request of its caller";
}

}  // namespace

Call::Call(const PoolHandle& pool, const Statement& query, const Arguments& arguments,
           pgscribe::detail::RowCount row_count, Role role_in_transaction)
    : multiplexer(pool.multiplexer()),
      lease(pool.lease()),
      role(role_in_transaction),
      statement(query),
      expected(row_count),
      timeout(pool.timeout()) {
  try {
    parameters.emplace(statement.parameters, arguments);
  } catch (...) {
    refusal = current_error(statement.name);
  }
}

void Call::finish(std::exception_ptr error) noexcept {
  state = State::over;
  channel = nullptr;
  if (observation) {
    try {
      if (error) std::rethrow_exception(error);
      observation->finish(rows);
    } catch (const Error& thrown) {
      observation->fail(thrown);
    } catch (...) {
    }
    observation.reset();
  }
  Answer::deliver(std::move(answer), std::move(error));
}

std::exception_ptr interrupted_before(Interruption interruption, const char* query) {
  if (interruption == Interruption::canceled)
    return error_of<OperationCanceled>({.message = "canceled before it was sent"}, query);
  return error_of<QueryCanceled>({.message = reason(interruption), .sqlstate = kQueryCanceled}, query);
}

std::exception_ptr interrupted_unheard(Interruption interruption, const char* query) {
  if (interruption == Interruption::canceled)
    return error_of<OperationCanceled>({.message = "canceled before the server answered"}, query);
  return error_of<DeadlineExceeded>({.message = "no answer within the deadline"}, query);
}

std::exception_ptr current_error(const char* query) {
  try {
    try {
      throw;
    } catch (const Error&) {
      pgscribe::detail::rethrow_for_query(query);
    }
  } catch (...) {
    return std::current_exception();
  }
}

std::exception_ptr interrupted_by_server(Interruption interruption) {
  try {
    throw;
  } catch (const QueryCanceled& error) {
    if (interruption == Interruption::none) return std::current_exception();
    ErrorFields fields = error.fields();
    fields.message = reason(interruption);
    if (interruption == Interruption::canceled) return std::make_exception_ptr(OperationCanceled{std::move(fields)});
    return std::make_exception_ptr(QueryCanceled{std::move(fields)});
  } catch (...) {
    return std::current_exception();
  }
}

}  // namespace pgscribe::aio::detail
