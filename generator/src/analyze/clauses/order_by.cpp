#include "analyze/calls/messages.hpp"
#include "analyze/calls/operator_resolution.hpp"
#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/sort_group.hpp"
#include "analyze/types/coercion.hpp"

// ORDER BY (transformSortClause and addTargetToSortList).

namespace pgscribe::analyze {
namespace {

/// ORDER BY x USING op: whether it sorts downwards.
bool sorts_downwards(ParseState& state, const sql::QualifiedName& name, Oid type) {
  const catalog::Catalog& catalog = state.context.catalog;
  const catalog::Operator* op = find_operator(catalog, name, type, type);
  const std::string type_name = catalog.format_type(type);
  if (op == nullptr) fail(state, name.span, msg::NoOperatorMatches(type_name + " " + name.joined() + " " + type_name));
  if (!catalog.is_binary_coercible(type, op->left) || !catalog.is_binary_coercible(type, op->right)) {
    fail(state, name.span, msg::OperatorNeedsCoercion(type_name, name.joined()));
  }
  const catalog::BtreeStrategies strategies = catalog.btree_strategies(*op);
  const bool is_less = strategies.has(catalog::BtreeStrategy::less);
  if (!is_less && !strategies.has(catalog::BtreeStrategy::greater)) {
    fail(state, name.span, msg::NotAnOrderingOperator(name.joined()));
  }
  return !is_less;
}

void add_sort_key(ParseState& state, const sql::SortItem& item, std::vector<TargetEntry>& targets, int index,
                  std::vector<SortKey>& keys) {
  TargetEntry& target = targets[static_cast<std::size_t>(index)];
  if (target.expr->type == catalog::oid::unknown) {
    target.expr =
        coerce_type(state, target.expr, {catalog::oid::text, -1, CoercionContext::implicit, true, target.expr->span});
  }
  SortKey key{target.expr, index, item.direction == sql::SortDirection::descending, false};
  if (item.direction == sql::SortDirection::using_) {
    key.descending = sorts_downwards(state, *item.using_op, target.expr->type);
  } else {
    check_sort_operators(state, target.expr->type, true, item.expr->extent);
  }
  key.nulls_first = item.nulls == sql::NullsOrder::default_ ? key.descending : item.nulls == sql::NullsOrder::first;
  if (!has_target(keys, index)) keys.push_back(std::move(key));
}

}  // namespace

std::vector<SortKey> transform_order_by(ParseState& state, const std::vector<sql::SortItem>& items,
                                        std::vector<TargetEntry>& targets, ExprKind kind, bool sql99) {
  std::vector<SortKey> keys;
  for (const sql::SortItem& item : items) {
    const int index = sql99 ? find_target_sql99(state, *item.expr, targets, kind)
                            : find_target_sql92(state, *item.expr, targets, kind);
    add_sort_key(state, item, targets, index, keys);
  }
  return keys;
}

std::vector<SortKey> transform_aggregate_order(ParseState& state, const std::vector<sql::SortItem>& items,
                                               BoundList& args) {
  std::vector<TargetEntry> targets;
  for (const BoundRef& arg : args) targets.push_back({arg, {}, false, 0, arg->span});
  std::vector<SortKey> keys = transform_order_by(state, items, targets, ExprKind::order_by, true);
  // An unknown literal that is sorted by has become text.
  for (std::size_t i = 0; i < args.size(); ++i) args[i] = targets[i].expr;
  return keys;
}

}  // namespace pgscribe::analyze
