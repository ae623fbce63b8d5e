#pragma once

#include "pgscribe/query.hpp"
#include "session/result.hpp"

// The rows of a whole result, handed to whoever wants them.

namespace pgscribe::detail {

/// Reads all rows of a result that has the columns of the statement. Throws UnexpectedRows when there are more or fewer
/// than `expected` says, and what decoding throws.
void read_rows(const PGresult* result, const Statement& statement, RowCount expected, const RowSink& sink);

/// How many rows a command says that it changed; 0 for commands that do not count.
[[nodiscard]] std::int64_t affected_rows(PGresult* result) noexcept;

}  // namespace pgscribe::detail
