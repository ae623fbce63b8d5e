#pragma once

#include <optional>
#include <string>
#include <vector>

// The text forms in which the server sends values that have parts.

namespace property {

using Values = std::vector<std::optional<std::string>>;

/// The elements of an array of any number of dimensions, in order.
[[nodiscard]] Values elements_of(const std::string& array);
/// Whether NULL is an element of what may be an array.
[[nodiscard]] bool has_null_element(const std::optional<std::string>& value);
/// The fields of a row that has any: "()" is one NULL.
[[nodiscard]] Values fields_of(const std::string& row);

}  // namespace property
