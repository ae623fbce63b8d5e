#include <algorithm>
#include <set>
#include <string>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/bound/deep_walk.hpp"
#include "analyze/bound/query_walk.hpp"
#include "vet/messages.hpp"
#include "vet/query_rules.hpp"

// unordered-limit and offset-page: which rows a page has, and what it costs to get there.

namespace pgscribe::vet {

namespace {

using analyze::BoundExpr;
using analyze::BoundQuery;

bool is_nothing(const analyze::BoundRef& count) {
  const auto* constant = count ? std::get_if<analyze::Constant>(&analyze::without_casts(*count).node) : nullptr;
  return !count || (constant != nullptr && (constant->is_null || constant->text == "0"));
}

/// The queries of EXISTS, which ask for no row in particular.
std::set<const BoundQuery*> existence_tests(const BoundQuery& statement) {
  std::set<const BoundQuery*> tests;
  analyze::walk_query(statement, 0, [&](const BoundExpr& expr, int) {
    const auto* subquery = std::get_if<analyze::SubqueryExpr>(&expr.node);
    if (subquery != nullptr && subquery->kind == sql::SubqueryKind::exists) tests.insert(subquery->query.get());
    return analyze::Walk::descend;
  });
  return tests;
}

/// It has one row at most whatever LIMIT says.
bool is_single(const BoundQuery& level, analyze::FactMemo& facts) {
  if (level.set_operations) return false;
  if (level.has_aggregates && level.group_by.empty() && level.grouping_sets.empty()) return true;
  const analyze::UniqueLookup& lookup = facts.lookups(level);
  return std::all_of(level.from.begin(), level.from.end(), [&](const auto& item) {
    const std::vector<int> entries = analyze::entries_of(*item);
    return std::all_of(entries.begin(), entries.end(),
                       [&](int entry) { return lookup.single[static_cast<std::size_t>(entry)]; });
  });
}

/// "id": the primary key of the only relation; empty where there is not one.
std::string key_of(const BoundQuery& level) {
  const std::vector<int> entries =
      level.from.size() == 1 ? analyze::entries_of(*level.from.front()) : std::vector<int>{};
  if (entries.size() != 1) return {};
  const catalog::Relation* relation = level.range_table[static_cast<std::size_t>(entries.front())].relation;
  if (relation == nullptr) return {};
  std::string columns;
  for (const catalog::UniqueKey& key : relation->unique_keys) {
    if (!key.is_primary) continue;
    for (const int column : key.columns)
      columns += (columns.empty() ? "" : ", ") + relation->columns[static_cast<std::size_t>(column) - 1].name;
  }
  return columns;
}

void check_order(const VettedQuery& query, const BoundQuery& level) {
  // SKIP LOCKED takes whatever rows nobody else has.
  if (is_nothing(level.limit) || !level.order_by.empty() || level.row_locks_skip) return;
  if (is_single(level, query.facts)) return;
  const std::string key = key_of(level);
  query.findings.add(level.limit->span, key.empty() ? msg::LimitWithoutOrder() : msg::LimitWithoutOrderOfTable(key));
}

}  // namespace

void find_limits_without_order(const VettedQuery& query) {
  const std::set<const BoundQuery*> exempt = existence_tests(query.statement);
  analyze::for_each_query(query.statement, [&](const BoundQuery& level) {
    if (exempt.count(&level) == 0) check_order(query, level);
    if (!is_nothing(level.offset)) query.findings.add(level.offset->span, msg::PageByOffset());
  });
}

}  // namespace pgscribe::vet
