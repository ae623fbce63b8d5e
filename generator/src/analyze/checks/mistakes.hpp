#pragma once

#include "analyze/scope/parse_state.hpp"

namespace pgscribe::analyze {

/// Warns of what has a meaning that nobody wants: a comparison with NULL [null-comparison], and sorting by what is the
/// same for every row because a parameter stands where a column was meant [constant-order].
void warn_of_mistakes(ParseState& state, const BoundQuery& query);

/// Its result is all that running it gives: nothing is written or locked, and no volatile function is called.
[[nodiscard]] bool has_no_effect(const BoundQuery& query);

}  // namespace pgscribe::analyze
