#pragma once

#include <vector>

#include "catalog/catalog.hpp"

// Which tables inherit from which: INHERITS and PARTITION OF. Found by index, whatever the number of tables.

namespace pgscribe::catalog {

/// Relations that inherit from or are partitions of `parent`, directly; also the indexes that are parts of one.
[[nodiscard]] std::vector<Oid> children_of(const Catalog& catalog, Oid parent);
/// The relation and all that inherit from it, nearest first.
[[nodiscard]] std::vector<Oid> with_descendants(const Catalog& catalog, Oid relation);
/// The relation and all that it inherits from, nearest first.
[[nodiscard]] std::vector<Oid> with_ancestors(const Catalog& catalog, Oid relation);

}  // namespace pgscribe::catalog
