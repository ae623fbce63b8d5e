#pragma once

#include "analyze/analyzed_query.hpp"
#include "analyze/scope/parse_state.hpp"

namespace pgscribe::analyze {

/// @param: before the nullability of the result is worked out, which depends on it.
void apply_parameter_directives(ParseState& state, const query::QueryDecl& decl,
                                std::vector<QueryParameter>& parameters);
/// @column, @row, @timeout, @readonly. A directive that names nothing is an error [unknown-directive-subject], and so
/// is one that contradicts what is proved [contradicting-directive].
void apply_result_directives(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl,
                             AnalyzedQuery& analyzed);

}  // namespace pgscribe::analyze
