#include "analyze/facts/mutability.hpp"

#include <algorithm>
#include <string>

#include "catalog/builtins.hpp"

namespace pgscribe::analyze {
namespace {

bool is_mutable(const catalog::Function* function) {
  return function != nullptr && !function->is_inlined && function->volatility != 'i';
}

/// `ending`: "in" or "out". Of types whose functions are not known nothing is claimed.
bool has_mutable_text(const catalog::Catalog& catalog, Oid oid, const std::string& ending) {
  const catalog::Type* type = catalog.type(catalog.base_type(oid));
  if (type == nullptr) return false;
  if (type->is_true_array) return true;  // array_in and array_out are STABLE, as is what follows
  switch (type->kind) {
    case catalog::TypeKind::composite:
    case catalog::TypeKind::enum_:
    case catalog::TypeKind::range:
    case catalog::TypeKind::multirange: return true;
    default: break;
  }
  if (!catalog::is_builtin(type->oid)) return false;
  for (const std::string& name : {type->name + "_" + ending, type->name + ending}) {
    for (const catalog::Function* function : catalog.find_functions("pg_catalog", name)) return is_mutable(function);
  }
  return false;
}

bool goes_through_mutable_text(const catalog::Catalog& catalog, Oid source, Oid target) {
  return has_mutable_text(catalog, source, "out") || has_mutable_text(catalog, target, "in");
}

/// quote_literal, quote_nullable and `||` of text and anything else: SQL that casts to text and does no more.
bool is_cast_to_text(const catalog::Function& function) {
  const auto is_any = [](Oid type) { return type == catalog::oid::anyelement || type == catalog::oid::anynonarray; };
  return catalog::is_builtin(function.oid) && function.result == catalog::oid::text && function.volatility == 's' &&
         std::any_of(function.input_types.begin(), function.input_types.end(), is_any);
}

bool is_mutable(const catalog::Catalog& catalog, const catalog::Function* function, const BoundList& args) {
  if (function == nullptr || !is_cast_to_text(*function)) return is_mutable(function);
  return std::any_of(args.begin(), args.end(),
                     [&](const BoundRef& arg) { return has_mutable_text(catalog, arg->type, "out"); });
}

bool is_mutable(const catalog::Catalog& catalog, const CoercionExpr& coercion, Oid target) {
  if (coercion.function != nullptr) return is_mutable(coercion.function);
  const Oid source = coercion.arg->type;
  if (coercion.method == CoercionMethod::in_out) return goes_through_mutable_text(catalog, source, target);
  if (coercion.method != CoercionMethod::array) return false;
  const Oid from = catalog.base_element_type(source);
  const Oid to = catalog.base_element_type(target);
  if (catalog.is_binary_coercible(from, to)) return false;
  const catalog::Cast* cast = catalog.find_cast(from, to);
  if (cast != nullptr && cast->method == catalog::CastMethod::function)
    return is_mutable(catalog.function(cast->function));
  return goes_through_mutable_text(catalog, from, to);
}

}  // namespace

bool is_mutable(const catalog::Catalog& catalog, const BoundExpr& expr) {
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node))
    return is_mutable(catalog, call->function, call->args);
  if (const auto* call = std::get_if<OperatorExpr>(&expr.node)) {
    return call->op != nullptr && is_mutable(catalog, catalog.function(call->op->function_oid), call->args);
  }
  if (const auto* call = std::get_if<ArrayOperatorExpr>(&expr.node))
    return call->op != nullptr && is_mutable(catalog.function(call->op->function_oid));
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) return is_mutable(catalog, *coercion, expr.type);
  return std::holds_alternative<SqlValueExpr>(expr.node);
}

}  // namespace pgscribe::analyze
