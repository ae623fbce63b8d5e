#pragma once

#include "catalog/type_name.hpp"

// What is stored below domains and arrays.

namespace pgscribe::catalog {

/// getBaseTypeAndTypmod: the modifier that a domain puts on its base type, else the one given. What is no domain stays
/// as it is.
[[nodiscard]] ResolvedType base_type_of(const Catalog& catalog, ResolvedType type);

/// Whether a type is json or jsonb below its domains and arrays.
[[nodiscard]] bool holds_json(const Catalog& catalog, Oid type);

}  // namespace pgscribe::catalog
