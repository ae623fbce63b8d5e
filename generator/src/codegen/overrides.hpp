#pragma once

#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "config/config.hpp"
#include "support/diagnostics.hpp"

// Which override of the configuration a column, parameter or type gets.

namespace pgscribe::codegen {

/// `*` any run, `?` any one character, `\` the next one as it is.
[[nodiscard]] bool matches_glob(std::string_view pattern, std::string_view text);

/// Whether `pattern` ("table.column", "schema.table.column", globs) means this column. Without a schema the default one
/// is meant.
[[nodiscard]] bool matches_column(std::string_view pattern, const catalog::Relation& relation, std::string_view column,
                                  const config::CppOptions& options);

/// Whether `written` names the type: "uuid", "integer", "public.mood", "text[]". A name without a schema means a
/// built-in type, one of the default schema, or one that the search path finds.
[[nodiscard]] bool names_type(std::string_view written, const catalog::Type& type, const catalog::Catalog& catalog,
                              const config::CppOptions& options);

/// Reports overrides and strong domains that name nothing in the catalog.
void check_overrides(const catalog::Catalog& catalog, const config::CppOptions& options,
                     support::Diagnostics& diagnostics);

}  // namespace pgscribe::codegen
