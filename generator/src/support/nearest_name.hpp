#pragma once

#include <string>
#include <string_view>
#include <vector>

// "Did you mean": the name that takes the fewest edits.

namespace pgscribe::support {

/// Edits between two names in bytes: insert, delete, replace, swap two neighbours.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);
/// The candidate most like `name`, for "did you mean"; empty when none is near (more than a third of the name differs).
[[nodiscard]] std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace pgscribe::support
