#pragma once

#include <vector>

#include "analyze/bound/bound_query.hpp"

namespace pgscribe::analyze {

/// The tables whose rows the entry reads besides its own relation's: those that inherit from it, at any depth. None for
/// ONLY, and none of a partitioned table: what is declared of that holds in its partitions.
[[nodiscard]] std::vector<const catalog::Relation*> inheritors(const RangeEntry& entry,
                                                               const catalog::Catalog& catalog);

}  // namespace pgscribe::analyze
