#pragma once

#include <vector>

#include "analyze/analyzed_query.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/scope/parse_state.hpp"

// The members of a query's result: columns, and embedded rows.

namespace pgscribe::analyze {

/// The members of the result: one for each output column, one for all columns of each sqlc.embed. Reports embeds that
/// name no relation of the statement's own FROM [bad-embed].
[[nodiscard]] std::vector<ResultItem> result_items(ParseState& state, const BoundQuery& query,
                                                   const query::QueryDecl& decl, FactMemo& memo);

}  // namespace pgscribe::analyze
