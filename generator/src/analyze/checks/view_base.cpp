#include "analyze/checks/view_base.hpp"

namespace pgscribe::analyze {
namespace {

/// The only range entry of FROM, when it is one that can be written; null otherwise.
const RangeEntry* writable_source(const BoundQuery& query) {
  if (query.from.size() != 1) return nullptr;
  const auto* reference = std::get_if<RangeReference>(&query.from.front()->node);
  if (reference == nullptr) return nullptr;
  const RangeEntry& entry = query.range_table[static_cast<std::size_t>(reference->entry)];
  if (entry.kind != RangeKind::relation) return nullptr;
  using catalog::RelationKind;
  const RelationKind kind = entry.relation->kind;
  const bool is_writable = kind == RelationKind::table || kind == RelationKind::partitioned_table ||
                           kind == RelationKind::foreign_table || kind == RelationKind::view;
  return is_writable ? &entry : nullptr;
}

std::string obstacle_of(const BoundQuery& query) {
  if (query.distinct) return "Views containing DISTINCT are not automatically updatable.";
  if (!query.group_by.empty() || !query.grouping_sets.empty())
    return "Views containing GROUP BY are not automatically updatable.";
  if (query.having) return "Views containing HAVING are not automatically updatable.";
  if (query.set_operations) return "Views containing UNION, INTERSECT, or EXCEPT are not automatically updatable.";
  if (!query.ctes.empty()) return "Views containing WITH are not automatically updatable.";
  if (query.limit || query.offset) return "Views containing LIMIT or OFFSET are not automatically updatable.";
  if (query.has_aggregates) return "Views that return aggregate functions are not automatically updatable.";
  if (query.has_window_functions) return "Views that return window functions are not automatically updatable.";
  if (query.has_target_srfs) return "Views that return set-returning functions are not automatically updatable.";
  const RangeEntry* source = writable_source(query);
  if (source == nullptr) return "Views that do not select from a single table or view are not automatically updatable.";
  if (!source->arguments.empty()) return "Views containing TABLESAMPLE are not automatically updatable.";
  return {};
}

catalog::ViewColumn view_column(const BoundExpr& expr) {
  const auto* var = std::get_if<ColumnVar>(&expr.node);
  if (var == nullptr || var->levels_up != 0)
    return {0, "View columns that are not columns of their base relation are not updatable."};
  if (var->column < 0) return {0, "View columns that refer to system columns are not updatable."};
  if (var->column == 0) return {0, "View columns that return whole-row references are not updatable."};
  return {var->column, {}};
}

}  // namespace

catalog::ViewBase view_base(const BoundQuery& query) {
  catalog::ViewBase base;
  base.obstacle = obstacle_of(query);
  if (!base.obstacle.empty()) return base;
  base.relation = writable_source(query)->relation->oid;
  for (const TargetEntry* target : query.output()) base.columns.push_back(view_column(*target->expr));
  return base;
}

}  // namespace pgscribe::analyze
