#pragma once

#include "pgscribe/statement.hpp"

namespace pgscribe::detail {

/// Fills the member that `column` describes of the struct at `base`; `cell` is null for NULL. Throws UnexpectedNull
/// when the member cannot be NULL; errors name the column.
void decode_member(const Column& column, const Cell* cell, std::byte* base);

}  // namespace pgscribe::detail
