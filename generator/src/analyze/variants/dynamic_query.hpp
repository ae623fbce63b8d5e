#pragma once

#include <optional>

#include "analyze/analyzed_query.hpp"
#include "catalog/catalog.hpp"
#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"

// A query whose text varies, with each of its variants checked.

namespace pgscribe::analyze {

/// Adds to `whole`, the statement as it is written, what of it varies. Each switch is turned off alone, and all of them
/// together; what is true of every variant is what stays of the facts. Empty after a report.
[[nodiscard]] std::optional<AnalyzedQuery> with_variants(const query::QueryDecl& decl, AnalyzedQuery whole,
                                                         const catalog::Catalog& catalog,
                                                         support::Diagnostics& diagnostics);

/// What a query is as its author wrote it: without the parameters that only its variants have.
[[nodiscard]] AnalyzedQuery as_written(const AnalyzedQuery& whole);

/// What a query is when it is sent as one of its variants.
[[nodiscard]] AnalyzedQuery variant_query(const AnalyzedQuery& whole, const CheckedVariant& variant);

}  // namespace pgscribe::analyze
