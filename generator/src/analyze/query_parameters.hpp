#pragma once

#include <vector>

#include "analyze/analyzed_query.hpp"
#include "analyze/facts/nullability.hpp"
#include "analyze/scope/parse_state.hpp"

// The parameters of a query by number, named and typed.

namespace pgscribe::analyze {

/// The parameters by number, named: by their macro, else by the column they are assigned to or compared with, the
/// clause or function argument they stand for, else by position as sqlc does. No two have the same name.
[[nodiscard]] std::vector<QueryParameter> query_parameters(ParseState& state, const BoundQuery& query,
                                                           const query::QueryDecl& decl);
/// What output_nullability wants to know of them.
[[nodiscard]] NullableParameters nullable_parameters(const std::vector<QueryParameter>& parameters);

}  // namespace pgscribe::analyze
