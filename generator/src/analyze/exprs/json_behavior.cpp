#include "analyze/exprs/json_behavior.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/analysis_error.hpp"
#include "analyze/types/coercion.hpp"

namespace pgscribe::analyze {

namespace oid = catalog::oid;
using Kind = sql::JsonQueryKind;
using Behavior = sql::JsonBehaviorKind;

namespace {

constexpr std::string_view kOnEmpty = "ON EMPTY";
constexpr std::string_view kOnError = "ON ERROR";

bool is_known(Kind kind, Behavior behavior) {
  const auto is_one_of = [&](std::initializer_list<Behavior> known) {
    return std::find(known.begin(), known.end(), behavior) != known.end();
  };
  switch (kind) {
    case Kind::exists: return is_one_of({Behavior::error, Behavior::true_, Behavior::false_, Behavior::unknown});
    case Kind::value: return is_one_of({Behavior::error, Behavior::null, Behavior::default_});
    case Kind::query: break;
  }
  return is_one_of({Behavior::error, Behavior::null, Behavior::empty, Behavior::empty_array, Behavior::empty_object,
                    Behavior::default_});
}

support::Message unknown_behavior(const JsonQuerySource& source, std::string_view clause) {
  if (source.column != nullptr) {
    const std::string& column = *source.column;
    switch (source.kind) {
      case Kind::exists: return msg::BehaviorOfExistsColumn(clause, column);
      case Kind::value: return msg::BehaviorOfScalarColumn(clause, column);
      case Kind::query: return msg::BehaviorOfFormattedColumn(clause, column);
    }
  }
  switch (source.kind) {
    case Kind::exists: return msg::BehaviorOfJsonExists(clause);
    case Kind::value: return msg::BehaviorOfJsonValue(clause);
    case Kind::query: break;
  }
  return msg::BehaviorOfJsonQuery(clause);
}

void check_behavior(ParseState& state, const JsonQuerySource& source, const std::optional<sql::JsonBehavior>& behavior,
                    std::string_view clause) {
  if (behavior && !is_known(source.kind, behavior->kind)) fail(state, behavior->span, unknown_behavior(source, clause));
}

/// ValidJsonBehaviorDefaultExpr
bool is_allowed_default(const BoundExpr& expr) {
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) {
    return coercion->method == CoercionMethod::function || is_allowed_default(*coercion->arg);
  }
  if (const auto* collate = std::get_if<CollateExpr>(&expr.node)) return is_allowed_default(*collate->arg);
  const auto* op = std::get_if<OperatorExpr>(&expr.node);
  return std::holds_alternative<Constant>(expr.node) || std::holds_alternative<FunctionCallExpr>(expr.node) ||
         (op != nullptr && op->form == OperatorForm::plain);
}

bool returns_set(const BoundExpr& expr) {
  bool found = false;
  walk(expr, [&](const BoundExpr& part, int) {
    const auto* call = std::get_if<FunctionCallExpr>(&part.node);
    found = found || (call != nullptr && call->function != nullptr && call->function->returns_set);
    return !found;
  });
  return found;
}

/// The expression of DEFAULT as it stands.
BoundRef bind_default(ParseState& state, const sql::JsonBehavior& behavior) {
  BoundRef expr = transform_expr_recurse(state, *behavior.value);
  if (!is_allowed_default(*expr)) fail(state, expr->span, msg::JsonDefaultNotConstant());
  if (find_local_column(*expr) != nullptr) fail(state, expr->span, msg::JsonDefaultHoldsColumn());
  if (returns_set(*expr)) fail(state, expr->span, msg::JsonDefaultReturnsSet());
  return expr;
}

/// GetJsonBehaviorConst; null where the behavior gives no value.
BoundRef constant_of(Behavior behavior, Span span) {
  switch (behavior) {
    case Behavior::empty:
    case Behavior::empty_array: return make_bound(Constant{false, "[]"}, oid::jsonb, span);
    case Behavior::empty_object: return make_bound(Constant{false, "{}"}, oid::jsonb, span);
    case Behavior::true_: return make_bound(Constant{false, "t"}, oid::bool_, span);
    case Behavior::false_: return make_bound(Constant{false, "f"}, oid::bool_, span);
    case Behavior::null:
    case Behavior::unknown: return make_bound(Constant{true, {}}, oid::int4, span);
    case Behavior::error:
    case Behavior::default_: break;
  }
  return nullptr;
}

/// What json_populate_type makes of the value when it is needed.
bool is_coerced_when_run(ParseState& state, const BoundExpr& expr, Oid target) {
  const auto* constant = std::get_if<Constant>(&expr.node);
  const bool is_null = constant != nullptr && constant->is_null;
  return is_null || expr.type == oid::jsonb ||
         (expr.type == oid::bool_ && state.context.catalog.base_type(target) != oid::int4);
}

BoundRef coerce_behavior(ParseState& state, BoundRef expr, bool is_default, const JsonReturning& returning) {
  if (expr->type == returning.type || is_coerced_when_run(state, *expr, returning.type)) return expr;
  const catalog::Catalog& catalog = state.context.catalog;
  const char category = type_category(catalog, returning.type);
  const Span span = expr->span;
  const Oid from = expr->type;
  const auto context = category == 'S' || category == 'V' ? CoercionContext::assignment : CoercionContext::explicit_;
  BoundRef coerced =
      coerce_to_target_type(state, std::move(expr), {returning.type, returning.type_modifier, context, false, span});
  if (coerced != nullptr) return coerced;
  const std::string target = catalog.format_type(returning.type);
  fail(state, span,
       is_default ? msg::CannotCastJsonDefault(catalog.format_type(from), target)
                  : msg::CannotCastJsonBehavior(catalog.format_type(from), target));
}

/// transformJsonBehavior
BoundJsonBehavior bind_behavior(ParseState& state, const std::optional<sql::JsonBehavior>& written, Behavior otherwise,
                                const JsonReturning& returning) {
  const Behavior kind = written ? written->kind : otherwise;
  const bool is_default = kind == Behavior::default_;
  BoundRef value = is_default ? bind_default(state, *written) : constant_of(kind, written ? written->span : Span{});
  if (value != nullptr) value = coerce_behavior(state, std::move(value), is_default, returning);
  return {kind, std::move(value)};
}

}  // namespace

void check_json_behaviors(ParseState& state, const JsonQuerySource& source) {
  if (source.kind != Kind::exists) check_behavior(state, source, *source.on_empty, kOnEmpty);
  check_behavior(state, source, *source.on_error, kOnError);
}

void bind_json_behaviors(ParseState& state, const JsonQuerySource& source, const JsonReturning& returning,
                         JsonQueryExpr& node) {
  const bool is_exists = source.kind == Kind::exists;
  if (!is_exists) node.on_empty = bind_behavior(state, *source.on_empty, Behavior::null, returning);
  node.on_error = bind_behavior(state, *source.on_error, is_exists ? Behavior::false_ : Behavior::null, returning);
}

}  // namespace pgscribe::analyze
