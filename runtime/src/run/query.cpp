#include "pgscribe/query.hpp"

#include <cstdlib>

#include "run/execute.hpp"
#include "run/observation.hpp"
#include "run/rows.hpp"
#include "session/server_error.hpp"

// One call, one statement.

namespace pgscribe {

namespace detail {

namespace {

[[noreturn]] void unexpected_rows(const Statement& statement, const char* expected, int rows) {
  throw UnexpectedRows(ErrorFields{.message = std::string{"expected "} + expected + ", got " + std::to_string(rows),
                                   .query = statement.name});
}

std::int64_t affected_rows(PGresult* result) {
  return std::strtoll(PQcmdTuples(result), nullptr, 10);  // "" for commands without a count
}

// Runs the statement and calls `use` with a result that has the generated columns. What `use` throws undoes a statement
// that is its own transaction.
template <typename Use>
void with_rows(const ExecutorHandle& executor, const Statement& statement, const Arguments& arguments, Use use) {
  try {
    SessionLease lease{executor, &statement};
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

void decode_groups(const PGresult* result, const Statement& statement, const RowSink& sink) {
  void* group = nullptr;
  const int rows = PQntuples(result);
  for (int row = 0; row < rows; ++row) {
    if (group != nullptr && are_of_one_group({result, row - 1}, {result, row}, statement.group_key)) {
      append_elements({result, row}, statement.columns, group);
    } else {
      group = sink.next(sink.context);
      decode_row(result, row, statement.columns, group);
    }
  }
}

template <typename Use>
auto with_result(const ExecutorHandle& executor, const Statement& statement, const Arguments& arguments, Use use) {
  try {
    SessionLease lease{executor, &statement};
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
  with_rows(executor, statement, arguments, [&](const PGresult* result) {
    const int rows = PQntuples(result);
    if (rows != 1) unexpected_rows(statement, "one row", rows);
    decode_row(result, 0, statement.columns, row);
  });
}

bool run_one_or_none(const ExecutorHandle& executor, const Statement& statement, Arguments arguments,
                     const RowSink& sink) {
  bool found = false;
  with_rows(executor, statement, arguments, [&](const PGresult* result) {
    const int rows = PQntuples(result);
    if (rows > 1) unexpected_rows(statement, "at most one row", rows);
    found = rows == 1;
    if (found) decode_row(result, 0, statement.columns, sink.next(sink.context));
  });
  return found;
}

void run_many(const ExecutorHandle& executor, const Statement& statement, Arguments arguments, const RowSink& sink) {
  with_rows(executor, statement, arguments, [&](const PGresult* result) {
    if (!statement.group_key.empty()) return decode_groups(result, statement, sink);
    const int rows = PQntuples(result);
    sink.reserve(sink.context, static_cast<std::size_t>(rows));
    for (int row = 0; row < rows; ++row) decode_row(result, row, statement.columns, sink.next(sink.context));
  });
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
