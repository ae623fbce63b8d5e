#pragma once

#include "analyze/parse_state.hpp"

namespace pgscribe::analyze {

/// What PostgreSQL's rewriter, which runs for PREPARE once the parameters have their types, finds wrong with the
/// statement or one of its data-modifying WITH items: identity and generated columns [428C9], two assignments to one
/// column [42601]. False after an error.
bool check_rewritable(ParseState& state, const BoundQuery& query);

}  // namespace pgscribe::analyze
