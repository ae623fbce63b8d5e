#include "pgscribe/query.hpp"

#include "run/execute.hpp"
#include "run/observation.hpp"
#include "run/result_rows.hpp"
#include "session/server_error.hpp"

// One call, one statement.

namespace pgscribe {

namespace detail {

namespace {

// Runs the statement and calls `use` with a result that has the generated columns. What `use` throws undoes a statement
// that is its own transaction.
template <typename Use>
void with_rows(const ExecutorHandle& executor, const Statement& statement, const Arguments& arguments, Use use) {
  try {
    SessionLease lease{executor, &statement, BeginTravels::along};
    observed(lease, event_of(statement, Operation::query, &arguments), [&](std::int64_t& rows) {
      Execution execution = execute(lease, statement, arguments);
      rows = PQntuples(execution.result.get());
      use(execution.result.get());
      execution.commit(*lease, statement);
    });
  } catch (const Error&) {
    rethrow_for_query(statement.name);
  }
}

template <typename Use>
auto with_result(const ExecutorHandle& executor, const Statement& statement, const Arguments& arguments, Use use) {
  try {
    SessionLease lease{executor, &statement, BeginTravels::along};
    return observed(lease, event_of(statement, Operation::query, &arguments), [&](std::int64_t& rows) {
      Execution execution = execute(lease, statement, arguments);
      execution.commit(*lease, statement);
      rows = affected_rows(execution.result.get());
      return use(execution.result.get(), rows);
    });
  } catch (const Error&) {
    rethrow_for_query(statement.name);
  }
}

}  // namespace

void run_one(const ExecutorHandle& executor, const Statement& statement, Arguments arguments, void* row) {
  const RowSink sink{row, [](void*, std::size_t) {}, [](void* context) { return context; }};
  with_rows(executor, statement, arguments,
            [&](const PGresult* result) { read_rows(result, statement, RowCount::one, sink); });
}

bool run_one_or_none(const ExecutorHandle& executor, const Statement& statement, Arguments arguments,
                     const RowSink& sink) {
  bool found = false;
  with_rows(executor, statement, arguments, [&](const PGresult* result) {
    read_rows(result, statement, RowCount::one_or_none, sink);
    found = PQntuples(result) == 1;
  });
  return found;
}

void run_many(const ExecutorHandle& executor, const Statement& statement, Arguments arguments, const RowSink& sink) {
  with_rows(executor, statement, arguments,
            [&](const PGresult* result) { read_rows(result, statement, RowCount::many, sink); });
}

}  // namespace detail

void exec(const ExecutorHandle& executor, const Statement& statement, Arguments arguments) {
  detail::with_result(executor, statement, arguments, [](PGresult*, std::int64_t) {});
}

std::int64_t exec_rows(const ExecutorHandle& executor, const Statement& statement, Arguments arguments) {
  return detail::with_result(executor, statement, arguments, [](PGresult*, std::int64_t rows) { return rows; });
}

CommandResult exec_result(const ExecutorHandle& executor, const Statement& statement, Arguments arguments) {
  return detail::with_result(executor, statement, arguments, [](PGresult* result, std::int64_t rows) {
    return CommandResult{PQcmdStatus(result), rows};
  });
}

}  // namespace pgscribe
