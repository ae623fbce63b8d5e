#include "analyze/bound/bound_expr.hpp"

#include <utility>

namespace pgscribe::analyze {

BoundRef make_bound(BoundNode node, Oid type, Span span, int type_modifier) {
  auto expr = std::make_shared<BoundExpr>();
  expr->node = std::move(node);
  expr->type = type;
  expr->type_modifier = type_modifier;
  expr->span = span;
  return expr;
}

BoundRef make_poison(Span span) { return make_bound(PoisonExpr{}, catalog::kErrorType, span); }

bool is_poison(const BoundRef& expr) { return expr != nullptr && expr->type == catalog::kErrorType; }

}  // namespace pgscribe::analyze
