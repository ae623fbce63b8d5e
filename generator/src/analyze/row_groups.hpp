#pragma once

#include "analyze/analyzed_query.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/scope/parse_state.hpp"

// `-- @group by o`: rows that have the same row of `o` become one result, with a list of the rest.

namespace pgscribe::analyze {

/// Sets `group_key` of a query with the directive. The rows of one `o` must come after each other, because ORDER BY
/// begins with what depends on `o` alone, a key of it among that; else, and where the items do not fit, it is an error
/// [bad-group].
void apply_group_directive(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl, FactMemo& memo,
                           AnalyzedQuery& analyzed);

}  // namespace pgscribe::analyze
