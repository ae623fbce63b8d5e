#pragma once

#include <optional>
#include <string>
#include <string_view>

// Paths as the `file:` URIs of editors.

namespace pgscribe::lsp {

/// The path of a file URI in its simplest form; nothing for other schemes and other hosts.
[[nodiscard]] std::optional<std::string> path_of_uri(std::string_view uri);
[[nodiscard]] std::string uri_of_path(std::string_view path);
/// Without `.`, `..`, doubled slashes and one at the end.
[[nodiscard]] std::string normal_path(std::string_view path);

}  // namespace pgscribe::lsp
