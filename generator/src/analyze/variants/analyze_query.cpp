#include "analyze/analyze.hpp"

#include <utility>

#include "analyze/analyze_text.hpp"
#include "analyze/variants/bulk_statement.hpp"
#include "analyze/variants/dynamic_query.hpp"
#include "sql/large_stack.hpp"

// A query, and all that may vary of it.

namespace pgscribe::analyze {

std::optional<AnalyzedQuery> analyze(const query::QueryDecl& query, const catalog::Catalog& catalog,
                                     support::Diagnostics& diagnostics) {
  std::optional<AnalyzedQuery> analyzed;
  sql::run_with_large_stack([&] {
    analyzed = analyze_text(query, catalog, diagnostics);
    if (analyzed && !query.variants.bulks.empty())
      analyzed = with_bulk_rows(query, std::move(*analyzed), catalog, diagnostics);
    else if (analyzed && !query.variants.empty())
      analyzed = with_variants(query, std::move(*analyzed), catalog, diagnostics);
  });
  return analyzed;
}

}  // namespace pgscribe::analyze
