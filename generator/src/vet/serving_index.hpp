#pragma once

#include "catalog/catalog.hpp"

// Which index finds rows by a column.

namespace pgscribe::vet {

/// The first index of the table that begins with this column; null when there is none.
[[nodiscard]] const catalog::Relation* index_beginning_with(const catalog::Catalog& catalog, catalog::Oid table,
                                                            int column);
/// Some index begins with an expression that reads this column.
[[nodiscard]] bool has_index_of_expression(const catalog::Catalog& catalog, catalog::Oid table, int column);

}  // namespace pgscribe::vet
