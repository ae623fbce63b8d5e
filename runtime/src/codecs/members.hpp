#pragma once

#include "pgscribe/statement.hpp"

// One column into one member, NULL and errors included.

namespace pgscribe::detail {

[[noreturn]] void throw_unexpected_null(const Column& column);
/// To be called in a catch block: throws what the codec threw with the column's name in it.
[[noreturn]] void rethrow_for_column(const Column& column);

/// Fills the member that `column` describes of the struct at `base`; `cell` is null for NULL. Throws UnexpectedNull
/// when the member cannot be NULL; errors name the column. Inline, because every value that is read comes through here.
inline void decode_member(const Column& column, const Cell* cell, std::byte* base) {
  const Codec& codec = *column.codec;
  void* member = base + column.offset;
  if (cell == nullptr) {
    if (!column.nullable) throw_unexpected_null(column);
    codec.optional->reset(member);
    return;
  }
  try {
    codec.decode(codec, *cell, column.nullable ? codec.optional->emplace(member) : member);
  } catch (...) {
    rethrow_for_column(column);
  }
}

}  // namespace pgscribe::detail
