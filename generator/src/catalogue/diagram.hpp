#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"

// The tables and what refers to what, as a picture.

namespace pgscribe::catalogue {

/// For graphviz: a box for each table with its keys, and an arrow for each foreign key. A click leads to the table.
[[nodiscard]] std::string diagram_source(const std::vector<const catalog::Relation*>& relations,
                                         const catalog::Catalog& catalog);
/// The SVG that graphviz's `dot` makes of it; nothing where there is no `dot`, or it fails.
[[nodiscard]] std::optional<std::string> laid_out(const std::string& source);

}  // namespace pgscribe::catalogue
