#include <utility>

#include "analyze/calls/function_resolution.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"

// Calls of functions and aggregates (transformFuncCall).

namespace pgscribe::analyze {

BoundRef transform_call(ParseState& state, const sql::FunctionCall& call, Span span) {
  const BoundExpr* last_srf = state.last_srf;
  BoundList args;
  std::vector<sql::Name> names;
  for (const sql::ExprRef& arg : call.args) {
    const auto* named = std::get_if<sql::NamedArgument>(&arg->node);
    names.push_back(named != nullptr ? named->name : sql::Name{});
    args.push_back(transform_expr_recurse(state, *arg));
  }
  // WITHIN GROUP's ORDER BY expressions are further arguments as far as resolution goes.
  if (call.within_group) {
    for (const sql::SortItem& item : call.order_by) {
      args.push_back(transform_expr(state, *item.expr, ExprKind::order_by));
    }
  }
  return resolve_function_call(
      state, {call.name, std::move(args), std::move(names), &call, CallNotation::function, last_srf, span});
}

BoundRef transform_merge_action(ParseState& state, Span span) {
  for (const ParseState* level = &state; level != nullptr; level = level->parent) {
    if (level->expr_kind == ExprKind::merge_returning) return make_bound(MergeActionExpr{}, catalog::oid::text, span);
  }
  fail(state, span, msg::MergeActionOutsideOfReturning());
}

}  // namespace pgscribe::analyze
