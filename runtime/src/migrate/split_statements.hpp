#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pgscribe::detail {

/// The statements of a script, without those that are only comments or space. Knows quotes, dollar quotes and
/// comments; not SQL-standard function bodies (BEGIN ATOMIC), which are cut at their semicolons.
[[nodiscard]] std::vector<std::string> split_statements(std::string_view script);

}  // namespace pgscribe::detail
