#include <algorithm>
#include <optional>
#include <utility>

#include "analyze/calls/operator_resolution.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"
#include "analyze/types/set_returning.hpp"

// ROW(...) and comparisons of rows (transformRowExpr and make_row_comparison_op).

namespace pgscribe::analyze {

namespace {

constexpr std::size_t kMaxRowEntries = 1664;  // MaxTupleAttributeNumber

using catalog::BtreeStrategies;
using catalog::BtreeStrategy;

/// What an operator means in the btree families that it belongs to (get_op_btree_interpretation): one that is in none
/// but negates an equality is taken as "<>".
struct BtreeMeaning {
  BtreeStrategies strategies;
  bool is_not_equal = false;
};
BtreeMeaning btree_meaning(const catalog::Catalog& catalog, const catalog::Operator& op) {
  const BtreeStrategies own = catalog.btree_strategies(op);
  if (!own.empty() || op.negator == catalog::kInvalidOid) return {own, false};
  const catalog::Operator* negator = catalog.operator_(op.negator);
  return {{}, negator != nullptr && catalog.btree_strategies(*negator).has(BtreeStrategy::equal)};
}

/// The pairwise operators, each checked to yield one boolean.
BoundList pairwise_operators(ParseState& state, const sql::QualifiedName& op, const BoundList& left,
                             const BoundList& right, Span span) {
  BoundList result;
  for (std::size_t i = 0; i < left.size(); ++i) {
    BoundRef test = make_operator(state, op, left[i], right[i], state.last_srf, span);
    if (test->type != catalog::oid::bool_) {
      fail(state, span, msg::RowComparisonMustYieldBoolean(state.context.catalog.format_type(test->type)));
    }
    if (returns_set(*test)) fail(state, span, msg::RowComparisonReturnsSet());
    result.push_back(std::move(test));
  }
  return result;
}

/// What `op` means for all pairs; nothing when they have no meaning in common.
std::optional<BtreeMeaning> common_meaning(const catalog::Catalog& catalog, const BoundList& tests) {
  std::optional<BtreeMeaning> meaning;
  for (const BoundRef& test : tests) {
    const auto* node = std::get_if<OperatorExpr>(&test->node);
    if (node == nullptr) return std::nullopt;
    const BtreeMeaning own = btree_meaning(catalog, *node->op);
    if (!meaning) meaning = own;
    meaning->strategies = meaning->strategies.common_with(own.strategies);
    meaning->is_not_equal = meaning->is_not_equal && own.is_not_equal;
    if (meaning->strategies.empty() && !meaning->is_not_equal) return std::nullopt;
  }
  return meaning;
}

/// The first strategy that all have in common decides.
bool is_equality(BtreeStrategies strategies) {
  return strategies.has(BtreeStrategy::equal) && !strategies.has(BtreeStrategy::less) &&
         !strategies.has(BtreeStrategy::less_equal);
}

BoundRef make_row_compare(const sql::QualifiedName& op, const BoundList& tests, Span span) {
  RowCompareExpr node;
  node.op = op.last();
  Span place = span;
  for (const BoundRef& test : tests) {
    const auto& pair = std::get<OperatorExpr>(test->node);
    node.left.push_back(pair.args[0]);
    node.right.push_back(pair.args[1]);
    place = leftmost(place, pair.args[0]->span);
  }
  return make_bound(std::move(node), catalog::oid::bool_, place);
}

}  // namespace

BoundRef transform_row(ParseState& state, const sql::RowConstructor& row, bool allow_default, Span span) {
  RowExpr result;
  result.fields = transform_expr_list(state, row.fields, state.expr_kind, allow_default);
  if (result.fields.size() > kMaxRowEntries) fail(state, span, msg::RowTooLong(kMaxRowEntries));
  for (std::size_t i = 0; i < result.fields.size(); ++i) result.names.push_back("f" + std::to_string(i + 1));
  return make_bound(std::move(result), catalog::oid::record, span);
}

BoundRef compare_rows(ParseState& state, const sql::QualifiedName& op, const BoundList& left, const BoundList& right,
                      Span span) {
  if (left.size() != right.size()) fail(state, span, msg::RowsOfUnequalLength());
  if (left.empty()) fail(state, span, msg::CannotCompareRowsOfZeroLength());
  const BoundList tests = pairwise_operators(state, op, left, right, span);
  if (tests.size() == 1) return tests.front();
  const auto meaning = common_meaning(state.context.catalog, tests);
  if (!meaning) fail(state, span, msg::RowComparisonNotUnderstood(op.last()));
  if (is_equality(meaning->strategies)) return make_boolean(sql::BooleanOperator::and_, tests, span);
  if (meaning->is_not_equal) return make_boolean(sql::BooleanOperator::or_, tests, span);
  return make_row_compare(op, tests, span);
}

BoundRef compare(ParseState& state, const sql::QualifiedName& op, const BoundRef& left, const BoundRef& right,
                 const BoundExpr* last_srf, Span span) {
  const auto* left_row = std::get_if<RowExpr>(&left->node);
  const auto* right_row = std::get_if<RowExpr>(&right->node);
  if (left_row != nullptr && right_row != nullptr)
    return compare_rows(state, op, left_row->fields, right_row->fields, span);
  return make_operator(state, op, left, right, last_srf, span);
}

}  // namespace pgscribe::analyze
