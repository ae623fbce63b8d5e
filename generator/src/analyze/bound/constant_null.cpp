#include "analyze/bound/constant_null.hpp"

namespace pgscribe::analyze {

bool is_constant_null(const BoundExpr& expr) {
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) return is_constant_null(*coercion->arg);
  if (const auto* collate = std::get_if<CollateExpr>(&expr.node)) return is_constant_null(*collate->arg);
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node)) {
    const bool is_cast = call->form == CallForm::implicit_cast || call->form == CallForm::explicit_cast;
    return is_cast && call->function->is_strict && !call->args.empty() && is_constant_null(*call->args.front());
  }
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant != nullptr && constant->is_null;
}

}  // namespace pgscribe::analyze
