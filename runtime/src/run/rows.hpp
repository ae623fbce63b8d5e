#pragma once

#include "pgscribe/statement.hpp"
#include "session/known_types.hpp"
#include "session/result.hpp"

// Checking and decoding of rows.

namespace pgscribe::detail {

/// Whether rows of these columns can be read in binary form.
[[nodiscard]] bool rows_are_binary(std::span<const Column> columns) noexcept;

/// Throws UnexpectedType unless the result has the columns that were generated, of the same types; forgets what is
/// known of types then, because they may have been made anew.
void check_columns(KnownTypes& types, const PGresult* result, std::span<const Column> columns);

/// Fills the struct at `target` from a row. Throws UnexpectedNull and ConversionError with the row's number: that in
/// the result, after `rows_before` in earlier results of the statement.
void decode_row(const PGresult* result, int row, std::span<const Column> columns, void* target,
                std::int64_t rows_before = 0);

}  // namespace pgscribe::detail
