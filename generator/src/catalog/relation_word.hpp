#pragma once

#include <string_view>

#include "catalog/relation.hpp"

// What a relation is called by its kind.

namespace pgscribe::catalog {

/// "materialized view"
[[nodiscard]] std::string_view singular(RelationKind kind);

}  // namespace pgscribe::catalog
