#pragma once

#include "analyze/scope/parse_state.hpp"

// What messages call the clause in which an expression stands.

namespace pgscribe::analyze {

/// ParseExprKindName: "WHERE", "JOIN/ON", "RETURNING" ...
[[nodiscard]] const char* clause_name(ExprKind kind);
/// The same as "aggregate functions are not allowed in ..." and its like put it: a phrase where the clause has no name
/// of its own ("JOIN conditions"), else clause_name.
[[nodiscard]] const char* placement_name(ExprKind kind);

}  // namespace pgscribe::analyze
