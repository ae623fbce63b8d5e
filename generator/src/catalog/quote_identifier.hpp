#pragma once

#include <string>
#include <string_view>

// Identifiers in double quotes, where they need them (ruleutils.c, quote_identifier).

namespace pgscribe::catalog {

/// quote_identifier: `name` as it must be written in SQL; quoted unless it is all lower case, digits and `_` and no
/// keyword (unreserved ones excepted).
[[nodiscard]] std::string quote_identifier(std::string_view name);
/// quote_qualified_identifier: an empty schema leaves the bare name.
[[nodiscard]] std::string quote_qualified(std::string_view schema, std::string_view name);

}  // namespace pgscribe::catalog
