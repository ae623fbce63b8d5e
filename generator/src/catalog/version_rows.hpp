#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace pgscribe::catalog {

/// The text rows (builtin_rows.hpp) as a release of PostgreSQL has them: those of 15, changed by what dump_versions.py
/// wrote for each release on the way. For 15 itself they still carry their marks of minor releases.
[[nodiscard]] std::vector<std::string_view> builtin_rows_of(int server_version);
/// Nothing: that release has no such extension, or it is not known.
[[nodiscard]] std::optional<std::vector<std::string_view>> extension_rows_of(std::string_view name, int server_version);
/// Sorted.
[[nodiscard]] std::vector<std::string_view> extensions_of(int server_version);

}  // namespace pgscribe::catalog
