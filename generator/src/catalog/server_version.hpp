#pragma once

#include "catalog/catalog.hpp"

namespace pgscribe::catalog {

/// A fresh database of that release of PostgreSQL (support/server_version.hpp); Catalog's own constructor makes one of
/// the default release.
[[nodiscard]] Catalog catalog_of(int server_version);

}  // namespace pgscribe::catalog
