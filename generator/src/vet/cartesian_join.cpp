#include <numeric>
#include <vector>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/bound/query_walk.hpp"
#include "vet/conjuncts.hpp"
#include "vet/messages.hpp"
#include "vet/query_rules.hpp"

// cartesian-join: items of FROM that nothing links, though no CROSS JOIN says so.

namespace pgscribe::vet {

namespace {

using analyze::BoundExpr;
using analyze::BoundQuery;
using analyze::ColumnVar;
using analyze::JoinNode;
using analyze::RangeEntry;

/// Which entries of one level are linked, directly or through others.
class Links {
 public:
  explicit Links(const BoundQuery& level) : level_(level), group_(level.range_table.size()) {
    std::iota(group_.begin(), group_.end(), 0);
    for (const analyze::BoundRef& condition : conjuncts(level)) link(entries_read(*condition));
    for (const auto& item : level.from) add_joins(*item);
    for (std::size_t i = 0; i < level.range_table.size(); ++i) add_lateral(static_cast<int>(i));
  }

  [[nodiscard]] bool are_linked(int a, int b) const { return root(a) == root(b); }

 private:
  /// CROSS JOIN, or ON without a column, is meant as it is.
  void add_joins(const analyze::FromNode& node) {
    const auto* join = std::get_if<JoinNode>(&node.node);
    if (join == nullptr) return;
    add_joins(*join->left);
    add_joins(*join->right);
    if (!join->condition || entries_read(*join->condition).empty())
      link({analyze::entries_of(*join->left).front(), analyze::entries_of(*join->right).front()});
  }

  void add_lateral(int index) {
    const RangeEntry& entry = level_.range_table[static_cast<std::size_t>(index)];
    std::vector<int> read{index};
    const auto add = [&](const BoundExpr& expr) {
      const std::vector<int> more = entries_read(expr);
      read.insert(read.end(), more.begin(), more.end());
    };
    for (const analyze::RangeFunction& function : entry.functions) add(*function.call);
    for (const analyze::BoundRef& argument : entry.arguments) {
      if (argument) add(*argument);
    }
    if (entry.lateral && entry.subquery) {
      analyze::walk(*entry.subquery, collector(read), 1);
    }
    link(read);
  }

  std::vector<int> entries_read(const BoundExpr& expr) const {
    std::vector<int> read;
    analyze::walk(expr, collector(read));
    return read;
  }

  analyze::DeepVisitor collector(std::vector<int>& read) const {
    return [this, &read](const BoundExpr& expr, int depth) {
      const auto* var = std::get_if<ColumnVar>(&expr.node);
      if (var != nullptr && var->levels_up == depth) add_entry(*var, read);
      return true;
    };
  }

  /// A column of a join is one of its sides'.
  void add_entry(const ColumnVar& var, std::vector<int>& read) const {
    const RangeEntry& entry = level_.range_table[static_cast<std::size_t>(var.relation)];
    if (entry.kind != analyze::RangeKind::join) return read.push_back(var.relation);
    if (var.column <= 0) return;
    const std::vector<int> below = entries_read(*entry.join_columns[static_cast<std::size_t>(var.column) - 1]);
    read.insert(read.end(), below.begin(), below.end());
  }

  void link(const std::vector<int>& entries) {
    for (const int entry : entries) group_[static_cast<std::size_t>(root(entry))] = root(entries.front());
  }

  [[nodiscard]] int root(int entry) const {
    while (group_[static_cast<std::size_t>(entry)] != entry) entry = group_[static_cast<std::size_t>(entry)];
    return entry;
  }

  const BoundQuery& level_;
  std::vector<int> group_;
};

std::vector<int> joined_entries(const BoundQuery& level) {
  std::vector<int> entries;
  for (const auto& item : level.from) {
    for (const int entry : analyze::entries_of(*item)) entries.push_back(entry);
  }
  return entries;
}

/// UPDATE and DELETE without WHERE are another rule's.
bool is_asked(const BoundQuery& level) {
  switch (level.kind) {
    case analyze::QueryKind::update:
    case analyze::QueryKind::delete_: return level.where != nullptr;
    case analyze::QueryKind::merge:
    case analyze::QueryKind::utility: return false;
    default: return !level.set_operations;
  }
}

void check(const VettedQuery& query, const BoundQuery& level) {
  const analyze::UniqueLookup& lookup = query.facts.lookups(level);
  const Links links(level);
  int first = -1;
  for (const int entry : joined_entries(level)) {
    const RangeEntry& item = level.range_table[static_cast<std::size_t>(entry)];
    if (lookup.single[static_cast<std::size_t>(entry)]) continue;
    if (first < 0) first = entry;
    if (links.are_linked(first, entry)) continue;
    const RangeEntry& other = level.range_table[static_cast<std::size_t>(first)];
    query.findings.add(item.span, msg::NothingLinks(item.alias, other.alias));
    return;
  }
}

}  // namespace

void find_cartesian_joins(const VettedQuery& query) {
  analyze::for_each_query(query.statement, [&](const BoundQuery& level) {
    if (is_asked(level)) check(query, level);
  });
}

}  // namespace pgscribe::vet
