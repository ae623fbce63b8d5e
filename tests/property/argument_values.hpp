#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"

namespace property {

/// SQL expressions of the type, none of them NULL: ordinary values and the odd ones (empty, infinite, NaN, with NULL
/// inside). Empty: none are known. Polymorphic types are taken as integer, and enums as `an_enum` (a, b).
[[nodiscard]] std::vector<std::string> argument_values(const pgscribe::catalog::Catalog& catalog,
                                                       pgscribe::catalog::Oid type);

/// What the values are cast to: `pg_catalog."int4"[]`.
[[nodiscard]] std::string type_spelling(const pgscribe::catalog::Catalog& catalog, pgscribe::catalog::Oid type);

}  // namespace property
