#include "vet/conjuncts.hpp"

namespace pgscribe::vet {

namespace {

void add(const analyze::BoundRef& condition, std::vector<analyze::BoundRef>& result) {
  if (!condition) return;
  const auto* boolean = std::get_if<analyze::BooleanExpr>(&condition->node);
  if (boolean == nullptr || boolean->op != sql::BooleanOperator::and_) {
    result.push_back(condition);
    return;
  }
  for (const analyze::BoundRef& arg : boolean->args) add(arg, result);
}

void add_joins(const analyze::FromNode& node, std::vector<analyze::BoundRef>& result) {
  const auto* join = std::get_if<analyze::JoinNode>(&node.node);
  if (join == nullptr) return;
  add_joins(*join->left, result);
  add_joins(*join->right, result);
  add(join->condition, result);
}

}  // namespace

std::vector<analyze::BoundRef> conjuncts(const analyze::BoundQuery& level) {
  std::vector<analyze::BoundRef> result;
  add(level.where, result);
  for (const auto& item : level.from) add_joins(*item, result);
  return result;
}

}  // namespace pgscribe::vet
