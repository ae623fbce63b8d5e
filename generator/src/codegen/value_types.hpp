#pragma once

#include <string>
#include <vector>

#include "analyze/analyzed_query.hpp"
#include "catalog/catalog.hpp"
#include "config/config.hpp"

// C++ types of one query's values, as declared, taken and returned.

namespace pgscribe::codegen {

/// C++ types of one query's values, as the generated code declares them; "" of a value that has none.
struct ValueTypes {
  std::vector<std::string> items;       ///< by AnalyzedQuery::items
  std::vector<std::string> parameters;  ///< by AnalyzedQuery::parameters
};

[[nodiscard]] ValueTypes value_types(const analyze::AnalyzedQuery& query, const catalog::Catalog& catalog,
                                     const config::CppOptions& options);

}  // namespace pgscribe::codegen
