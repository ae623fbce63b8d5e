#pragma once

#include "sql/ast.hpp"

// The SELECT that carries the INTO of a top-level statement.

namespace pgscribe::analyze {

/// The SELECT that carries the INTO of a top-level statement: the leftmost operand of its set operations. Null when
/// there is none.
[[nodiscard]] const sql::IntoClause* find_into(const sql::Select& select);
/// The same query without that INTO (transformOptionalSelectInto makes a CREATE TABLE AS of it).
[[nodiscard]] sql::Select without_into(const sql::Select& select);

}  // namespace pgscribe::analyze
