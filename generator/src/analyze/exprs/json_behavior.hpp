#pragma once

#include "analyze/exprs/json_query.hpp"
#include "analyze/exprs/json_value.hpp"

// ON EMPTY and ON ERROR (transformJsonBehavior).

namespace pgscribe::analyze {

/// Whether the function, or the kind of column, knows what is written.
void check_json_behaviors(ParseState& state, const JsonQuerySource& source);
/// Both of `node`, with what stands for those that are not written.
void bind_json_behaviors(ParseState& state, const JsonQuerySource& source, const JsonReturning& returning,
                         JsonQueryExpr& node);

}  // namespace pgscribe::analyze
