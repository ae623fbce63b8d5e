#pragma once

#include <vector>

#include "codegen/code_model.hpp"
#include "codegen/generate.hpp"

namespace pgscribe::codegen {

/// Decides every C++ spelling, include and comment of one configuration entry. Incomplete when errors were reported.
[[nodiscard]] CodeModel build_model(const std::vector<QueryFile>& files, const catalog::Catalog& catalog,
                                    const config::CppOptions& options, support::Diagnostics& diagnostics);

}  // namespace pgscribe::codegen
