#include <algorithm>
#include <iterator>
#include <set>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/bound/deep_walk.hpp"
#include "analyze/calls/aggregates.hpp"
#include "analyze/checks/messages.hpp"

// Columns outside of GROUP BY and of aggregates (parseCheckAggregates and its walkers).

namespace pgscribe::analyze {

namespace {

constexpr std::size_t kMaxGroupingSets = 4096;

bool same_column(const ColumnVar& a, const ColumnVar& b) { return a.relation == b.relation && a.column == b.column; }

std::string column_name(const RangeEntry& entry, int column) {
  if (column == 0) return "*";
  if (column > 0) return entry.columns[static_cast<std::size_t>(column) - 1].name;
  const catalog::SystemColumn* system = catalog::find_system_column(column);
  return system != nullptr ? std::string(system->name) : std::string();
}

class GroupingCheck {
 public:
  GroupingCheck(ParseState& state, const BoundQuery& query, const std::set<int>& common)
      : state_(state), query_(query) {
    for (std::size_t i = 0; i < query.group_by.size(); ++i) {
      const BoundRef& expr = flattened(query, query.group_by[i].expr);
      grouped_.push_back(expr);
      const auto* var = std::get_if<ColumnVar>(&expr->node);
      if (var == nullptr) {
        has_grouped_expression_ = true;
      } else if (query.grouping_sets.empty() || common.contains(static_cast<int>(i))) {
        common_columns_.push_back(*var);
      }
    }
  }

  /// GROUPING's arguments are looked at in all the clause before its columns.
  void check(const BoundList& clause) {
    for (const BoundRef& expr : clause) check_grouping_calls(*expr);
    for (const BoundRef& expr : clause) look_at(*expr, 0);
  }

 private:
  /// finalize_grouping_exprs: GROUPING's arguments must be grouping expressions.
  void check_grouping_calls(const BoundExpr& clause) {
    const Visitor visitor = [&](const BoundExpr& expr, int depth) {
      if (const auto* aggregate = std::get_if<AggregateExpr>(&expr.node)) {
        if (aggregate->levels_up > depth) return Walk::skip;
        if (aggregate->levels_up < depth) return Walk::descend;
        for (const BoundRef& arg : aggregate->direct_args) check_grouping_calls(*arg);
        return Walk::skip;
      }
      const auto* grouping = std::get_if<GroupingExpr>(&expr.node);
      if (grouping == nullptr) return Walk::descend;
      if (grouping->levels_up == depth) check_grouping_arguments(*grouping, depth);
      return grouping->levels_up > depth ? Walk::skip : Walk::descend;
    };
    walk_expr(clause, 0, visitor);
  }

  void check_grouping_arguments(const GroupingExpr& grouping, int depth) {
    for (const BoundRef& written : grouping.args) {
      const BoundRef& arg = flattened(query_, written);
      const auto* var = std::get_if<ColumnVar>(&arg->node);
      const bool is_grouped = var != nullptr ? var->levels_up == depth && is_grouped_column(*var)
                                             : depth == 0 && is_grouped_expression(*arg);
      if (is_grouped) continue;
      fail(state_, arg->span, msg::GroupingOfOtherExpression());
    }
  }

  /// check_ungrouped_columns
  void look_at(const BoundExpr& clause, int depth) {
    walk_expr(clause, depth, [this](const BoundExpr& expr, int level) { return visit(expr, level); });
  }

  Walk visit(const BoundExpr& expr, int depth) {
    if (std::holds_alternative<Constant>(expr.node) || std::holds_alternative<ParameterVar>(expr.node))
      return Walk::skip;
    if (const auto* aggregate = std::get_if<AggregateExpr>(&expr.node)) {
      if (aggregate->levels_up == depth) return visit_direct_arguments(*aggregate, depth);
      if (aggregate->levels_up > depth) return Walk::skip;
    }
    if (const auto* grouping = std::get_if<GroupingExpr>(&expr.node);
        grouping != nullptr && grouping->levels_up >= depth) {
      return Walk::skip;
    }
    if (has_grouped_expression_ && depth == 0 && is_grouped_expression(expr)) return Walk::skip;
    const auto* var = std::get_if<ColumnVar>(&expr.node);
    if (var == nullptr) return Walk::descend;
    if (var->levels_up != depth || is_grouped_column(*var)) return Walk::skip;
    return visit_ungrouped(*var, expr.span, depth);
  }

  /// Only the direct arguments of an aggregate of this level see single rows of the grouped result.
  Walk visit_direct_arguments(const AggregateExpr& aggregate, int depth) {
    in_direct_arguments_ = true;
    for (const BoundRef& arg : aggregate.direct_args) look_at(*arg, depth);
    in_direct_arguments_ = false;
    return Walk::skip;
  }

  Walk visit_ungrouped(const ColumnVar& var, Span span, int depth) {
    const RangeEntry& entry = query_.range_table[static_cast<std::size_t>(var.relation)];
    if (entry.kind == RangeKind::join) {
      look_at_join_column(entry, var, depth);
      return Walk::skip;
    }
    if (is_determined_by_key(entry, var.relation)) return Walk::skip;
    const int query_depth = depth + join_depth_;
    const std::string name = "\"" + entry.alias + "." + column_name(entry, var.column) + "\"";
    if (query_depth != 0) fail(state_, span, msg::UngroupedOuterColumn(name));
    fail(state_, span,
         msg::ColumnMustBeGrouped(name, in_direct_arguments_ ? msg::DirectArgumentsMustBeGrouped() : std::string()));
  }

  /// The expression behind a join's column stands at this query's own level, wherever the column was used.
  void look_at_join_column(const RangeEntry& join, const ColumnVar& var, int depth) {
    const int outer = join_depth_;
    join_depth_ += depth;
    if (var.column > 0) {
      look_at(*join.join_columns[static_cast<std::size_t>(var.column) - 1], 0);
    } else {
      for (const BoundRef& column : join.join_columns) {
        if (column != nullptr) look_at(*column, 0);
      }
    }
    join_depth_ = outer;
  }

  [[nodiscard]] bool is_grouped_expression(const BoundExpr& expr) const {
    return std::any_of(grouped_.begin(), grouped_.end(), [&](const BoundRef& group) { return equal(expr, *group); });
  }
  [[nodiscard]] bool is_grouped_column(const ColumnVar& var) const {
    return std::any_of(grouped_.begin(), grouped_.end(), [&](const BoundRef& group) {
      const auto* column = std::get_if<ColumnVar>(&group->node);
      return column != nullptr && column->levels_up == 0 && same_column(*column, var);
    });
  }

  /// check_functional_grouping: the whole primary key is grouped in every grouping set.
  [[nodiscard]] bool is_determined_by_key(const RangeEntry& entry, int index) const {
    if (entry.kind != RangeKind::relation || entry.relation == nullptr) return false;
    const auto is_grouped = [&](int attribute) {
      return std::any_of(common_columns_.begin(), common_columns_.end(), [&](const ColumnVar& var) {
        return var.levels_up == 0 && same_column(var, ColumnVar{index, attribute, 0});
      });
    };
    return std::any_of(
        entry.relation->unique_keys.begin(), entry.relation->unique_keys.end(), [&](const catalog::UniqueKey& key) {
          return key.is_primary && !key.deferrable && std::all_of(key.columns.begin(), key.columns.end(), is_grouped);
        });
  }

  ParseState& state_;
  const BoundQuery& query_;
  BoundList grouped_;
  std::vector<ColumnVar> common_columns_;  ///< grouped in every grouping set
  bool has_grouped_expression_ = false;
  bool in_direct_arguments_ = false;
  int join_depth_ = 0;  ///< levels below the query at which the join column being looked through was used
};

/// The group items that are in every grouping set, of which there is a limit.
std::set<int> common_group_items(ParseState& state, const BoundQuery& query) {
  if (query.grouping_sets.empty()) return {};
  const auto sets = expand_grouping_sets(query.grouping_sets, kMaxGroupingSets);
  if (sets.empty()) {
    const Span span = query.group_by.empty() ? Span{} : query.group_by.front().expr->span;
    fail(state, span, msg::TooManyGroupingSets(kMaxGroupingSets));
  }
  std::set<int> common(sets.front().begin(), sets.front().end());
  for (const std::vector<int>& set : sets) {
    std::set<int> both;
    std::set_intersection(common.begin(), common.end(), set.begin(), set.end(), std::inserter(both, both.end()));
    common = std::move(both);
  }
  return common;
}

/// Per the standard, a recursive term holds no aggregates.
void check_recursive_term(ParseState& state, const BoundQuery& query) {
  const auto is_self = [](const RangeEntry& entry) { return entry.kind == RangeKind::cte && entry.self_reference; };
  if (!state.has_aggregates || std::none_of(query.range_table.begin(), query.range_table.end(), is_self)) return;
  Span span;
  walk_query(query, 0, [&](const BoundExpr& expr, int depth) {
    const auto* aggregate = std::get_if<AggregateExpr>(&expr.node);
    if (aggregate == nullptr || aggregate->levels_up != depth) return Walk::descend;
    span = expr.span;
    return Walk::stop;
  });
  fail(state, span, msg::AggregateInRecursiveTerm());
}

}  // namespace

void check_aggregates(ParseState& state, BoundQuery& query) {
  GroupingCheck check(state, query, common_group_items(state, query));
  // Junk targets hold what only ORDER BY, GROUP BY and windows name.
  BoundList targets;
  for (const TargetEntry& target : query.targets) {
    if (target.expr) targets.push_back(target.expr);
  }
  check.check(targets);
  if (query.having) check.check({query.having});
  check_recursive_term(state, query);
}

}  // namespace pgscribe::analyze
