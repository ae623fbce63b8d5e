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

/// "rows: exactly one, by ..." with the place.
[[nodiscard]] std::string row_count_sentence(const analyze::AnalyzedQuery& query);
/// "title: not null, because ..." of a member of the result.
[[nodiscard]] std::string item_sentence(const analyze::AnalyzedQuery& query, const catalog::Catalog& catalog,
                                        const analyze::ResultItem& item);
/// "$1 id: not null, because ..."
[[nodiscard]] std::string parameter_sentence(const analyze::AnalyzedQuery& query, const catalog::Catalog& catalog,
                                             const analyze::QueryParameter& parameter);
/// The type in SQL; of an embedded row the relation.
[[nodiscard]] std::string item_type(const catalog::Catalog& catalog, const analyze::ResultItem& item);

}  // namespace pgscribe::cli
