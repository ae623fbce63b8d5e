#include <utility>

#include "analyze/bound/deep_walk.hpp"
#include "analyze/calls/operator_resolution.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"

// IN over a list (transformAExprIn).

namespace pgscribe::analyze {

namespace {

/// `left op ANY|ALL (ARRAY[items])`, when the items have a common type with `left` and that type has an array type;
/// else null. PostgreSQL leaves rows to the pairwise comparison, which copes with rows that are not
/// alike.
BoundRef in_as_array(ParseState& state, const sql::QualifiedName& op, bool all, const BoundRef& left,
                     const BoundList& items, Span span) {
  const catalog::Catalog& catalog = state.context.catalog;
  BoundList together{left};
  together.insert(together.end(), items.begin(), items.end());
  const Oid common = select_common_type(state, together, {});
  if (common == catalog::kInvalidOid || common == catalog::oid::record) return nullptr;
  if (!is_common_type(catalog, together, common)) return nullptr;
  const Oid array = catalog.array_type(common);
  if (array == catalog::kInvalidOid) return nullptr;
  ArrayExpr elements;
  elements.element = common;
  for (const BoundRef& item : items) elements.elements.push_back(coerce_to_common_type(state, item, common, "IN"));
  const int modifier = agreed_type_modifier(elements.elements, common);
  BoundRef right = make_bound(std::move(elements), array, {}, modifier);
  return make_array_operator(state, op, all, left, std::move(right), span);
}

/// A copy for one of several comparisons: each decides for itself what an undecided parameter is (copyObject).
BoundRef copy_undecided(const BoundRef& expr) {
  if (std::holds_alternative<ParameterVar>(expr->node)) return std::make_shared<BoundExpr>(*expr);
  if (!std::holds_alternative<RowExpr>(expr->node)) return expr;
  auto copy = std::make_shared<BoundExpr>(*expr);
  for (BoundRef& field : std::get<RowExpr>(copy->node).fields) field = copy_undecided(field);
  return copy;
}

}  // namespace

BoundRef transform_in(ParseState& state, const sql::InList& in, Span span) {
  const sql::QualifiedName op{{in.negated ? "<>" : "="}, span};
  const BoundRef left = transform_expr_recurse(state, *in.left);
  BoundList all_items;
  BoundList with_columns;
  BoundList without_columns;
  for (const sql::ExprRef& item : in.list) {
    all_items.push_back(transform_expr_recurse(state, *item));
    (has_columns_of_level(*all_items.back(), 0) ? with_columns : without_columns).push_back(all_items.back());
  }
  for (const BoundRef& item : all_items) note_compared_parameter(state, *item, *left);

  BoundRef result;
  BoundList* rest = &all_items;
  // An array pays, and PostgreSQL makes one, only for more than one item that holds no column.
  if (without_columns.size() > 1) {
    result = in_as_array(state, op, in.negated, left, without_columns, span);
    if (result != nullptr) rest = &with_columns;
  }
  for (const BoundRef& item : *rest) {
    BoundRef test =
        coerce_to_boolean(state, compare(state, op, copy_undecided(left), item, state.last_srf, span), "IN");
    if (result == nullptr) {
      result = std::move(test);
    } else {
      result = make_boolean(in.negated ? sql::BooleanOperator::and_ : sql::BooleanOperator::or_,
                            {std::move(result), std::move(test)}, span);
    }
  }
  return result;
}

}  // namespace pgscribe::analyze
