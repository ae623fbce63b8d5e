#include "analyze/query_uses.hpp"

#include <algorithm>

#include "analyze/bound/query_walk.hpp"

namespace pgscribe::analyze {

namespace {

using catalog::ColumnUse;

template <class T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

class Collector {
 public:
  void add_level(const BoundQuery& level) {
    for (std::size_t i = 0; i < level.range_table.size(); ++i) {
      const RangeEntry& entry = level.range_table[i];
      const bool is_target = static_cast<int>(i) == level.result_relation;
      if (entry.kind == RangeKind::relation && entry.relation != nullptr && !is_target)
        add(entry.relation->oid, 0, Access::read);
    }
    if (level.result_relation < 0) return;
    const RangeEntry& target = level.range_table[static_cast<std::size_t>(level.result_relation)];
    if (target.relation != nullptr) add_changes(level, target.relation->oid);
  }

  void add_expression(const BoundExpr& expr, const Levels& levels) {
    if (const catalog::Function* function = called_function(expr)) add_once(uses.functions, function);
    const auto* var = std::get_if<ColumnVar>(&expr.node);
    if (var == nullptr || var->column < 0) return;
    const RangeEntry* entry = range_entry_of(*var, levels);
    if (entry == nullptr || entry->kind != RangeKind::relation || is_new_row(*var, levels)) return;
    add(entry->relation->oid, 0, Access::read);
    if (var->column > 0) add(entry->relation->oid, var->column, Access::read);
  }

  QueryUses uses;

 private:
  /// What RETURNING gives of an INSERT is what was written; only ON CONFLICT DO UPDATE reads a row that was there.
  static bool is_new_row(const ColumnVar& var, const Levels& levels) {
    const BoundQuery& level = *levels[levels.size() - 1 - static_cast<std::size_t>(var.levels_up)];
    return level.kind == QueryKind::insert && var.relation == level.result_relation &&
           level.conflict.action != ConflictAction::update;
  }

  void add_changes(const BoundQuery& level, catalog::Oid target) {
    switch (level.kind) {
      case QueryKind::insert: add_assignments(target, level.targets, Access::insert); break;
      case QueryKind::update: add_assignments(target, level.targets, Access::update); break;
      case QueryKind::delete_: add(target, 0, Access::delete_); break;
      default: break;
    }
    if (level.conflict.action == ConflictAction::update) add_assignments(target, level.conflict.set, Access::update);
    for (const BoundMergeAction& action : level.merge_actions) {
      switch (action.action) {
        case sql::MergeAction::insert: add_assignments(target, action.targets, Access::insert); break;
        case sql::MergeAction::update: add_assignments(target, action.targets, Access::update); break;
        case sql::MergeAction::delete_: add(target, 0, Access::delete_); break;
        case sql::MergeAction::do_nothing: break;
      }
    }
  }

  void add_assignments(catalog::Oid target, const std::vector<TargetEntry>& assignments, Access access) {
    add(target, 0, access);
    for (const TargetEntry& assignment : assignments) {
      if (assignment.attribute > 0) add(target, assignment.attribute, access);
    }
  }

  void add(catalog::Oid relation, int column, Access access) {
    add_once(uses.relations, RelationUse{ColumnUse{relation, column}, access});
  }
};

}  // namespace

std::string_view to_string(Access access) {
  switch (access) {
    case Access::read: return "read";
    case Access::insert: return "insert";
    case Access::update: return "update";
    case Access::delete_: return "delete";
  }
  return "";
}

QueryUses uses_of(const BoundQuery& statement) {
  Collector collector;
  for_each_query(statement, [&](const BoundQuery& level) { collector.add_level(level); });
  for_each_expr_below(statement,
                      [&](const BoundExpr& expr, const Levels& levels) { collector.add_expression(expr, levels); });
  return std::move(collector.uses);
}

}  // namespace pgscribe::analyze
