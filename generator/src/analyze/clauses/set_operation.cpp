#include "analyze/checks/collations.hpp"
#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/cte.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/sort_group.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/clauses/transform_query.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"

// UNION, INTERSECT and EXCEPT (transformSetOperationStmt and transformSetOperationTree).

namespace pgscribe::analyze {
namespace {

/// A column of an operand: its expression, and, in a leaf, the target that may be coerced in place.
struct OperandColumn {
  BoundRef expr;
  TargetEntry* target = nullptr;
};
struct Operand {
  std::shared_ptr<SetOperationNode> node;
  std::vector<OperandColumn> columns;
};

const char* keyword(sql::SetOperator op) {
  switch (op) {
    case sql::SetOperator::union_: return "UNION";
    case sql::SetOperator::intersect: return "INTERSECT";
    case sql::SetOperator::except: return "EXCEPT";
    case sql::SetOperator::none: break;
  }
  return "";
}

/// An operand with clauses of its own on top is a sub-select, even where it is a set operation itself.
bool is_leaf(const sql::Select& select) {
  return select.set_operator == sql::SetOperator::none || !select.order_by.empty() || select.offset || select.limit ||
         !select.locking.empty() || select.with;
}

void refuse_locking(ParseState& state, const sql::Select& select) {
  if (select.locking.empty()) return;
  fail(state, select.locking.front().span,
       msg::LockingNotAllowedWith(locking_name(select.locking.front().strength), "UNION/INTERSECT/EXCEPT"));
}

const SetOperationNode& leftmost_leaf(const SetOperationNode& node) {
  return node.left ? leftmost_leaf(*node.left) : node;
}

class SetOperations {
 public:
  explicit SetOperations(ParseState& state) : state_(state) {}

  Operand transform(const sql::Select& select, bool is_top) {
    if (select.into) fail(state_, select.into->relation.name.span, msg::IntoNotOnFirstSelect());
    refuse_locking(state_, select);
    return !is_top && is_leaf(select) ? leaf(select) : inner(select, is_top);
  }

 private:
  Operand leaf(const sql::Select& select) {
    // Unknown literals stay unknown here, so that the other operands can decide their type.
    QueryRef query = transform_subquery(state_, select, nullptr, false);
    Operand operand;
    for (TargetEntry& target : query->targets) {
      if (!target.junk) operand.columns.push_back({target.expr, &target});
    }
    const sql::Alias alias{{"*SELECT* " + std::to_string(state_.query->range_table.size() + 1), select.span}, {}};
    const NamespaceItem item = add_subquery(state_, std::move(query), &alias, false, select.span);
    operand.node = std::make_shared<SetOperationNode>();
    operand.node->entry = item.entry;
    operand.node->columns = state_.query->range_table[static_cast<std::size_t>(item.entry)].columns;
    return operand;
  }

  Operand inner(const sql::Select& select, bool is_top) {
    Operand left = transform(*select.left, false);
    const bool is_recursive = is_top && state_.parent_cte != nullptr && state_.parent_cte->recursive;
    if (is_recursive) determine_recursive_columns(left);
    Operand right = transform(*select.right, false);
    if (left.columns.size() != right.columns.size()) {
      fail(state_, right.columns.empty() ? select.right->span : right.columns.front().expr->span,
           msg::SetOperationColumnCount(keyword(select.set_operator)));
    }
    Operand result;
    result.node = std::make_shared<SetOperationNode>();
    result.node->op = select.set_operator;
    result.node->all = select.set_all;
    for (std::size_t i = 0; i < left.columns.size(); ++i) {
      merge_column(select, left.columns[i], right.columns[i], result);
    }
    result.node->left = std::move(left.node);
    result.node->right = std::move(right.node);
    return result;
  }

  /// determineRecursiveColTypes: what the recursive term sees are the types of the other one, under the leftmost
  /// SELECT's names.
  void determine_recursive_columns(const Operand& left) {
    std::vector<RangeColumn> columns = leftmost_leaf(*left.node).columns;
    for (std::size_t i = 0; i < columns.size() && i < left.columns.size(); ++i) {
      columns[i].type = left.columns[i].expr->type;
      columns[i].type_modifier = left.columns[i].expr->type_modifier;
      columns[i].collation = left.columns[i].expr->collation;
    }
    set_cte_columns(state_, *state_.parent_cte, std::move(columns));
  }

  void merge_column(const sql::Select& select, OperandColumn& left, OperandColumn& right, Operand& result) {
    const char* construct = keyword(select.set_operator);
    BoundRef best;
    const Oid type = select_common_type(state_, {left.expr, right.expr}, construct, &best);
    const Span location = best ? best->span : left.expr->span;
    coerce(left, type, construct);
    coerce(right, type, construct);
    const int type_modifier = select_common_type_modifier({left.expr, right.expr}, type);
    const bool removes_duplicates = select.set_operator != sql::SetOperator::union_ || !select.set_all;
    if (removes_duplicates) check_sort_operators(state_, type, false, location);
    result.node->columns.push_back({{}, type, type_modifier, false});
    result.columns.push_back({make_bound(DefaultExpr{}, type, location, type_modifier), nullptr});
    derive_common_collation(state_, *left.expr, *right.expr, removes_duplicates, *result.columns.back().expr);
  }

  /// Makes sure that the column can be coerced. Only an unknown literal or parameter is really replaced: changing
  /// anything else could change what the operand means, and an unknown value of another kind fails when it is coerced.
  void coerce(OperandColumn& column, Oid type, const char* construct) {
    const bool is_unknown = column.expr->type == catalog::oid::unknown;
    const bool is_replaceable =
        std::holds_alternative<Constant>(column.expr->node) || std::holds_alternative<ParameterVar>(column.expr->node);
    if (is_unknown && !is_replaceable) return;
    column.expr = coerce_to_common_type(state_, column.expr, type, construct);
    if (is_unknown && column.target != nullptr) column.target->expr = column.expr;
  }

  ParseState& state_;
};

/// The leaves' range entries took their columns before unknown ones were coerced.
void refresh_leaf_columns(BoundQuery& query) {
  for (RangeEntry& entry : query.range_table) {
    if (entry.kind == RangeKind::subquery && entry.subquery) entry.columns = output_columns(*entry.subquery);
  }
}

/// The output: the leftmost SELECT's names with the common types.
void make_targets(ParseState& state, const Operand& top) {
  const int leaf = leftmost_leaf(*top.node).entry;
  const BoundQuery& leftmost = *state.query->range_table[static_cast<std::size_t>(leaf)].subquery;
  const std::vector<const TargetEntry*> output = leftmost.output();
  for (std::size_t i = 0; i < output.size() && i < top.columns.size(); ++i) {
    const RangeColumn& column = top.node->columns[i];
    BoundRef var = make_bound(ColumnVar{leaf, static_cast<int>(i) + 1, 0}, column.type, output[i]->expr->span,
                              column.type_modifier);
    var->collation = top.columns[i].expr->collation;
    var->collation_strength = top.columns[i].expr->collation_strength;
    state.query->targets.push_back({std::move(var), output[i]->name, false, 0, output[i]->span});
  }
}

/// ORDER BY sees the output columns alone, as a join entry that lasts for the clause; anything but their names is
/// refused.
void transform_set_order(ParseState& state, const sql::Select& select) {
  BoundQuery& query = *state.query;
  RangeEntry output;
  output.kind = RangeKind::join;
  for (const TargetEntry& target : query.targets) {
    output.columns.push_back({target.name, target.expr->type, target.expr->type_modifier, false});
    output.join_columns.push_back(target.expr);
  }
  const NamespaceItem item = add_entry(state, std::move(output));
  show(state, item, false, true);
  const std::size_t count = query.targets.size();
  query.order_by = transform_order_by(state, select.order_by, query.targets, ExprKind::order_by, false);
  state.names.clear();
  query.range_table.pop_back();
  if (query.targets.size() == count) return transform_limits(state, select);
  fail(state, query.targets[count].expr->span, msg::InvalidSetOperationOrderBy());
}

}  // namespace

void transform_set_operations(ParseState& state, const sql::Select& select) {
  const sql::Select* leftmost = &select;
  while (leftmost->set_operator != sql::SetOperator::none) leftmost = leftmost->left.get();
  if (leftmost->into) fail(state, leftmost->into->relation.name.span, msg::SelectIntoNotAllowed());
  refuse_locking(state, select);
  if (select.with) transform_with(state, *select.with);
  const Operand top = SetOperations(state).transform(select, true);
  state.query->set_operations = top.node;
  refresh_leaf_columns(*state.query);
  make_targets(state, top);
  transform_set_order(state, select);
}

}  // namespace pgscribe::analyze
