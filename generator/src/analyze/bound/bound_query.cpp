#include "analyze/bound/bound_query.hpp"

namespace pgscribe::analyze {

std::vector<const TargetEntry*> BoundQuery::output() const {
  std::vector<const TargetEntry*> result;
  for (const TargetEntry& target : kind == QueryKind::select ? targets : returning) {
    if (!target.junk) result.push_back(&target);
  }
  return result;
}

namespace {

void collect_entries(const FromNode& node, bool with_joins, std::vector<int>& entries) {
  if (const auto* reference = std::get_if<RangeReference>(&node.node)) {
    entries.push_back(reference->entry);
    return;
  }
  const auto& join = std::get<JoinNode>(node.node);
  collect_entries(*join.left, with_joins, entries);
  collect_entries(*join.right, with_joins, entries);
  if (with_joins) entries.push_back(join.entry);
}

}  // namespace

std::vector<int> entries_of(const FromNode& node) {
  std::vector<int> entries;
  collect_entries(node, false, entries);
  return entries;
}

std::vector<int> entries_and_joins_of(const FromNode& node) {
  std::vector<int> entries;
  collect_entries(node, true, entries);
  return entries;
}

}  // namespace pgscribe::analyze
