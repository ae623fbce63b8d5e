#include "analyze/bound/query_walk.hpp"

#include "analyze/bound/bound_walk.hpp"
#include "analyze/bound/deep_walk.hpp"

namespace pgscribe::analyze {

namespace {

class ExprWalk {
 public:
  explicit ExprWalk(const std::function<void(const BoundExpr&, const Levels&)>& visit) : visit_(visit) {}

  void enter(const BoundQuery& query) {
    levels_.push_back(&query);
    for_each_subquery(query, [&](const BoundQuery& below) { enter(below); });
    for_each_expr(query, [&](const BoundRef& expr) { enter(*expr); });
    levels_.pop_back();
  }

 private:
  void enter(const BoundExpr& expr) {
    visit_(expr, levels_);
    if (const auto* subquery = std::get_if<SubqueryExpr>(&expr.node); subquery != nullptr && subquery->query)
      enter(*subquery->query);
    for_each_child(expr, [&](const BoundRef& child) { enter(*child); });
  }

  const std::function<void(const BoundExpr&, const Levels&)>& visit_;
  Levels levels_;
};

}  // namespace

void for_each_expr_below(const BoundQuery& query, const std::function<void(const BoundExpr&, const Levels&)>& visit) {
  ExprWalk(visit).enter(query);
}

const RangeEntry* range_entry_of(const ColumnVar& column, const Levels& levels) {
  const auto up = static_cast<std::size_t>(column.levels_up);
  if (up >= levels.size()) return nullptr;
  return &levels[levels.size() - 1 - up]->range_table[static_cast<std::size_t>(column.relation)];
}

const catalog::Function* called_function(const BoundExpr& expr) {
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node)) return call->function;
  if (const auto* aggregate = std::get_if<AggregateExpr>(&expr.node)) return aggregate->function;
  if (const auto* window = std::get_if<WindowExpr>(&expr.node)) return window->function;
  return nullptr;
}

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
