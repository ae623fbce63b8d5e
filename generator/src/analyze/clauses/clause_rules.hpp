#pragma once

#include <string_view>

#include "analyze/scope/parse_state.hpp"

// Rules of one clause that several statements have: no variables in LIMIT, types of conditions.

namespace pgscribe::analyze {

/// checkExprIsVarFree: no column of this query level [42P10].
void check_no_columns(ParseState& state, const BoundExpr& expr, std::string_view construct);

}  // namespace pgscribe::analyze
