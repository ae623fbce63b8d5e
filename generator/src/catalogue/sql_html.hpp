#pragma once

#include <string>
#include <string_view>
#include <vector>

// SQL as HTML, its words told apart.

namespace pgscribe::catalogue {

/// Line by line; a comment or string of several lines is closed at the end of each.
[[nodiscard]] std::vector<std::string> highlighted_lines(std::string_view sql);
/// As one block.
[[nodiscard]] std::string highlighted(std::string_view sql);

}  // namespace pgscribe::catalogue
