#pragma once

#include "analyze/analyzed_query.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/scope/parse_state.hpp"

// What `-- @param`, `-- @column` and their like change in an analysed query.

namespace pgscribe::analyze {

/// @param: before the nullability of the result is worked out, which depends on it.
void apply_parameter_directives(ParseState& state, const query::QueryDecl& decl,
                                std::vector<QueryParameter>& parameters);
/// @rows: before what the command asks of the number of rows. For a command that does not return one row, or a
/// statement without a result, it is an error [contradicting-directive].
void apply_rows_directive(ParseState& state, const query::QueryDecl& decl, AnalyzedQuery& analyzed);
/// @column, @row, @timeout, @readonly. A directive that names nothing is an error [unknown-directive-subject], and so
/// is one that contradicts what is proved [contradicting-directive].
void apply_result_directives(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl, FactMemo& memo,
                             AnalyzedQuery& analyzed);

}  // namespace pgscribe::analyze
