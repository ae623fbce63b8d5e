#pragma once

#include <vector>

#include "analyze/bound/bound_query.hpp"

// The tables whose rows a FROM item reads besides its own.

namespace pgscribe::analyze {

/// The tables whose rows the entry reads besides its own relation's: those that inherit from it, at any depth. None for
/// ONLY, and none of a partitioned table: what is declared of that holds in its partitions.
[[nodiscard]] std::vector<const catalog::Relation*> inheritors(const RangeEntry& entry,
                                                               const catalog::Catalog& catalog);

}  // namespace pgscribe::analyze
