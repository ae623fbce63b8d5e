#include "analyze/checks/missing_values.hpp"

#include <algorithm>

#include "analyze/bound/constant_null.hpp"
#include "analyze/checks/messages.hpp"
#include "analyze/scope/warn.hpp"
#include "catalog/inheritance.hpp"

namespace pgscribe::analyze {
namespace {

using catalog::Column;
using catalog::Relation;

/// What the server itself puts where the statement gives nothing, a domain's default among it.
bool has_value_of_its_own(const catalog::Catalog& catalog, const Column& column) {
  return column.has_default || column.identity != '\0' || column.is_generated ||
         catalog.base_type(column.type) != column.type;
}

class ValueCheck {
 public:
  ValueCheck(ParseState& state, const BoundQuery& query)
      : state_(state),
        query_(query),
        target_(query.range_table[static_cast<std::size_t>(query.result_relation)]),
        relation_(*target_.relation) {}

  void run() {
    if (!is_plain_table()) return;
    if (query_.kind == QueryKind::insert) check_row(query_.targets, target_.span);
    if (query_.kind == QueryKind::update) check_values(query_.targets);
    check_values(query_.conflict.set);
    for (const BoundMergeAction& action : query_.merge_actions) {
      if (action.action == sql::MergeAction::insert) check_row(action.targets, target_.span);
      if (action.action == sql::MergeAction::update) check_values(action.targets);
    }
  }

 private:
  [[nodiscard]] bool is_plain_table() const {
    const bool is_table =
        relation_.kind == catalog::RelationKind::table || relation_.kind == catalog::RelationKind::partitioned_table;
    return is_table && relation_.rules.empty() && !has_filling_trigger();
  }

  /// Of the table, one above it or one below it, which the row may go to. What a trigger does to a row is not known.
  [[nodiscard]] bool has_filling_trigger() const {
    const catalog::Catalog& catalog = state_.context.catalog;
    const auto has_one = [&](catalog::Oid oid) {
      const std::vector<catalog::Trigger>& triggers = catalog.relation(oid)->triggers;
      return std::any_of(triggers.begin(), triggers.end(), [](const catalog::Trigger& trigger) {
        return trigger.timing == catalog::TriggerTiming::before && trigger.for_each_row && trigger.enabled;
      });
    };
    const std::vector<catalog::Oid> below = with_descendants(catalog, relation_.oid);
    const std::vector<catalog::Oid> above = with_ancestors(catalog, relation_.oid);
    return std::any_of(below.begin(), below.end(), has_one) || std::any_of(above.begin(), above.end(), has_one);
  }

  void check_row(const std::vector<TargetEntry>& targets, Span place) {
    check_values(targets);
    for (std::size_t i = 0; i < relation_.columns.size(); ++i) {
      const Column& column = relation_.columns[i];
      if (column.dropped || !column.not_null || has_value_of_its_own(state_.context.catalog, column)) continue;
      const int attribute = static_cast<int>(i) + 1;
      const bool is_given = std::any_of(targets.begin(), targets.end(),
                                        [&](const TargetEntry& target) { return target.attribute == attribute; });
      if (is_given) continue;
      warn(state_, place, msg::InsertGivesNoValue(column.name, relation_.name));
    }
  }

  void check_values(const std::vector<TargetEntry>& targets) {
    for (const TargetEntry& target : targets) {
      if (target.attribute <= 0) continue;
      const Column& column = relation_.columns[static_cast<std::size_t>(target.attribute) - 1];
      if (column.not_null) check_value(column, *target.expr);
    }
  }

  /// A column of several VALUES rows is looked at row by row.
  void check_value(const Column& column, const BoundExpr& expr) {
    const auto* var = std::get_if<ColumnVar>(&expr.node);
    if (var != nullptr && var->levels_up == 0 && var->column > 0) {
      const RangeEntry& entry = query_.range_table[static_cast<std::size_t>(var->relation)];
      if (entry.kind != RangeKind::values) return;
      for (const BoundList& row : entry.values) check_value(column, *row[static_cast<std::size_t>(var->column) - 1]);
      return;
    }
    const bool is_default = std::holds_alternative<DefaultExpr>(expr.node);
    if (!is_constant_null(expr) && (!is_default || has_value_of_its_own(state_.context.catalog, column))) return;
    warn(state_, expr.span,
         is_default ? msg::DefaultIsNull(column.name, relation_.name)
                    : msg::NullForNotNullColumn(column.name, relation_.name));
  }

  ParseState& state_;
  const BoundQuery& query_;
  const RangeEntry& target_;
  const Relation& relation_;
};

}  // namespace

void warn_of_missing_values(ParseState& state, const BoundQuery& query) {
  if (query.result_relation >= 0) ValueCheck(state, query).run();
  for (const CteEntry& cte : query.ctes) {
    if (cte.query) warn_of_missing_values(state, *cte.query);
  }
}

}  // namespace pgscribe::analyze
