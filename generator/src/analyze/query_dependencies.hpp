#pragma once

#include "analyze/bound/bound_query.hpp"
#include "catalog/apply_ddl.hpp"
#include "catalog/catalog.hpp"

// The objects of the schema that a query uses.

namespace pgscribe::analyze {

/// Adds relations, columns, functions, operators and types that the query uses, through all its levels; each once.
void add_dependencies(const BoundQuery& query, const catalog::Catalog& catalog, catalog::QueryShape& shape);

}  // namespace pgscribe::analyze
