#include "analyze/facts/nullability.hpp"

#include <utility>

#include "analyze/facts/element_nullability.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/query_facts.hpp"
#include "analyze/facts/row_versions.hpp"

namespace pgscribe::analyze {

Nullability nullable(Why why, Span span, std::vector<std::string> names) {
  return {false, {why, span, std::move(names)}};
}
Nullability not_null(Why why, Span span, std::vector<std::string> names) {
  return {true, {why, span, std::move(names)}};
}

void include(Nullability& column, const Nullability& other) {
  if (column.not_null && !other.not_null) {
    column.not_null = false;
    column.reason = other.reason;
  }
  ElementFacts both =
      either({column.elements, std::move(column.element_reason)}, {other.elements, other.element_reason});
  column.elements = both.elements;
  column.element_reason = std::move(both.reason);
}

std::vector<Nullability> output_nullability(const BoundQuery& query, FactMemo& memo) {
  return memo.output(query, nullptr);
}

EmbedNullability embed_nullability(const BoundQuery& query, const ColumnVar& member, FactMemo& memo) {
  const QueryFacts level(query, memo, nullptr);
  const EntryFacts& facts = level.entry(member.relation);
  const RowPresence row = presence_of(query, member.version);
  EmbedNullability result;
  result.optional = facts.optional || row.presence != Presence::always;
  result.reason = row.presence != Presence::always ? row.reason : facts.optional_reason;
  for (std::size_t i = 0; i < facts.columns.size(); ++i) {
    const int attribute = static_cast<int>(i) + 1;
    const bool is_never_null = level.column_where_present({member.relation, attribute, 0, member.version}, {}).not_null;
    result.not_null.push_back(is_never_null);
    if (is_never_null && result.marker_attribute == 0) result.marker_attribute = attribute;
  }
  return result;
}

}  // namespace pgscribe::analyze
