#pragma once

#include <string>
#include <vector>

#include "catalog/builtins.hpp"

namespace property {

/// SQL expressions of the type, none of them NULL: ordinary values and the odd ones (empty, infinite, NaN, with NULL
/// inside). Empty: none are known. Polymorphic types are taken as integer.
[[nodiscard]] std::vector<std::string> argument_values(pgscribe::catalog::Oid type);

}  // namespace property
