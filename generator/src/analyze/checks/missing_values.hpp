#pragma once

#include "analyze/scope/parse_state.hpp"

// Columns that a statement certainly leaves or makes NULL although they are NOT NULL.

namespace pgscribe::analyze {

/// Warns [missing-value] of each column that the statement, or a data-modifying WITH item of it, certainly leaves or
/// makes NULL although it is NOT NULL. Says nothing of relations where a trigger or a rule may put a value there.
void warn_of_missing_values(ParseState& state, const BoundQuery& query);

}  // namespace pgscribe::analyze
