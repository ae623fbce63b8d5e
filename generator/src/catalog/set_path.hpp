#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"

namespace pgscribe::catalog {

/// SET search_path. Unknown schemas are kept: they may be created later.
void set_search_path(Catalog& catalog, std::vector<std::string> schemas);
/// SplitIdentifierString: `a, "B c"` to its names, folded and unquoted.
[[nodiscard]] std::vector<std::string> split_search_path(std::string_view text);

}  // namespace pgscribe::catalog
