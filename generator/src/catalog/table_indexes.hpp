#pragma once

#include <vector>

#include "catalog/catalog.hpp"

// The indexes of a table.

namespace pgscribe::catalog {

/// Those of its keys and constraints too, in order of creation.
[[nodiscard]] std::vector<const Relation*> indexes_of(const Catalog& catalog, Oid table);

}  // namespace pgscribe::catalog
