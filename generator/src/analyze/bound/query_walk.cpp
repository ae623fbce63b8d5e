#include "analyze/bound/query_walk.hpp"

#include "analyze/bound/bound_walk.hpp"
#include "analyze/bound/deep_walk.hpp"

namespace pgscribe::analyze {

namespace {

const catalog::Function* called_function(const BoundExpr& expr) {
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node)) return call->function;
  if (const auto* aggregate = std::get_if<AggregateExpr>(&expr.node)) return aggregate->function;
  if (const auto* window = std::get_if<WindowExpr>(&expr.node)) return window->function;
  return nullptr;
}

}  // namespace

bool is_volatile_call(const BoundExpr& expr) {
  const catalog::Function* function = called_function(expr);
  return function != nullptr && function->volatility == 'v';
}

void for_each_query(const BoundQuery& query, const std::function<void(const BoundQuery&)>& visit) {
  visit(query);
  for_each_subquery(query, [&](const BoundQuery& below) { for_each_query(below, visit); });
  for_each_expr(query, [&](const BoundRef& expr) {
    walk_expr(*expr, 0, [&](const BoundExpr& node, int) {
      const auto* subquery = std::get_if<SubqueryExpr>(&node.node);
      if (subquery == nullptr || !subquery->query) return Walk::descend;
      for_each_query(*subquery->query, visit);
      return Walk::skip;
    });
  });
}

}  // namespace pgscribe::analyze
