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

/// A row of a result.
struct ResultRow {
  const PGresult* result;
  int row;
};
/// Whether the rows of one statement have the same values in these columns, byte by byte.
[[nodiscard]] bool are_of_one_group(ResultRow a, ResultRow b, std::span<const int> key);
/// Adds what a further row of the same group has to the elements of the struct at `target`. Throws as decode_row.
void append_elements(ResultRow row, std::span<const Column> columns, void* target, std::int64_t rows_before = 0);

}  // namespace pgscribe::detail
