#include "analyze/bound/deep_walk.hpp"

#include "analyze/bound/bound_walk.hpp"

namespace pgscribe::analyze {

bool walk_expr(const BoundExpr& expr, int depth, const Visitor& visitor) {
  switch (visitor(expr, depth)) {
    case Walk::stop: return true;
    case Walk::skip: return false;
    case Walk::descend: break;
  }
  bool stopped = false;
  for_each_child(expr, [&](const BoundRef& child) { stopped = stopped || walk_expr(*child, depth, visitor); });
  if (stopped) return true;
  const auto* subquery = std::get_if<SubqueryExpr>(&expr.node);
  return subquery != nullptr && subquery->query != nullptr && walk_query(*subquery->query, depth + 1, visitor);
}

bool walk_query(const BoundQuery& query, int depth, const Visitor& visitor) {
  bool stopped = false;
  for_each_expr(query, [&](const BoundRef& expr) { stopped = stopped || walk_expr(*expr, depth, visitor); });
  for_each_subquery(query,
                    [&](const BoundQuery& below) { stopped = stopped || walk_query(below, depth + 1, visitor); });
  return stopped;
}

bool has_columns_of_level(const BoundExpr& expr, int level) {
  return walk_expr(expr, 0, [&](const BoundExpr& node, int depth) {
    const auto* var = std::get_if<ColumnVar>(&node.node);
    return var != nullptr && var->levels_up == level + depth ? Walk::stop : Walk::descend;
  });
}

}  // namespace pgscribe::analyze
