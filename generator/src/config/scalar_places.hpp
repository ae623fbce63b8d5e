#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

// Where the text of a YAML scalar stands in its file, byte by byte.

namespace pgscribe::config {

/// The place of each byte of `scalar`, which begins at `begin` of `file`: plain, quoted, or a block. YAML changes
/// blanks and line ends, so what is not blank is followed; a blank is where the next of these is. Empty where the file
/// has escapes in its place.
[[nodiscard]] std::vector<std::uint32_t> scalar_places(std::string_view file, std::uint32_t begin,
                                                       std::string_view scalar);

}  // namespace pgscribe::config
