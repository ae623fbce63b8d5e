#include "analyze/scope/raw_visitor.hpp"

namespace pgscribe::analyze {

void RawVisitor::each(const sql::ExprRef& expr) {
  if (expr) visit(*expr);
}

void RawVisitor::each(const sql::ExprList& exprs) {
  for (const sql::ExprRef& expr : exprs) each(expr);
}

void RawVisitor::each(const std::vector<sql::Target>& targets) {
  for (const sql::Target& target : targets) {
    each(target.indirection);
    each(target.value);
  }
}

void RawVisitor::each(const std::vector<sql::SortItem>& items) {
  for (const sql::SortItem& item : items) each(item.expr);
}

void RawVisitor::each(const std::vector<sql::IndirectionStep>& steps) {
  for (const sql::IndirectionStep& step : steps) {
    if (const auto* subscript = std::get_if<sql::SubscriptStep>(&step)) each(subscript->index);
    if (const auto* slice = std::get_if<sql::SliceStep>(&step)) {
      each(slice->lower);
      each(slice->upper);
    }
  }
}

void RawVisitor::each(const std::vector<sql::Ref<sql::FromItem>>& items) {
  for (const auto& item : items) visit(*item);
}

void RawVisitor::each(const std::optional<sql::WithClause>& with) {
  if (with) visit(*with);
}

void RawVisitor::each(const sql::WindowDefinition& window) {
  each(window.partition_by);
  each(window.order_by);
  if (window.frame) {
    each(window.frame->start.offset);
    each(window.frame->end.offset);
  }
}

void RawVisitor::each(const sql::GroupItem& item) {
  each(item.expr);
  if (item.set) {
    for (const sql::GroupItem& inner : item.set->content) each(inner);
  }
}

void RawVisitor::each(const std::vector<sql::JsonArgument>& passing) {
  for (const sql::JsonArgument& argument : passing) each(argument.value.expr);
}

void RawVisitor::each(const std::optional<sql::JsonBehavior>& behavior) {
  if (behavior) each(behavior->value);
}

void RawVisitor::each(const std::vector<sql::JsonTableColumn>& columns) {
  for (const sql::JsonTableColumn& column : columns) {
    each(column.path);
    each(column.on_empty);
    each(column.on_error);
    each(column.columns);
  }
}

void RawVisitor::children(const sql::Expr& expr) {
  using namespace sql;
  std::visit(Overloaded{
                 [&](const sql::Cast& n) { each(n.arg); },
                 [&](const Collate& n) { each(n.arg); },
                 [&](const Indirection& n) {
                   each(n.arg);
                   each(n.steps);
                 },
                 [&](const OperatorCall& n) {
                   each({n.left, n.right});
                 },
                 [&](const ArrayComparison& n) {
                   each({n.left, n.right});
                 },
                 [&](const DistinctFrom& n) {
                   each({n.left, n.right});
                 },
                 [&](const NullIf& n) {
                   each({n.left, n.right});
                 },
                 [&](const InList& n) {
                   each(n.left);
                   each(n.list);
                 },
                 [&](const PatternMatch& n) {
                   each({n.left, n.right});
                 },
                 [&](const Between& n) {
                   each({n.arg, n.low, n.high});
                 },
                 [&](const BooleanCall& n) { each(n.args); },
                 [&](const NullTest& n) { each(n.arg); },
                 [&](const BooleanTest& n) { each(n.arg); },
                 [&](const NamedArgument& n) { each(n.value); },
                 [&](const FunctionCall& n) {
                   each(n.args);
                   each(n.order_by);
                   each(n.filter);
                   if (n.over) each(*n.over);
                 },
                 [&](const Case& n) {
                   each(n.arg);
                   for (const CaseWhen& when : n.whens) each({when.when, when.then});
                   each(n.otherwise);
                 },
                 [&](const Coalesce& n) { each(n.args); },
                 [&](const MinMax& n) { each(n.args); },
                 [&](const Subquery& n) {
                   each(n.test);
                   visit(*n.select);
                 },
                 [&](const ArrayConstructor& n) { each(n.elements); },
                 [&](const RowConstructor& n) { each(n.fields); },
                 [&](const GroupingCall& n) { each(n.args); },
                 [&](const MultiAssignment& n) { each(n.source); },
                 [&](const XmlCall& n) {
                   for (const auto& named : n.named_args) each(named.second);
                   each(n.args);
                 },
                 [&](const XmlSerialize& n) { each(n.arg); },
                 [&](const JsonObject& n) {
                   for (const JsonMember& member : n.members) each({member.key, member.value.expr});
                 },
                 [&](const JsonArray& n) {
                   for (const JsonValue& element : n.elements) each(element.expr);
                 },
                 [&](const JsonArrayQuery& n) { visit(*n.select); },
                 [&](const JsonAggregate& n) {
                   each({n.key, n.value.expr});
                   each(n.order_by);
                   each(n.filter);
                   if (n.over) each(*n.over);
                 },
                 [&](const JsonParse& n) { each(n.value.expr); },
                 [&](const JsonScalar& n) { each(n.arg); },
                 [&](const JsonSerialize& n) { each(n.value.expr); },
                 [&](const JsonTest& n) { each(n.arg); },
                 [&](const JsonQueryCall& n) {
                   each({n.document.expr, n.path});
                   each(n.passing);
                   each(n.on_empty);
                   each(n.on_error);
                 },
                 [](const auto&) {},  // leaves
             },
             expr.node);
}

void RawVisitor::decoration(const sql::Select& select) {
  each(select.order_by);
  each(select.offset);
  each(select.limit);
}

void RawVisitor::children(const sql::Select& select) {
  each(select.distinct_on);
  each(select.targets);
  each(select.from);
  each(select.where);
  for (const sql::GroupItem& item : select.group_by) each(item);
  each(select.having);
  for (const sql::WindowDefinition& window : select.windows) each(window);
  for (const auto& row : select.values) each(row);
  decoration(select);
  each(select.with);
  if (select.left) visit(*select.left);
  if (select.right) visit(*select.right);
}

void RawVisitor::children(const sql::FromItem& item) {
  using namespace sql;
  std::visit(Overloaded{
                 [&](const RelationRef& n) { visit(n, item.span); },
                 [&](const SubqueryFrom& n) { visit(*n.select); },
                 [&](const FunctionFrom& n) {
                   for (const FunctionItem& function : n.functions) each(function.call);
                 },
                 [&](const XmlTableFrom& n) {
                   each({n.document, n.row});
                   each(n.namespaces);
                   for (const XmlTableColumn& column : n.columns) each({column.path, column.default_value});
                 },
                 [&](const JsonTableFrom& n) {
                   each({n.document.expr, n.path});
                   each(n.passing);
                   each(n.columns);
                   each(n.on_error);
                 },
                 [&](const TableSampleFrom& n) {
                   visit(*n.relation);
                   each(n.args);
                   each(n.repeatable);
                 },
                 [&](const JoinFrom& n) {
                   visit(*n.left);
                   visit(*n.right);
                   each(n.on);
                 },
                 [](const sql::Unsupported&) {},
             },
             item.node);
}

void RawVisitor::children(const sql::WithClause& with) {
  for (const sql::CommonTableExpr& cte : with.ctes) visit(*cte.query);
}

void RawVisitor::children(const sql::Statement& statement) {
  using namespace sql;
  std::visit(Overloaded{
                 [&](const Select& n) { visit(n); },
                 [&](const Insert& n) {
                   each(n.with);
                   visit(n.relation, n.relation_span);
                   each(n.columns);
                   if (n.source) visit(*n.source);
                   if (n.on_conflict) {
                     for (const InferenceItem& inference : n.on_conflict->inference) each(inference.expr);
                     each(n.on_conflict->inference_where);
                     each(n.on_conflict->set);
                     each(n.on_conflict->where);
                   }
                   each(n.returning.targets);
                 },
                 [&](const Update& n) {
                   each(n.with);
                   visit(n.relation, n.relation_span);
                   each(n.set);
                   each(n.where);
                   each(n.from);
                   each(n.returning.targets);
                 },
                 [&](const Delete& n) {
                   each(n.with);
                   visit(n.relation, n.relation_span);
                   each(n.using_items);
                   each(n.where);
                   each(n.returning.targets);
                 },
                 [&](const Merge& n) {
                   each(n.with);
                   visit(n.relation, n.relation_span);
                   visit(*n.source);
                   each(n.on);
                   for (const MergeWhen& when : n.whens) {
                     each(when.condition);
                     each(when.targets);
                     each(when.values);
                   }
                   each(n.returning.targets);
                 },
                 [](const auto&) {},  // utilities
             },
             statement.node);
}

}  // namespace pgscribe::analyze
