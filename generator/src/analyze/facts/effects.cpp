#include "analyze/facts/effects.hpp"

#include "analyze/bound/bound_walk.hpp"
#include "analyze/bound/deep_walk.hpp"
#include "catalog/builtins.hpp"

namespace pgscribe::analyze {

namespace {

bool may_change_data(const catalog::Function* function) {
  if (function == nullptr || function->volatility != 'v') return false;
  return !catalog::is_builtin(function->oid) || function->facts.writes;
}

Walk find_effect(const BoundExpr& expr, int /*depth*/) {
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node)) {
    if (may_change_data(call->function)) return Walk::stop;
  } else if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) {
    if (may_change_data(coercion->function)) return Walk::stop;
  }
  return Walk::descend;
}

bool changes_data_itself(const BoundQuery& query) {
  if (query.kind != QueryKind::utility) return query.kind != QueryKind::select;
  return query.utility_tag != "EXPLAIN" && query.utility_tag != "VariableShowStmt";
}

}  // namespace

bool writes(const BoundQuery& query) {
  if ((query.kind != QueryKind::select && query.utility_tag != "EXPLAIN") || query.has_row_locks) return true;
  bool found = false;
  for_each_subquery(query, [&](const BoundQuery& below) { found = found || writes(below); });
  return found;
}

bool may_change_data(const BoundQuery& query) {
  bool found = changes_data_itself(query);
  for_each_subquery(query, [&](const BoundQuery& below) { found = found || may_change_data(below); });
  for_each_expr(query, [&](const BoundRef& expr) { found = found || walk_expr(*expr, 0, find_effect); });
  return found;
}

}  // namespace pgscribe::analyze
