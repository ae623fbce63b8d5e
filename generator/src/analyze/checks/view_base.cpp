#include "analyze/checks/view_base.hpp"

#include "analyze/checks/messages.hpp"

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
  if (query.distinct) return msg::ViewHasDistinct();
  if (!query.group_by.empty() || !query.grouping_sets.empty()) return msg::ViewHasGroupBy();
  if (query.having) return msg::ViewHasHaving();
  if (query.set_operations) return msg::ViewHasSetOperations();
  if (!query.ctes.empty()) return msg::ViewHasWith();
  if (query.limit || query.offset) return msg::ViewHasLimit();
  if (query.has_aggregates) return msg::ViewReturnsAggregates();
  if (query.has_window_functions) return msg::ViewReturnsWindowFunctions();
  if (query.has_target_srfs) return msg::ViewReturnsSets();
  const RangeEntry* source = writable_source(query);
  if (source == nullptr) return msg::ViewHasNotOneSource();
  if (!source->arguments.empty()) return msg::ViewHasTablesample();
  return {};
}

catalog::ViewColumn view_column(const BoundExpr& expr) {
  const auto* var = std::get_if<ColumnVar>(&expr.node);
  if (var == nullptr || var->levels_up != 0) return {0, msg::ViewColumnIsNoBaseColumn()};
  if (var->column < 0) return {0, msg::ViewColumnIsSystemColumn()};
  if (var->column == 0) return {0, msg::ViewColumnIsWholeRow()};
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
