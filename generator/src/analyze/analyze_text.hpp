#pragma once

#include <optional>

#include "analyze/analyzed_query.hpp"
#include "catalog/catalog.hpp"
#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"

// One text of an annotated query with its types, names, NULLs and row count.

namespace pgscribe::analyze {

/// Of the statement as it is, whatever its directives say of what may vary. On the large stack. Empty after a report.
[[nodiscard]] std::optional<AnalyzedQuery> analyze_text(const query::QueryDecl& query, const catalog::Catalog& catalog,
                                                        support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
