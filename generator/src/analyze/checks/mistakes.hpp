#pragma once

#include "analyze/scope/parse_state.hpp"

// What has a meaning that nobody wants: a comparison with NULL, sorting by what is the same for every row.

namespace pgscribe::analyze {

/// Warns of what has a meaning that nobody wants: a comparison with NULL [null-comparison], and sorting by what is the
/// same for every row because a parameter stands where a column was meant [constant-order].
void warn_of_mistakes(ParseState& state, const BoundQuery& query);

}  // namespace pgscribe::analyze
