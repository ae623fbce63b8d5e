#pragma once

#include <vector>

#include "catalog/builtin_rows.hpp"
#include "catalog/loaded_objects.hpp"

// Rows of builtin/*.inc made into objects of a catalog.

namespace pgscribe::catalog {

/// Rows (see builtin_rows.hpp; several lists are read as one) to objects. The order of lists: types, relations,
/// functions, operators, families, classes, casts, facts. A row that refers to something unknown is a broken invariant:
/// std::logic_error.
[[nodiscard]] LoadedObjects load_rows(const std::vector<Rows>& lists, const LoadContext& context);

}  // namespace pgscribe::catalog
