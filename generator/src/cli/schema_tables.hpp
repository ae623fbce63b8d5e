#pragma once

#include "catalog/catalog.hpp"
#include "cli/declaration_index.hpp"
#include "cli/table_set.hpp"

// The schema of a project as tables.

namespace pgscribe::cli {

/// Adds to `relation`, `relation_column`, `relation_key` and `relation_index`.
void add_schema(const catalog::Catalog& catalog, const DeclarationIndex& declarations, TableSet& tables);

}  // namespace pgscribe::cli
