#pragma once

#include <vector>

#include "catalogue/site.hpp"
#include "support/file_system.hpp"

// The files of the site.

namespace pgscribe::catalogue {

/// What tells a file of ours from someone else's of that name: it stands in its first lines.
inline constexpr std::string_view kMark = "Made by pgscribe catalogue";

/// All files, by names without a folder. `diagram`: SVG; empty: there is none.
[[nodiscard]] std::vector<support::FileText> site_files(const Site& site, const std::string& diagram);

}  // namespace pgscribe::catalogue
