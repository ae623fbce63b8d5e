#pragma once

#include <vector>

#include "analyze/bound/bound_query.hpp"

// The conditions of a query level, taken apart at AND.

namespace pgscribe::vet {

/// Of WHERE and of every join of FROM.
[[nodiscard]] std::vector<analyze::BoundRef> conjuncts(const analyze::BoundQuery& level);

}  // namespace pgscribe::vet
