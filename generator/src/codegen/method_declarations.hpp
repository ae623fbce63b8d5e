#pragma once

#include <map>
#include <string>
#include <vector>

#include "codegen/generate.hpp"

// The declarations of the methods that are generated for queries.

namespace pgscribe::codegen {

/// By the query's name, as a header has them; without those of queries that code generation refuses.
[[nodiscard]] std::map<std::string, std::string> method_declarations(const std::vector<QueryFile>& files,
                                                                     const catalog::Catalog& catalog,
                                                                     const config::CppOptions& options);

}  // namespace pgscribe::codegen
