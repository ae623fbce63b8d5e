#include "analyze/variants/condition_list.hpp"

#include <type_traits>
#include <utility>
#include <variant>

#include "catalog/expr_children.hpp"

namespace pgscribe::analyze {
namespace {

using Clause = ConditionList::Clause;

const sql::BooleanCall* boolean_call(const sql::ExprRef& expr) {
  return expr ? std::get_if<sql::BooleanCall>(&expr->node) : nullptr;
}

void add_conjuncts(const sql::ExprRef& condition, std::vector<sql::ExprRef>& conjuncts) {
  const sql::BooleanCall* call = boolean_call(condition);
  if (call == nullptr || call->op != sql::BooleanOperator::and_) return conjuncts.push_back(condition);
  for (const sql::ExprRef& arg : call->args) add_conjuncts(arg, conjuncts);
}

void add_leaves(const sql::ExprRef& condition, std::vector<sql::ExprRef>& leaves) {
  const sql::BooleanCall* call = boolean_call(condition);
  if (call == nullptr) return leaves.push_back(condition);
  for (const sql::ExprRef& arg : call->args) add_leaves(arg, leaves);
}

/// Walks the raw tree of a statement, all that can hold a condition or a sub-select.
class ConditionWalk {
 public:
  std::vector<ConditionList> lists;

  void statement(const sql::Statement& statement) {
    std::visit(
        [this](const auto& node) {
          using Node = std::decay_t<decltype(node)>;
          if constexpr (std::is_same_v<Node, sql::Select> || std::is_same_v<Node, sql::Insert> ||
                        std::is_same_v<Node, sql::Update> || std::is_same_v<Node, sql::Delete> ||
                        std::is_same_v<Node, sql::Merge>) {
            if (node.with) with(*node.with);
            look(node);
          }
        },
        statement.node);
  }

 private:
  void look(const sql::Select& select) {
    for (const sql::ExprRef& expr : select.distinct_on) look(expr);
    look(select.targets);
    for (const auto& item : select.from) look(item);
    condition(Clause::where, select.where);
    for (const sql::GroupItem& item : select.group_by) look(item);
    condition(Clause::having, select.having);
    for (const sql::WindowDefinition& window : select.windows) look(window);
    for (const auto& row : select.values) {
      for (const sql::ExprRef& value : row) look(value);
    }
    look(select.order_by);
    look(select.limit);
    look(select.offset);
    look(select.left);
    look(select.right);
  }

  void look(const sql::Ref<sql::Select>& select) {
    if (!select) return;
    if (select->with) with(*select->with);
    look(*select);
  }

  void look(const sql::Insert& insert) {
    look(insert.source);
    if (insert.on_conflict) {
      look(insert.on_conflict->inference_where);
      look(insert.on_conflict->set);
      condition(Clause::where, insert.on_conflict->where);
    }
    look(insert.returning.targets);
  }

  void look(const sql::Update& update) {
    look(update.set);
    for (const auto& item : update.from) look(item);
    condition(Clause::where, update.where);
    look(update.returning.targets);
  }

  void look(const sql::Delete& statement) {
    for (const auto& item : statement.using_items) look(item);
    condition(Clause::where, statement.where);
    look(statement.returning.targets);
  }

  void look(const sql::Merge& merge) {
    look(merge.source);
    look(merge.on);
    for (const sql::MergeWhen& when : merge.whens) {
      look(when.condition);
      look(when.targets);
      for (const sql::ExprRef& value : when.values) look(value);
    }
    look(merge.returning.targets);
  }

  void with(const sql::WithClause& with) {
    for (const sql::CommonTableExpr& item : with.ctes) {
      if (item.query) statement(*item.query);
    }
  }

  void condition(Clause clause, const sql::ExprRef& condition) {
    if (!condition) return;
    ConditionList list{clause, {}};
    add_conjuncts(condition, list.conjuncts);
    lists.push_back(std::move(list));
    look(condition);
  }

  void look(const std::vector<sql::Target>& targets) {
    for (const sql::Target& target : targets) look(target.value);
  }

  void look(const std::vector<sql::SortItem>& items) {
    for (const sql::SortItem& item : items) look(item.expr);
  }

  void look(const sql::WindowDefinition& window) {
    for (const sql::ExprRef& expr : window.partition_by) look(expr);
    look(window.order_by);
  }

  void look(const sql::GroupItem& item) {
    look(item.expr);
    if (item.set == nullptr) return;
    for (const sql::GroupItem& inner : item.set->content) look(inner);
  }

  void look(const sql::Ref<sql::FromItem>& item) {
    if (item) std::visit([this](const auto& node) { look_at_item(node); }, item->node);
  }

  void look_at_item(const sql::RelationRef&) {}
  void look_at_item(const sql::Unsupported&) {}
  void look_at_item(const sql::SubqueryFrom& item) { look(item.select); }
  void look_at_item(const sql::FunctionFrom& item) {
    for (const sql::FunctionItem& function : item.functions) look(function.call);
  }
  void look_at_item(const sql::XmlTableFrom& item) { look(item.document); }
  void look_at_item(const sql::JsonTableFrom& item) { look(item.document.expr); }
  void look_at_item(const sql::TableSampleFrom& item) {
    for (const sql::ExprRef& arg : item.args) look(arg);
  }
  void look_at_item(const sql::JoinFrom& join) {
    look(join.left);
    look(join.right);
    condition(join.kind == sql::JoinKind::inner ? Clause::inner_on : Clause::outer_on, join.on);
  }

  void look(const sql::ExprRef& expr) {
    if (!expr) return;
    std::visit(
        [this](const auto& node) {
          using Node = std::decay_t<decltype(node)>;
          catalog::for_each_child_slot(node, [this](const sql::ExprRef& child) { look(child); });
          if constexpr (std::is_same_v<Node, sql::FunctionCall>) {
            look(node.order_by);
            condition(Clause::filter, node.filter);
            if (node.over) look(*node.over);
          } else if constexpr (std::is_same_v<Node, sql::Subquery>) {
            look(node.test);
            look(node.select);
          } else if constexpr (std::is_same_v<Node, sql::MultiAssignment>) {
            if (node.index == 1) look(node.source);
          }
        },
        expr->node);
  }
};

}  // namespace

std::vector<ConditionList> condition_lists(const sql::Statement& statement) {
  ConditionWalk walk;
  walk.statement(statement);
  return std::move(walk.lists);
}

std::vector<sql::ExprRef> conjuncts_of(const sql::ExprRef& condition) {
  std::vector<sql::ExprRef> conjuncts;
  add_conjuncts(condition, conjuncts);
  return conjuncts;
}

std::vector<sql::ExprRef> boolean_leaves(const sql::ExprRef& condition) {
  std::vector<sql::ExprRef> leaves;
  add_leaves(condition, leaves);
  return leaves;
}

}  // namespace pgscribe::analyze
