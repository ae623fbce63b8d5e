#pragma once

#include "analyze/scope/parse_state.hpp"

// What PostgreSQL's rewriter refuses once the parameters have their types.

namespace pgscribe::analyze {

/// What PostgreSQL's rewriter, which runs for PREPARE once the parameters have their types, finds wrong with the
/// statement or one of its data-modifying WITH items: values for identity and generated columns [428C9], two
/// assignments to one column [42601], views that cannot be written through [55000, 0A000], rules that do not go with
/// RETURNING, ON CONFLICT or WITH [0A000].
void check_rewritable(ParseState& state, const BoundQuery& query);

}  // namespace pgscribe::analyze
