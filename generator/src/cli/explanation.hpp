#pragma once

#include <string>

#include "analyze/analyzed_query.hpp"
#include "catalog/catalog.hpp"
#include "config/config.hpp"

// What `pgscribe explain` prints of one query.

namespace pgscribe::cli {

/// What `pgscribe explain` prints of one query: the statement that is sent, then a line each for the row count, the
/// columns and the parameters, with the reason and its place.
[[nodiscard]] std::string explanation(const analyze::AnalyzedQuery& query, const catalog::Catalog& catalog,
                                      const config::CppOptions& options);

}  // namespace pgscribe::cli
