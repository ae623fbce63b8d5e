#pragma once

#include <vector>

#include "analyze/analyzed_query.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/record_fields.hpp"
#include "analyze/scope/parse_state.hpp"

// The members of a query's result: columns, and embedded rows.

namespace pgscribe::analyze {

/// The members of the result: one for each output column, one for all columns of each sqlc.embed. Reports embeds that
/// name no relation of the statement's own FROM [bad-embed].
[[nodiscard]] std::vector<ResultItem> result_items(ParseState& state, const BoundQuery& query,
                                                   const query::QueryDecl& decl, FactMemo& memo);

/// What is in a row, as columns.
[[nodiscard]] std::vector<ResultColumn> columns_of(const catalog::Catalog& catalog, std::vector<RecordField> fields,
                                                   Span span);
/// Makes `column` one of these parts.
void set_parts(const catalog::Catalog& catalog, ResultColumn& column, ValueParts parts);

}  // namespace pgscribe::analyze
