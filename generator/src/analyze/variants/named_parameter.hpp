#pragma once

#include "analyze/analyzed_query.hpp"
#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"

// The parameter that a directive means.

namespace pgscribe::analyze {

/// By its final name, which it may have from what it is used for. Null after a report.
[[nodiscard]] const QueryParameter* named_parameter(const query::QueryDecl& decl, const AnalyzedQuery& whole,
                                                    const query::PlacedName& name, support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
