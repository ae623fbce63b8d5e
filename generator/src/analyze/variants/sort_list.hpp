#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What stands behind ORDER BY, as text.

namespace pgscribe::analyze {

/// Its items: what commas outside of parentheses part.
[[nodiscard]] std::vector<std::string> sort_items(std::string_view list);
/// Do its parentheses close, and is there nothing of another clause, and no parameter, in it?
[[nodiscard]] bool is_sort_list(std::string_view list);
/// `a DESC NULLS LAST` as `a NULLS FIRST`; empty of USING, which has no other direction.
[[nodiscard]] std::optional<std::string> reversed(std::string_view item);
/// What is sorted by, without its direction.
[[nodiscard]] std::string sort_key(std::string_view item);
/// Is it DESC? Neither of USING.
[[nodiscard]] bool is_descending(std::string_view item);
/// The parts of `a.b.c`, folded; none of anything else.
[[nodiscard]] std::vector<std::string> column_path(std::string_view key);
/// Of a list whose items can all be turned around.
[[nodiscard]] std::string reversed_list(std::string_view list);
/// Do the texts differ in blanks and comments only?
[[nodiscard]] bool same_tokens(std::string_view a, std::string_view b);

}  // namespace pgscribe::analyze
