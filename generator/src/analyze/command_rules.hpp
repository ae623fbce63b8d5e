#pragma once

#include "analyze/analyzed_query.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/scope/parse_state.hpp"

// What a command asks of its statement: rows for `:one`, an INSERT for `:copyfrom`.

namespace pgscribe::analyze {

/// What a command asks of its statement: result columns, a parameter, the form of COPY [bad-command]; warns of rows
/// that nobody takes [many-rows, unused-result]. Fills `copy` for :copyfrom.
void apply_command_rules(ParseState& state, const BoundQuery& query, FactMemo& memo, AnalyzedQuery& analyzed);

}  // namespace pgscribe::analyze
