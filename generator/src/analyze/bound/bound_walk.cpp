#include "analyze/bound/bound_walk.hpp"

namespace pgscribe::analyze {
namespace {

using Visit = std::function<void(const BoundRef&)>;

void each(const BoundRef& expr, const Visit& visit) {
  if (expr) visit(expr);
}

void each(const BoundList& list, const Visit& visit) {
  for (const BoundRef& expr : list) each(expr, visit);
}

void each(const std::vector<SortKey>& keys, const Visit& visit) {
  for (const SortKey& key : keys) each(key.expr, visit);
}

void each(const std::vector<TargetEntry>& targets, const Visit& visit) {
  for (const TargetEntry& target : targets) each(target.expr, visit);
}

/// One overload for each node that has operands.
struct Children {
  const Visit& visit;

  void operator()(const ColumnVar&) const {}
  void operator()(const Constant&) const {}
  void operator()(const ParameterVar&) const {}
  void operator()(const FunctionCallExpr& node) const { each(node.args, visit); }
  void operator()(const AggregateExpr& node) const {
    each(node.direct_args, visit);
    each(node.args, visit);
    each(node.order_by, visit);
    each(node.filter, visit);
  }
  void operator()(const WindowExpr& node) const {
    each(node.args, visit);
    each(node.filter, visit);
  }
  void operator()(const OperatorExpr& node) const { each(node.args, visit); }
  void operator()(const ArrayOperatorExpr& node) const {
    each(node.scalar, visit);
    each(node.array, visit);
  }
  void operator()(const BooleanExpr& node) const { each(node.args, visit); }
  void operator()(const CoercionExpr& node) const { each(node.arg, visit); }
  void operator()(const CollateExpr& node) const { each(node.arg, visit); }
  void operator()(const CaseExpr& node) const {
    each(node.arg, visit);
    for (const auto& [when, then] : node.whens) {
      each(when, visit);
      each(then, visit);
    }
    each(node.otherwise, visit);
  }
  void operator()(const CaseTest&) const {}
  void operator()(const CoalesceExpr& node) const { each(node.args, visit); }
  void operator()(const MinMaxExpr& node) const { each(node.args, visit); }
  void operator()(const ArrayExpr& node) const { each(node.elements, visit); }
  void operator()(const RowExpr& node) const { each(node.fields, visit); }
  void operator()(const RowCompareExpr& node) const {
    each(node.left, visit);
    each(node.right, visit);
  }
  void operator()(const FieldSelectExpr& node) const { each(node.arg, visit); }
  void operator()(const SubscriptExpr& node) const {
    each(node.upper, visit);
    each(node.lower, visit);
    each(node.container, visit);
    each(node.assigned, visit);
  }
  void operator()(const FieldStoreExpr& node) const {
    each(node.arg, visit);
    each(node.value, visit);
  }
  void operator()(const NullTestExpr& node) const { each(node.arg, visit); }
  void operator()(const BooleanTestExpr& node) const { each(node.arg, visit); }
  void operator()(const SubqueryExpr& node) const { each(node.test, visit); }
  void operator()(const SubqueryColumn&) const {}
  void operator()(const MultiAssignmentColumn& node) const { each(node.subquery, visit); }
  void operator()(const SqlValueExpr&) const {}
  void operator()(const XmlExpr& node) const {
    each(node.named_args, visit);
    each(node.args, visit);
  }
  void operator()(const XmlSerializeExpr& node) const { each(node.arg, visit); }
  void operator()(const JsonConstructorExpr& node) const { each(node.args, visit); }
  void operator()(const JsonTestExpr& node) const { each(node.arg, visit); }
  void operator()(const JsonQueryExpr& node) const {
    each(node.document, visit);
    each(node.path, visit);
    each(node.passing, visit);
    each(node.on_empty.value, visit);
    each(node.on_error.value, visit);
  }
  void operator()(const MergeActionExpr&) const {}
  void operator()(const GroupingExpr& node) const { each(node.args, visit); }
  void operator()(const CurrentOfExpr&) const {}
  void operator()(const DefaultExpr&) const {}
};

void each_in_from(const FromNode& node, const Visit& visit) {
  const auto* join = std::get_if<JoinNode>(&node.node);
  if (join == nullptr) return;
  if (join->left) each_in_from(*join->left, visit);
  if (join->right) each_in_from(*join->right, visit);
  each(join->condition, visit);
}

void each_in_range_entry(const RangeEntry& entry, const Visit& visit) {
  for (const RangeFunction& function : entry.functions) each(function.call, visit);
  for (const BoundList& row : entry.values) each(row, visit);
  each(entry.arguments, visit);
  for (const JsonColumn& column : entry.json_columns) each(column.value, visit);
}

}  // namespace

void for_each_child(const BoundExpr& expr, const std::function<void(const BoundRef&)>& visit) {
  std::visit(Children{visit}, expr.node);
}

void for_each_expr(const BoundQuery& query, const std::function<void(const BoundRef&)>& visit) {
  each(query.targets, visit);
  for (const RangeEntry& entry : query.range_table) each_in_range_entry(entry, visit);
  for (const auto& item : query.from) each_in_from(*item, visit);
  each(query.where, visit);
  each(query.returning, visit);
  each(query.group_by, visit);
  each(query.having, visit);
  for (const WindowClause& window : query.windows) {
    each(window.partition_by, visit);
    each(window.order_by, visit);
    each(window.start_offset, visit);
    each(window.end_offset, visit);
  }
  each(query.distinct_on, visit);
  each(query.order_by, visit);
  each(query.limit, visit);
  each(query.offset, visit);
  each(query.conflict.set, visit);
  each(query.conflict.where, visit);
  for (const BoundMergeAction& action : query.merge_actions) {
    each(action.condition, visit);
    each(action.targets, visit);
  }
}

void for_each_subquery(const BoundQuery& query, const std::function<void(const BoundQuery&)>& visit) {
  for (const CteEntry& cte : query.ctes) {
    if (cte.query) visit(*cte.query);
  }
  for (const RangeEntry& entry : query.range_table) {
    if (entry.kind == RangeKind::subquery && entry.subquery) visit(*entry.subquery);
  }
}

void walk(const BoundExpr& expr, const DeepVisitor& visit, int depth) {
  if (!visit(expr, depth)) return;
  if (const auto* subquery = std::get_if<SubqueryExpr>(&expr.node); subquery != nullptr && subquery->query) {
    walk(*subquery->query, visit, depth + 1);
  }
  for_each_child(expr, [&](const BoundRef& child) { walk(*child, visit, depth); });
}

void walk(const BoundQuery& query, const DeepVisitor& visit, int depth) {
  for_each_subquery(query, [&](const BoundQuery& below) { walk(below, visit, depth + 1); });
  for_each_expr(query, [&](const BoundRef& expr) { walk(*expr, visit, depth); });
}

const BoundExpr* find_local_column(const BoundExpr& expr) {
  const BoundExpr* found = nullptr;
  walk(expr, [&](const BoundExpr& node, int depth) {
    const auto* var = std::get_if<ColumnVar>(&node.node);
    if (found == nullptr && var != nullptr && var->levels_up == depth) found = &node;
    return found == nullptr;
  });
  return found;
}

const BoundRef& flattened(const BoundQuery& query, const BoundRef& expr) {
  const auto* var = std::get_if<ColumnVar>(&expr->node);
  if (var == nullptr || var->levels_up != 0 || var->column <= 0) return expr;
  const RangeEntry& entry = query.range_table[static_cast<std::size_t>(var->relation)];
  if (entry.kind != RangeKind::join) return expr;
  return flattened(query, entry.join_columns[static_cast<std::size_t>(var->column) - 1]);
}

const BoundExpr& flattened(const BoundQuery& query, const BoundExpr& expr) {
  const auto* var = std::get_if<ColumnVar>(&expr.node);
  if (var == nullptr || var->levels_up != 0 || var->column <= 0) return expr;
  const RangeEntry& entry = query.range_table[static_cast<std::size_t>(var->relation)];
  if (entry.kind != RangeKind::join) return expr;
  return *flattened(query, entry.join_columns[static_cast<std::size_t>(var->column) - 1]);
}

}  // namespace pgscribe::analyze
