#pragma once

#include "analyze/bound/bound_query.hpp"
#include "catalog/catalog.hpp"
#include "query/query_decl.hpp"

// The bound statement of an annotated query, for rules that look at more than what is generated of it.

namespace pgscribe::analyze {

/// Of a query that `analyze` accepts, with everything that may vary in place; null of any other. It points into
/// `catalog`.
[[nodiscard]] QueryRef bind_statement(const query::QueryDecl& query, const catalog::Catalog& catalog);

}  // namespace pgscribe::analyze
