#include <algorithm>
#include <cstdint>
#include <set>

#include "analyze/calls/aggregates.hpp"

// GROUPING SETS, CUBE and ROLLUP, expanded within bounds.

namespace pgscribe::analyze {

namespace {

using Columns = std::set<int>;
using Sets = std::vector<Columns>;

/// Sets of columns are bounded far below this by their callers; it keeps a hostile CUBE from taking the memory first.
constexpr std::size_t kMaxSetsOfOneNode = 1U << 16U;

Columns columns_of(const GroupingSetNode& node) { return {node.columns.begin(), node.columns.end()}; }

/// expand_groupingset_node
Sets expand(const GroupingSetNode& node) {
  if (node.simple) return {columns_of(node)};
  Sets result;
  switch (node.kind) {
    case sql::GroupingSetKind::empty: return {Columns{}};
    case sql::GroupingSetKind::rollup:
      result.emplace_back();
      for (const GroupingSetNode& part : node.sets) {
        Columns longer = result.back();
        longer.insert(part.columns.begin(), part.columns.end());
        result.push_back(std::move(longer));
      }
      std::reverse(result.begin(), result.end());
      return result;
    case sql::GroupingSetKind::cube:
      result.emplace_back();
      for (const GroupingSetNode& part : node.sets) {
        const std::size_t count = result.size();
        if (count * 2 > kMaxSetsOfOneNode) break;
        for (std::size_t i = 0; i < count; ++i) {
          result.push_back(result[i]);
          result.back().insert(part.columns.begin(), part.columns.end());
        }
      }
      return result;
    case sql::GroupingSetKind::sets:
      for (const GroupingSetNode& part : node.sets) {
        for (Columns& columns : expand(part)) result.push_back(std::move(columns));
      }
      return result;
  }
  return result;
}

}  // namespace

std::vector<std::vector<int>> expand_grouping_sets(const std::vector<GroupingSetNode>& sets, std::size_t limit) {
  Sets product{Columns{}};
  for (const GroupingSetNode& node : sets) {
    const Sets factors = expand(node);
    if (product.size() * factors.size() > limit) return {};
    Sets next;
    for (const Columns& left : product) {
      for (const Columns& right : factors) {
        next.push_back(left);
        next.back().insert(right.begin(), right.end());
      }
    }
    product = std::move(next);
  }
  std::vector<std::vector<int>> result;
  for (const Columns& columns : product) result.emplace_back(columns.begin(), columns.end());
  return result;
}

}  // namespace pgscribe::analyze
