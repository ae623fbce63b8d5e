#include <utility>

#include "analyze/calls/operator_resolution.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/parameters.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"
#include "analyze/types/set_returning.hpp"

// Operators, ANY and ALL over arrays, DISTINCT FROM, NULLIF, BETWEEN (transformAExprOp and its kin).

namespace pgscribe::analyze {

namespace {

bool is_row(const sql::ExprRef& expr) {
  return expr != nullptr && std::holds_alternative<sql::RowConstructor>(expr->node);
}
const sql::Subquery* as_scalar_subquery(const sql::ExprRef& expr) {
  if (expr == nullptr) return nullptr;
  const auto* subquery = std::get_if<sql::Subquery>(&expr->node);
  return subquery != nullptr && subquery->kind == sql::SubqueryKind::scalar ? subquery : nullptr;
}
/// exprIsNullConstant: NULL as written, without a cast.
bool is_null_literal(const sql::ExprRef& expr) { return std::holds_alternative<sql::NullLiteral>(expr->node); }

bool is_row(const BoundRef& expr) { return std::holds_alternative<RowExpr>(expr->node); }

/// Checks that the "=" behind IS DISTINCT FROM or NULLIF is fit for it.
void check_equality(ParseState& state, const BoundRef& comparison, std::string_view construct, Span span) {
  const auto* node = std::get_if<OperatorExpr>(&comparison->node);
  const std::string name(construct);
  if (node == nullptr || comparison->type != catalog::oid::bool_) {
    fail(state, span, msg::EqualityMustYieldBoolean(name));
  }
  if (node->op->returns_set) fail(state, span, msg::EqualityMustNotReturnSet(name));
}

sql::QualifiedName equality(Span span) { return {{"="}, span}; }

BoundRef make_distinct(ParseState& state, const BoundRef& left, const BoundRef& right, const BoundExpr* last_srf,
                       bool negated, Span span) {
  BoundRef result = make_operator(state, equality(span), left, right, last_srf, span);
  check_equality(state, result, "IS DISTINCT FROM", span);
  std::get<OperatorExpr>(result->node).form = negated ? OperatorForm::not_distinct : OperatorForm::distinct;
  return result;
}

BoundRef make_row_distinct(ParseState& state, const RowExpr& left, const RowExpr& right, bool negated, Span span) {
  if (left.fields.size() != right.fields.size()) fail(state, span, msg::RowsOfUnequalLength());
  if (left.fields.empty()) return make_bound(Constant{false, negated ? "t" : "f"}, catalog::oid::bool_, span);
  BoundList tests;
  for (std::size_t i = 0; i < left.fields.size(); ++i) {
    tests.push_back(make_distinct(state, left.fields[i], right.fields[i], state.last_srf, negated, span));
  }
  if (tests.size() == 1) return tests.front();
  return make_boolean(negated ? sql::BooleanOperator::and_ : sql::BooleanOperator::or_, std::move(tests), span);
}

/// The comparisons a BETWEEN stands for. PostgreSQL copies and transforms the raw left side for each, which takes
/// exponential time when they nest; the copy only matters where the first comparison decides the type of a parameter.
class BetweenTests {
 public:
  BetweenTests(ParseState& state, const sql::Between& between, Span span)
      : state_(state), between_(between), span_(span) {}

  [[nodiscard]] BoundRef pair(sql::BooleanOperator op, const sql::ExprRef& low, const sql::ExprRef& high) {
    const char* construct = op == sql::BooleanOperator::and_ ? "AND" : "OR";
    BoundList tests;
    tests.push_back(coerce_to_boolean(state_, test(between_.negated ? "<" : ">=", low), construct));
    tests.push_back(coerce_to_boolean(state_, test(between_.negated ? ">" : "<=", high), construct));
    return make_boolean(op, std::move(tests), span_);
  }

 private:
  BoundRef test(const char* name, const sql::ExprRef& bound) {
    const sql::QualifiedName op{{name}, span_};
    if (is_row(between_.arg) && as_scalar_subquery(bound) != nullptr) {
      return transform_operator(state_, op, between_.arg, bound, span_);
    }
    const BoundExpr* last_srf = state_.last_srf;
    if (left_ == nullptr || left_->type == catalog::oid::unknown) left_ = transform_expr_recurse(state_, *between_.arg);
    const BoundRef right = transform_expr_recurse(state_, *bound);
    return compare(state_, op, left_, right, last_srf, span_);
  }

  ParseState& state_;
  const sql::Between& between_;
  Span span_;
  BoundRef left_;
};

}  // namespace

void note_compared_parameter(ParseState& state, const BoundExpr& parameter, const BoundExpr& column) {
  const auto* var = std::get_if<ColumnVar>(&column.node);
  if (var == nullptr || var->column <= 0) return;
  const RangeEntry& entry = entry_of(state, *var);
  if (entry.relation == nullptr) return;
  ParameterSlot::Target target;
  target.relation = entry.relation;
  target.attribute = var->column;
  target.compared = true;
  note_parameter_target(state, parameter, std::move(target));
}

BoundRef transform_operator(ParseState& state, const sql::QualifiedName& op, const sql::ExprRef& left,
                            const sql::ExprRef& right, Span span) {
  if (is_row(left)) {
    if (const sql::Subquery* subquery = as_scalar_subquery(right)) {
      return transform_row_subquery(state, op, *left, *subquery, span);
    }
  }
  const BoundExpr* last_srf = state.last_srf;
  BoundRef bound_left = left != nullptr ? transform_expr_recurse(state, *left) : nullptr;
  BoundRef bound_right = transform_expr_recurse(state, *right);
  if (bound_left == nullptr) return make_operator(state, op, nullptr, std::move(bound_right), last_srf, span);
  return compare(state, op, bound_left, bound_right, last_srf, span);
}

BoundRef transform_array_comparison(ParseState& state, const sql::ArrayComparison& comparison, Span span) {
  BoundRef left = transform_expr_recurse(state, *comparison.left);
  BoundRef right = transform_expr_recurse(state, *comparison.right);
  note_compared_parameter(state, *right, *left);
  return make_array_operator(state, comparison.op, comparison.all, std::move(left), std::move(right), span);
}

BoundRef transform_distinct(ParseState& state, const sql::DistinctFrom& distinct, Span span) {
  // With a bare NULL this is a null test, so the type needs no "=".
  const bool right_is_null = is_null_literal(distinct.right);
  if (right_is_null || is_null_literal(distinct.left)) {
    BoundRef arg = transform_expr_recurse(state, right_is_null ? *distinct.left : *distinct.right);
    const Span place = leftmost(span, arg->span);
    return make_bound(NullTestExpr{!distinct.negated, std::move(arg), false}, catalog::oid::bool_, place);
  }
  const BoundExpr* last_srf = state.last_srf;
  const BoundRef left = transform_expr_recurse(state, *distinct.left);
  const BoundRef right = transform_expr_recurse(state, *distinct.right);
  if (is_row(left) && is_row(right)) {
    return make_row_distinct(state, std::get<RowExpr>(left->node), std::get<RowExpr>(right->node), distinct.negated,
                             span);
  }
  return make_distinct(state, left, right, last_srf, distinct.negated, span);
}

BoundRef transform_null_if(ParseState& state, const sql::NullIf& null_if, Span span) {
  const BoundExpr* last_srf = state.last_srf;
  BoundRef left = transform_expr_recurse(state, *null_if.left);
  BoundRef right = transform_expr_recurse(state, *null_if.right);
  BoundRef result = make_operator(state, equality(span), std::move(left), std::move(right), last_srf, span);
  check_equality(state, result, "NULLIF", span);
  auto& node = std::get<OperatorExpr>(result->node);
  node.form = OperatorForm::null_if;
  // The comparison yields boolean, NULLIF its first operand as coerced for the comparison.
  result->type = node.args.front()->type;
  result->type_modifier = node.args.front()->type_modifier;
  return result;
}

BoundRef transform_between(ParseState& state, const sql::Between& between, Span span) {
  BetweenTests tests(state, between, span);
  using sql::BooleanOperator;
  const BooleanOperator inner = between.negated ? BooleanOperator::or_ : BooleanOperator::and_;
  BoundRef straight = tests.pair(inner, between.low, between.high);
  if (!between.symmetric) return straight;
  BoundRef swapped = tests.pair(inner, between.high, between.low);
  const BooleanOperator outer = between.negated ? BooleanOperator::and_ : BooleanOperator::or_;
  return make_boolean(outer, {std::move(straight), std::move(swapped)}, span);
}

}  // namespace pgscribe::analyze
