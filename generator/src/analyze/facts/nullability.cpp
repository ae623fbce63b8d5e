#include "analyze/facts/nullability.hpp"

#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/query_facts.hpp"

namespace pgscribe::analyze {

std::vector<Nullability> output_nullability(const BoundQuery& query, FactMemo& memo) {
  return memo.output(query, nullptr);
}

EmbedNullability embed_nullability(const BoundQuery& query, int entry, FactMemo& memo) {
  const QueryFacts level(query, memo, nullptr);
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
