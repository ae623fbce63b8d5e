#pragma once

#include <optional>

#include "analyze/analyzed_query.hpp"
#include "catalog/apply_ddl.hpp"
#include "catalog/catalog.hpp"
#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"

// An annotated query with its types, names, NULLs and row count.

namespace pgscribe::analyze {

/// Types, names, NULLs and row count of an annotated query. Empty when the query has an error, which has been reported.
[[nodiscard]] std::optional<AnalyzedQuery> analyze(const query::QueryDecl& query, const catalog::Catalog& catalog,
                                                   support::Diagnostics& diagnostics);

/// The shape of a query inside DDL: what catalog::apply_ddl asks for views, CREATE TABLE AS and expressions.
[[nodiscard]] std::optional<catalog::QueryShape> analyze_shape(const catalog::Catalog& catalog,
                                                               const sql::Statement& statement,
                                                               catalog::ExpressionPlace place,
                                                               const support::SourceFile& file,
                                                               support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
