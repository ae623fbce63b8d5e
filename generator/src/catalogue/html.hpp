#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// HTML as text: what is not markup is escaped when it becomes part of it.

namespace pgscribe::catalogue {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

/// A text as HTML, also within an attribute. What no document may have (control characters) is shown as such.
[[nodiscard]] std::string escaped(std::string_view text);
/// `content` is HTML; the values of attributes are texts.
[[nodiscard]] std::string element(std::string_view name, const std::string& content, const Attributes& attributes = {});
[[nodiscard]] std::string link(const std::string& address, const std::string& content);
/// A row of a table; each cell is HTML.
[[nodiscard]] std::string table_row(const std::vector<std::string>& cells, std::string_view cell = "td");
/// A table with a head; nothing where there are no rows.
[[nodiscard]] std::string table(const std::vector<std::string>& head, const std::vector<std::string>& rows);
/// A name as part of an id and of an address: letters, digits, `_`, `.` and `-` stay; everything else is `~` and its
/// byte, so that no two names give the same.
[[nodiscard]] std::string as_id(std::string_view name);

}  // namespace pgscribe::catalogue
