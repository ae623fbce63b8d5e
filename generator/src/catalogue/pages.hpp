#pragma once

#include <string>

#include "catalogue/site.hpp"

// The pages of the site, each in a source of its own: what stands in their main part, as HTML.

namespace pgscribe::catalogue {

/// What is there, and the diagram. `diagram` is SVG; empty: there was no `dot`.
[[nodiscard]] std::string overview_page(const Site& site, const std::string& diagram);
/// Every table and view with its columns, keys and users.
[[nodiscard]] std::string tables_page(const Site& site);
/// Every query with its text and what is known of it.
[[nodiscard]] std::string queries_page(const Site& site);
/// The text of the schema files, line by line.
[[nodiscard]] std::string migrations_page(const Site& site);
/// What the search finds, for the script: JavaScript.
[[nodiscard]] std::string search_data(const Site& site);

}  // namespace pgscribe::catalogue
