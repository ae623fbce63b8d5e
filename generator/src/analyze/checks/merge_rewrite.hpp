#pragma once

#include "analyze/scope/parse_state.hpp"

// What the rewriter refuses of MERGE, through views down to the table (RewriteQuery and rewriteTargetView).

namespace pgscribe::analyze {

void check_merge_rewrite(ParseState& state, const BoundQuery& query);

}  // namespace pgscribe::analyze
