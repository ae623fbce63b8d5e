#include "run/result_rows.hpp"

#include <cstdlib>
#include <string>

#include "run/rows.hpp"

namespace pgscribe::detail {

namespace {

void require_count(const Statement& statement, RowCount expected, int rows) {
  const bool is_one = expected == RowCount::one;
  if (is_one ? rows == 1 : expected != RowCount::one_or_none || rows <= 1) return;
  throw UnexpectedRows(ErrorFields{
      .message = (is_one ? "expected one row, got " : "expected at most one row, got ") + std::to_string(rows),
      .query = statement.name});
}

void read_groups(const PGresult* result, const Statement& statement, const RowSink& sink) {
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

}  // namespace

void read_rows(const PGresult* result, const Statement& statement, RowCount expected, const RowSink& sink) {
  const int rows = PQntuples(result);
  require_count(statement, expected, rows);
  if (expected == RowCount::many && !statement.group_key.empty()) return read_groups(result, statement, sink);
  sink.reserve(sink.context, static_cast<std::size_t>(rows));
  for (int row = 0; row < rows; ++row) decode_row(result, row, statement.columns, sink.next(sink.context));
}

std::int64_t affected_rows(PGresult* result) noexcept { return std::strtoll(PQcmdTuples(result), nullptr, 10); }

}  // namespace pgscribe::detail
