#include "analyze/facts/fact_memo.hpp"

#include <utility>

#include "analyze/facts/query_facts.hpp"
#include "analyze/facts/row_keys.hpp"

namespace pgscribe::analyze {

const RowCount& FactMemo::rows(const BoundQuery& query) {
  const auto known = rows_.find(&query);
  return known != rows_.end() ? known->second : rows_[&query] = row_count(query, *this);
}

const UniqueLookup& FactMemo::lookups(const BoundQuery& query) {
  const auto known = lookups_.find(&query);
  return known != lookups_.end() ? known->second : lookups_[&query] = find_unique_lookups(query, *this);
}

const std::vector<catalog::RowKey>& FactMemo::row_keys(const BoundQuery& query) {
  const auto known = row_keys_.find(&query);
  return known != row_keys_.end() ? known->second : row_keys_[&query] = find_row_keys(query, *this);
}

const std::vector<Nullability>& FactMemo::output(const BoundQuery& query, const QueryFacts* outer) {
  if (const auto known = outputs_.find(&query); known != outputs_.end()) return use(known->second);
  Assumptions outside = std::exchange(used_, {});
  return remember(query, QueryFacts(query, *this, outer).output(), std::move(outside));
}

const std::vector<Nullability>& FactMemo::output(const CteEntry& cte, const QueryFacts& holder) {
  if (const auto known = outputs_.find(cte.query.get()); known != outputs_.end()) return use(known->second);
  Assumptions outside = std::exchange(used_, {});
  std::vector<Nullability> columns =
      cte.recursive ? recursive_output(cte, holder) : QueryFacts(*cte.query, *this, &holder).output();
  columns.resize(cte.columns.size(), not_null(Why::search_column));
  return remember(*cte.query, std::move(columns), std::move(outside));
}

/// Assumes the best of the recursive reference and takes back what the item's own rows contradict; each round takes
/// back at least one column. Looked at once more, because an item around it has taken something back, it starts from
/// where it ended: there can only be less to assume.
std::vector<Nullability> FactMemo::recursive_output(const CteEntry& cte, const QueryFacts& holder) {
  const BoundQuery& query = *cte.query;
  const Nullability best{true, {Why::no_branch_of_recursion}, Elements::never_null, {}};
  std::vector<Nullability>& assumed =
      assumed_.emplace(&query, std::vector<Nullability>(cte.columns.size(), best)).first->second;
  while (true) {
    outputs_[&query] = {assumed, {&query}};
    std::vector<Nullability> output = QueryFacts(query, *this, &holder).output();
    output.resize(cte.columns.size(), not_null(Why::search_column));
    forget_what_rests_on(query);
    bool is_stable = true;
    for (std::size_t i = 0; i < output.size(); ++i) {
      const Nullability before = assumed[i];
      include(assumed[i], output[i]);
      is_stable = is_stable && assumed[i].not_null == before.not_null && assumed[i].elements == before.elements;
    }
    if (is_stable) return output;
  }
}

const std::vector<Nullability>& FactMemo::remember(const BoundQuery& query, std::vector<Nullability> columns,
                                                   Assumptions outside) {
  used_.erase(&query);
  Output& output = outputs_[&query] = {std::move(columns), used_};
  used_.merge(outside);
  return output.columns;
}

const std::vector<Nullability>& FactMemo::use(const Output& output) {
  used_.insert(output.rests_on.begin(), output.rests_on.end());
  return output.columns;
}

void FactMemo::forget_what_rests_on(const BoundQuery& assumed) {
  std::erase_if(outputs_, [&](const auto& entry) { return entry.second.rests_on.count(&assumed) != 0; });
}

}  // namespace pgscribe::analyze
