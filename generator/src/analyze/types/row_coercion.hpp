#pragma once

#include "catalog/catalog.hpp"

// A row that is taken for one of another type: of a table above it, or of the type that its table is OF.

namespace pgscribe::analyze {

/// A row of type `row` is taken for one of `wanted`: that of a table above it, or the type that its table is OF
/// (typeInheritsFrom, typeIsOfTypedTable).
[[nodiscard]] bool is_row_of(const catalog::Catalog& catalog, catalog::Oid row, catalog::Oid wanted);

}  // namespace pgscribe::analyze
