#pragma once

#include "catalog/type_name.hpp"

// What a domain is stored as.

namespace pgscribe::catalog {

/// getBaseTypeAndTypmod: the modifier that a domain puts on its base type, else the one given. What is no domain stays
/// as it is.
[[nodiscard]] ResolvedType base_type_of(const Catalog& catalog, ResolvedType type);

}  // namespace pgscribe::catalog
