#pragma once

#include <string>
#include <string_view>

// Two texts as `diff -u` compares them.

namespace pgscribe::cli {

/// A unified diff with three lines of context, as `diff -u` writes it, or "" when the texts are equal. `old_name` may
/// be /dev/null.
[[nodiscard]] std::string unified_diff(std::string_view old_text, std::string_view new_text,
                                       const std::string& old_name, const std::string& new_name);

}  // namespace pgscribe::cli
