#pragma once

#include <string>
#include <vector>

#include "codegen/code_model.hpp"

// An enum class and what says its labels.

namespace pgscribe::codegen {

/// Without documentation, and without the name of its type in SQL.
[[nodiscard]] Enum enum_text(const std::string& name, const std::string& name_space,
                             const std::vector<std::string>& labels, std::vector<std::string> enumerators);

}  // namespace pgscribe::codegen
