#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"

// SET search_path in migrations, and whose path the queries start with.

namespace pgscribe::catalog {

/// SET search_path. Unknown schemas are kept: they may be created later.
void set_search_path(Catalog& catalog, std::vector<std::string> schemas);
[[nodiscard]] std::vector<std::string> default_search_path();  ///< "$user", public

/// What the schema files leave of search_path, and the file that set it; nothing when that is the default.
struct SchemaPath {
  std::vector<std::string> schemas;
  std::string file;
};
[[nodiscard]] std::optional<SchemaPath> schema_path(const Catalog& catalog);

/// SplitIdentifierString: `a, "B c"` to its names, folded and unquoted.
[[nodiscard]] std::vector<std::string> split_search_path(std::string_view text);

}  // namespace pgscribe::catalog
