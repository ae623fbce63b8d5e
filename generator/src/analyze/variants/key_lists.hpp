#pragma once

#include <optional>

#include "analyze/analyzed_query.hpp"
#include "catalog/catalog.hpp"
#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"

// `(a, b) IN (sqlc.slice(keys))`: rows of values that are looked for.

namespace pgscribe::analyze {

/// `whole`, the statement as it is written for one key of each list, with the text that is sent for any number of them.
/// Empty after a report.
[[nodiscard]] std::optional<AnalyzedQuery> with_key_lists(const query::QueryDecl& decl, const AnalyzedQuery& whole,
                                                          const catalog::Catalog& catalog,
                                                          support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
