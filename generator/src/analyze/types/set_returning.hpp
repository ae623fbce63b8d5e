#pragma once

#include "analyze/scope/parse_state.hpp"

// Where a function that returns a set may stand (check_srf_call_placement).

namespace pgscribe::analyze {

/// check_srf_call_placement: a set-returning call in a clause that may not hold one is an error [0A000]; where it may,
/// has_target_srfs is marked.
void check_set_placement(ParseState& state, const BoundExpr* last_srf, Span location);
/// expression_returns_set: a set-returning function or operator anywhere in it, sub-queries left out.
[[nodiscard]] bool returns_set(const BoundExpr& expr);

}  // namespace pgscribe::analyze
