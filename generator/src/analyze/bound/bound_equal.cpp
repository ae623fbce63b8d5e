#include <algorithm>
#include <type_traits>

#include "analyze/bound/bound_query.hpp"

// equal() of PostgreSQL's equalfuncs.c for bound trees: used to match GROUP BY, ORDER BY and DISTINCT expressions.

namespace pgscribe::analyze {

namespace {

bool same(const SortKey& a, const SortKey& b);
bool same(const TargetEntry& a, const TargetEntry& b);
bool same(const RangeColumn& a, const RangeColumn& b);
bool same(const RangeFunction& a, const RangeFunction& b);
bool same(const RangeEntry& a, const RangeEntry& b);
bool same(const std::shared_ptr<FromNode>& a, const std::shared_ptr<FromNode>& b);
bool same(const CteEntry& a, const CteEntry& b);
bool same(const GroupingSetNode& a, const GroupingSetNode& b);
bool same(const WindowClause& a, const WindowClause& b);
bool same_query(const BoundQuery& a, const BoundQuery& b);

bool same(const BoundRef& a, const BoundRef& b) {
  if (a == b) return true;
  return a != nullptr && b != nullptr && equal(*a, *b);
}
bool same(const BoundList& a, const BoundList& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const BoundRef& x, const BoundRef& y) { return same(x, y); });
}
bool same(const SortKey& a, const SortKey& b) {
  return a.descending == b.descending && a.nulls_first == b.nulls_first && same(a.expr, b.expr);
}
template <class T>
bool same_all(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T& x, const T& y) { return same(x, y); });
}
bool same(const TargetEntry& a, const TargetEntry& b) {
  return a.name == b.name && a.junk == b.junk && a.attribute == b.attribute && same(a.expr, b.expr);
}
bool same(const QueryRef& a, const QueryRef& b) {
  return a == b || (a != nullptr && b != nullptr && same_query(*a, *b));
}

// --- expression nodes

bool same(const ColumnVar& a, const ColumnVar& b) {
  return a.relation == b.relation && a.column == b.column && a.levels_up == b.levels_up && a.version == b.version;
}
bool same(const Constant& a, const Constant& b) { return a.is_null == b.is_null && a.text == b.text; }
bool same(const ParameterVar& a, const ParameterVar& b) { return a.number == b.number; }
bool same(const FunctionCallExpr& a, const FunctionCallExpr& b) {
  return a.function == b.function && a.variadic_array == b.variadic_array && same(a.args, b.args);
}
bool same(const AggregateExpr& a, const AggregateExpr& b) {
  return a.function == b.function && a.distinct == b.distinct && a.star == b.star && a.levels_up == b.levels_up &&
         same(a.direct_args, b.direct_args) && same(a.args, b.args) && same_all(a.order_by, b.order_by) &&
         same(a.filter, b.filter);
}
bool same(const WindowExpr& a, const WindowExpr& b) {
  return a.function == b.function && a.star == b.star && a.window == b.window && same(a.args, b.args) &&
         same(a.filter, b.filter);
}
bool same(const OperatorExpr& a, const OperatorExpr& b) {
  return a.op == b.op && a.form == b.form && same(a.args, b.args);
}
bool same(const ArrayOperatorExpr& a, const ArrayOperatorExpr& b) {
  return a.op == b.op && a.all == b.all && same(a.scalar, b.scalar) && same(a.array, b.array);
}
bool same(const BooleanExpr& a, const BooleanExpr& b) { return a.op == b.op && same(a.args, b.args); }
bool same(const CoercionExpr& a, const CoercionExpr& b) {
  return a.method == b.method && a.function == b.function && same(a.arg, b.arg);
}
bool same(const CollateExpr& a, const CollateExpr& b) { return a.collation == b.collation && same(a.arg, b.arg); }
bool same(const CaseExpr& a, const CaseExpr& b) {
  const auto same_branch = [](const auto& x, const auto& y) {
    return same(x.first, y.first) && same(x.second, y.second);
  };
  return same(a.arg, b.arg) && same(a.otherwise, b.otherwise) &&
         std::equal(a.whens.begin(), a.whens.end(), b.whens.begin(), b.whens.end(), same_branch);
}
bool same(const CoalesceExpr& a, const CoalesceExpr& b) { return same(a.args, b.args); }
bool same(const MinMaxExpr& a, const MinMaxExpr& b) { return a.greatest == b.greatest && same(a.args, b.args); }
bool same(const ArrayExpr& a, const ArrayExpr& b) {
  return a.element == b.element && a.multidimensional == b.multidimensional && same(a.elements, b.elements);
}
bool same(const RowExpr& a, const RowExpr& b) { return same(a.fields, b.fields); }
bool same(const RowCompareExpr& a, const RowCompareExpr& b) {
  return a.op == b.op && same(a.left, b.left) && same(a.right, b.right);
}
bool same(const FieldSelectExpr& a, const FieldSelectExpr& b) { return a.field == b.field && same(a.arg, b.arg); }
bool same(const SubscriptExpr& a, const SubscriptExpr& b) {
  return same(a.container, b.container) && same(a.upper, b.upper) && same(a.lower, b.lower) &&
         same(a.assigned, b.assigned);
}
bool same(const FieldStoreExpr& a, const FieldStoreExpr& b) {
  return a.field == b.field && same(a.arg, b.arg) && same(a.value, b.value);
}
bool same(const NullTestExpr& a, const NullTestExpr& b) {
  return a.negated == b.negated && a.arg_is_row == b.arg_is_row && same(a.arg, b.arg);
}
bool same(const BooleanTestExpr& a, const BooleanTestExpr& b) { return a.test == b.test && same(a.arg, b.arg); }
bool same(const SubqueryExpr& a, const SubqueryExpr& b) {
  return a.kind == b.kind && same(a.test, b.test) && same(a.query, b.query);
}
bool same(const SubqueryColumn& a, const SubqueryColumn& b) { return a.column == b.column; }
bool same(const MultiAssignmentColumn& a, const MultiAssignmentColumn& b) {
  return a.column == b.column && same(a.subquery, b.subquery);
}
bool same(const SqlValueExpr& a, const SqlValueExpr& b) { return a.kind == b.kind; }
bool same(const XmlExpr& a, const XmlExpr& b) {
  return a.op == b.op && same(a.named_args, b.named_args) && same(a.args, b.args);
}
bool same(const XmlSerializeExpr& a, const XmlSerializeExpr& b) { return same(a.arg, b.arg); }
bool same(const JsonConstructorExpr& a, const JsonConstructorExpr& b) {
  return a.kind == b.kind && a.absent_on_null == b.absent_on_null && a.unique == b.unique && same(a.args, b.args);
}
bool same(const JsonTestExpr& a, const JsonTestExpr& b) {
  return a.item == b.item && a.unique == b.unique && same(a.arg, b.arg);
}
bool same(const BoundJsonBehavior& a, const BoundJsonBehavior& b) { return a.kind == b.kind && same(a.value, b.value); }
bool same(const JsonQueryExpr& a, const JsonQueryExpr& b) {
  return a.kind == b.kind && same(a.document, b.document) && same(a.path, b.path) && same(a.passing, b.passing) &&
         a.names == b.names && same(a.on_empty, b.on_empty) && same(a.on_error, b.on_error) && a.wrapper == b.wrapper &&
         a.omit_quotes == b.omit_quotes;
}
bool same(const GroupingExpr& a, const GroupingExpr& b) { return a.levels_up == b.levels_up && same(a.args, b.args); }
template <class Node>
requires std::is_empty_v<Node>
bool same(const Node& /*a*/, const Node& /*b*/) { return true; }

// --- sub-queries

bool same(const RangeColumn& a, const RangeColumn& b) {
  return a.name == b.name && a.type == b.type && a.type_modifier == b.type_modifier;
}
bool same(const RangeFunction& a, const RangeFunction& b) {
  return a.column_count == b.column_count && same(a.call, b.call);
}
bool same(const RangeEntry& a, const RangeEntry& b) {
  return a.kind == b.kind && a.alias == b.alias && a.relation == b.relation && a.lateral == b.lateral &&
         a.cte_levels_up == b.cte_levels_up && a.cte_index == b.cte_index && a.ordinality == b.ordinality &&
         a.join_kind == b.join_kind && same_all(a.columns, b.columns) && same_all(a.functions, b.functions) &&
         same_all(a.values, b.values) && same(a.join_columns, b.join_columns) &&
         (a.kind == RangeKind::cte || same(a.subquery, b.subquery));
}
bool same(const std::shared_ptr<FromNode>& a, const std::shared_ptr<FromNode>& b) {
  if (a == nullptr || b == nullptr || a->node.index() != b->node.index()) return a == b;
  if (const auto* reference = std::get_if<RangeReference>(&a->node)) {
    return reference->entry == std::get<RangeReference>(b->node).entry;
  }
  const auto& x = std::get<JoinNode>(a->node);
  const auto& y = std::get<JoinNode>(b->node);
  return x.kind == y.kind && x.entry == y.entry && same(x.left, y.left) && same(x.right, y.right) &&
         same(x.condition, y.condition);
}
bool same(const CteEntry& a, const CteEntry& b) {
  return a.name == b.name && a.recursive == b.recursive && same(a.query, b.query);
}
bool same(const GroupingSetNode& a, const GroupingSetNode& b) {
  return a.kind == b.kind && a.simple == b.simple && a.columns == b.columns && same_all(a.sets, b.sets);
}
bool same(const WindowClause& a, const WindowClause& b) {
  return a.name == b.name && a.mode == b.mode && a.start.kind == b.start.kind && a.end.kind == b.end.kind &&
         a.exclusion == b.exclusion && same(a.partition_by, b.partition_by) && same_all(a.order_by, b.order_by) &&
         same(a.start_offset, b.start_offset) && same(a.end_offset, b.end_offset);
}
bool same(const std::shared_ptr<SetOperationNode>& a, const std::shared_ptr<SetOperationNode>& b) {
  if (a == nullptr || b == nullptr) return a == b;
  return a->op == b->op && a->all == b->all && a->entry == b->entry && same_all(a->columns, b->columns) &&
         same(a->left, b->left) && same(a->right, b->right);
}

bool same_query(const BoundQuery& a, const BoundQuery& b) {
  return a.kind == b.kind && a.distinct == b.distinct && a.with_ties == b.with_ties &&
         a.has_row_locks == b.has_row_locks && a.result_relation == b.result_relation && same_all(a.ctes, b.ctes) &&
         same_all(a.range_table, b.range_table) && same_all(a.from, b.from) && same(a.where, b.where) &&
         same_all(a.targets, b.targets) && same_all(a.returning, b.returning) && same_all(a.group_by, b.group_by) &&
         same_all(a.grouping_sets, b.grouping_sets) && same(a.having, b.having) && same_all(a.windows, b.windows) &&
         same(a.distinct_on, b.distinct_on) && same_all(a.order_by, b.order_by) && same(a.limit, b.limit) &&
         same(a.offset, b.offset) && same(a.set_operations, b.set_operations);
}

}  // namespace

bool equal(const BoundExpr& a, const BoundExpr& b) {
  if (&a == &b) return true;
  if (a.type != b.type || a.type_modifier != b.type_modifier) return false;
  if (a.node.index() != b.node.index()) return false;
  return std::visit([&](const auto& node) { return same(node, std::get<std::decay_t<decltype(node)>>(b.node)); },
                    a.node);
}

}  // namespace pgscribe::analyze
