#pragma once

#include <optional>

#include "analyze/analyzed_query.hpp"
#include "catalog/catalog.hpp"
#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"

// `-- @bulk`: a statement that is sent once for a range of rows.

namespace pgscribe::analyze {

/// `whole`, the statement as it is written for one row, with the text that is sent for many. Empty after a report.
[[nodiscard]] std::optional<AnalyzedQuery> with_bulk_rows(const query::QueryDecl& decl, AnalyzedQuery whole,
                                                          const catalog::Catalog& catalog,
                                                          support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
