#include <utility>

#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/parameters.hpp"
#include "analyze/types/coercion.hpp"

// AND, OR, NOT, IS TRUE, IS NULL (transformBoolExpr, transformBooleanTest and null tests).

namespace pgscribe::analyze {

namespace {

const char* operator_name(sql::BooleanOperator op) {
  switch (op) {
    case sql::BooleanOperator::and_: return "AND";
    case sql::BooleanOperator::or_: return "OR";
    case sql::BooleanOperator::not_: return "NOT";
  }
  return "AND";
}

const char* test_name(sql::TruthValue test) {
  switch (test) {
    case sql::TruthValue::is_true: return "IS TRUE";
    case sql::TruthValue::is_not_true: return "IS NOT TRUE";
    case sql::TruthValue::is_false: return "IS FALSE";
    case sql::TruthValue::is_not_false: return "IS NOT FALSE";
    case sql::TruthValue::is_unknown: return "IS UNKNOWN";
    case sql::TruthValue::is_not_unknown: return "IS NOT UNKNOWN";
  }
  return "IS TRUE";
}

}  // namespace

BoundRef make_boolean(sql::BooleanOperator op, BoundList args, Span span) {
  Span place = span;
  for (const BoundRef& arg : args) place = leftmost(place, arg->span);
  return make_bound(BooleanExpr{op, std::move(args)}, catalog::oid::bool_, place);
}

BoundRef transform_boolean(ParseState& state, const sql::BooleanCall& call, Span span) {
  BoundList args;
  args.reserve(call.args.size());
  for (const sql::ExprRef& arg : call.args) {
    args.push_back(coerce_to_boolean(state, transform_expr_recurse(state, *arg), operator_name(call.op)));
  }
  return make_boolean(call.op, std::move(args), span);
}

BoundRef transform_null_test(ParseState& state, const sql::NullTest& test, Span span) {
  BoundRef arg = transform_expr_recurse(state, *test.arg);
  ParameterSlot::Target target;
  target.null_tested = true;
  note_parameter_target(state, *arg, std::move(target));
  const bool arg_is_row = arg->type == catalog::oid::record || state.context.catalog.is_complex(arg->type);
  const Span place = leftmost(span, arg->span);
  return make_bound(NullTestExpr{test.negated, std::move(arg), arg_is_row}, catalog::oid::bool_, place);
}

BoundRef transform_boolean_test(ParseState& state, const sql::BooleanTest& test, Span span) {
  BoundRef arg = coerce_to_boolean(state, transform_expr_recurse(state, *test.arg), test_name(test.test));
  const Span place = leftmost(span, arg->span);
  return make_bound(BooleanTestExpr{test.test, std::move(arg)}, catalog::oid::bool_, place);
}

}  // namespace pgscribe::analyze
