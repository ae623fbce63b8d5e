#include "analyze/bound/bound_expr.hpp"

#include <utility>

namespace pgscribe::analyze {

BoundNode::BoundNode() noexcept = default;
BoundNode::BoundNode(const BoundNode& other) = default;
BoundNode::BoundNode(BoundNode&& other) noexcept = default;
BoundNode& BoundNode::operator=(const BoundNode& other) = default;
BoundNode& BoundNode::operator=(BoundNode&& other) noexcept = default;
BoundNode::~BoundNode() = default;

Span leftmost(Span location, Span inner) {
  if (location.empty()) return inner;
  if (inner.empty()) return location;
  return inner.begin < location.begin ? inner : location;
}

BoundRef make_bound(BoundNode node, Oid type, Span span, int type_modifier) {
  auto expr = std::make_shared<BoundExpr>();
  expr->node = std::move(node);
  expr->type = type;
  expr->type_modifier = type_modifier;
  expr->span = span;
  return expr;
}

const BoundExpr& without_casts(const BoundExpr& expr) {
  const auto* coercion = std::get_if<CoercionExpr>(&expr.node);
  return coercion != nullptr ? without_casts(*coercion->arg) : expr;
}

}  // namespace pgscribe::analyze
