#include <utility>

#include "analyze/calls/operator_resolution.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"

// CASE, COALESCE, GREATEST and LEAST: one type out of several (transformCaseExpr, transformCoalesceExpr,
// transformMinMaxExpr).

namespace pgscribe::analyze {

namespace {

/// The common type of `exprs` with each coerced to it.
Oid unify(ParseState& state, BoundList& exprs, std::string_view construct) {
  const Oid common = select_common_type(state, exprs, construct);
  for (BoundRef& expr : exprs) expr = coerce_to_common_type(state, expr, common, construct);
  return common;
}

/// The value that `CASE value WHEN ...` compares with; null when there is none.
BoundRef transform_case_argument(ParseState& state, const sql::Case& expr) {
  if (expr.arg == nullptr) return nullptr;
  BoundRef arg = transform_expr_recurse(state, *expr.arg);
  // The placeholder in the WHENs could not be coerced any more.
  if (arg->type == catalog::oid::unknown) arg = coerce_to_common_type(state, arg, catalog::oid::text, "CASE");
  return arg;
}

BoundRef transform_when(ParseState& state, const sql::CaseWhen& when, const BoundRef& arg) {
  if (arg == nullptr) return coerce_to_boolean(state, transform_expr_recurse(state, *when.when), "CASE/WHEN");
  const BoundExpr* last_srf = state.last_srf;
  BoundRef placeholder = make_bound(CaseTest{}, arg->type, {}, arg->type_modifier);
  BoundRef value = transform_expr_recurse(state, *when.when);
  BoundRef test = make_operator(state, sql::QualifiedName{{"="}, when.span}, std::move(placeholder), std::move(value),
                                last_srf, when.span);
  return coerce_to_boolean(state, std::move(test), "CASE/WHEN");
}

}  // namespace

int agreed_type_modifier(const BoundList& exprs, Oid type) {
  if (exprs.empty()) return -1;
  const int modifier = exprs.front()->type_modifier;
  for (const BoundRef& expr : exprs) {
    if (expr->type != type || expr->type_modifier != modifier) return -1;
  }
  return modifier;
}

void forbid_set_returning(ParseState& state, const BoundExpr* before, std::string_view construct) {
  if (state.last_srf == before || state.last_srf == nullptr) return;
  fail(state, state.last_srf->span, msg::SetReturningNotAllowedInConstruct(construct));
}

BoundRef transform_case(ParseState& state, const sql::Case& expr, Span span) {
  const BoundExpr* last_srf = state.last_srf;
  CaseExpr result;
  result.arg = transform_case_argument(state, expr);
  // The ELSE goes first: it has the greatest weight in the choice of the type. It is still transformed last.
  BoundList values(1);
  for (const sql::CaseWhen& when : expr.whens) {
    BoundRef condition = transform_when(state, when, result.arg);
    values.push_back(transform_expr_recurse(state, *when.then));
    result.whens.emplace_back(std::move(condition), nullptr);
  }
  result.has_else = expr.otherwise != nullptr;
  values.front() = result.has_else ? transform_expr_recurse(state, *expr.otherwise)
                                   : make_bound(Constant{true, {}}, catalog::oid::unknown, {});
  const Oid type = select_common_type(state, values, "CASE");
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = coerce_to_common_type(state, values[i], type, i == 0 ? "CASE/ELSE" : "CASE/WHEN");
    (i == 0 ? result.otherwise : result.whens[i - 1].second) = values[i];
  }
  forbid_set_returning(state, last_srf, "CASE");
  return make_bound(std::move(result), type, span, agreed_type_modifier(values, type));
}

BoundRef transform_coalesce(ParseState& state, const sql::Coalesce& coalesce, Span span) {
  const BoundExpr* last_srf = state.last_srf;
  BoundList args;
  for (const sql::ExprRef& arg : coalesce.args) args.push_back(transform_expr_recurse(state, *arg));
  const Oid type = unify(state, args, "COALESCE");
  forbid_set_returning(state, last_srf, "COALESCE");
  const int modifier = agreed_type_modifier(args, type);
  return make_bound(CoalesceExpr{std::move(args)}, type, span, modifier);
}

BoundRef transform_min_max(ParseState& state, const sql::MinMax& min_max, Span span) {
  BoundList args;
  for (const sql::ExprRef& arg : min_max.args) args.push_back(transform_expr_recurse(state, *arg));
  const Oid type = unify(state, args, min_max.greatest ? "GREATEST" : "LEAST");
  const int modifier = agreed_type_modifier(args, type);
  return make_bound(MinMaxExpr{min_max.greatest, std::move(args)}, type, span, modifier);
}

}  // namespace pgscribe::analyze
