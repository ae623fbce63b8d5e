#include "analyze/facts/nullability.hpp"

#include "analyze/facts/query_facts.hpp"

namespace pgscribe::analyze {

std::vector<Nullability> output_nullability(const BoundQuery& query, const catalog::Catalog& catalog,
                                            const NullableParameters& nullable_parameters) {
  NullAnalysis analysis{catalog, nullable_parameters, {}};
  return QueryFacts(query, analysis, nullptr).output();
}

EmbedNullability embed_nullability(const BoundQuery& query, int entry, const catalog::Catalog& catalog,
                                   const NullableParameters& nullable_parameters) {
  NullAnalysis analysis{catalog, nullable_parameters, {}};
  const QueryFacts level(query, analysis, nullptr);
  const EntryFacts& facts = level.entry(entry);
  EmbedNullability result;
  result.optional = facts.optional;
  result.reason = facts.optional_reason;
  for (std::size_t i = 0; i < facts.columns.size() && result.marker_attribute == 0; ++i) {
    if (facts.columns[i].not_null) result.marker_attribute = static_cast<int>(i) + 1;
  }
  return result;
}

}  // namespace pgscribe::analyze
