#pragma once

#include "analyze/scope/parse_state.hpp"
#include "query/query_decl.hpp"

// Parameters in statements that PostgreSQL does not analyse and so does not let have any.

namespace pgscribe::analyze {

/// A utility that PostgreSQL does not analyse has no parameters: `$1` in it is an error when it runs [42P02].
void check_utility_parameters(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl);

}  // namespace pgscribe::analyze
