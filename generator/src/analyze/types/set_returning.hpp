#pragma once

#include "analyze/scope/parse_state.hpp"

// Where a function that returns a set may stand (check_srf_call_placement).

namespace pgscribe::analyze {

/// check_srf_call_placement: reports a set-returning call in a clause that may not hold one [0A000]; marks
/// has_target_srfs where it may. False after a report.
bool check_set_placement(ParseState& state, const BoundExpr* last_srf, Span location);
/// expression_returns_set: a set-returning function or operator anywhere in it, sub-queries left out.
[[nodiscard]] bool returns_set(const BoundExpr& expr);

}  // namespace pgscribe::analyze
