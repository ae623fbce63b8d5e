#pragma once

#include <cstddef>
#include <string>

// Text broken into lines between its words.

namespace pgscribe::cli {

/// The first line begins at `column`, the others are indented by as much; none is longer than `width` where words
/// allow.
[[nodiscard]] std::string wrapped(const std::string& text, std::size_t column, std::size_t width);

}  // namespace pgscribe::cli
