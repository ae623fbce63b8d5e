#pragma once

#include <cstddef>
#include <optional>

#include "sql/token_index.hpp"

// Bounds on nesting, looked at in the tokens before PostgreSQL's grammar recurses.

namespace pgscribe::sql {

/// Looks at a statement's tokens before PostgreSQL's grammar does, which recurses without a limit: the first token at
/// which the tree could be deeper than `limit`, or nothing. Counts brackets, CASE, and the operators of a chain (`1 + 1
/// + 1` is as deep as it is long); AND, OR and lists are flat. Never says less than the tree's depth, may say more.
[[nodiscard]] std::optional<std::size_t> find_too_deep(const TokenIndex& tokens, int limit);

}  // namespace pgscribe::sql
