#include "analyze/types/coercion.hpp"

#include <array>
#include <utility>

#include "analyze/scope/scope.hpp"
#include "analyze/types/row_coercion.hpp"
#include "analyze/types/set_returning.hpp"
#include "literal/literal_input.hpp"

// Building coercions: the part of parse_coerce.c that makes expressions.

namespace pgscribe::analyze {

using catalog::Catalog;
using catalog::kErrorType;
using catalog::kInvalidOid;
namespace oid = catalog::oid;

namespace {

struct BaseType {
  Oid type = kInvalidOid;
  int type_modifier = -1;
};

/// getBaseTypeAndTypmod: the modifier that a domain puts on its base type, else the one given.
BaseType base_type_of(const Catalog& catalog, Oid type, int type_modifier) {
  BaseType result{type, type_modifier};
  for (const catalog::Type* found = catalog.type(type); found != nullptr && found->kind == catalog::TypeKind::domain;
       found = catalog.type(result.type)) {
    result = {found->base, found->base_modifier};
  }
  return result;
}

BoundRef make_coercion(CoercionMethod method, BoundRef arg, const catalog::Function* function, bool is_implicit,
                       Oid type, int type_modifier, Span location) {
  const Span span = leftmost(location, arg->span);
  return make_bound(CoercionExpr{method, std::move(arg), function, is_implicit}, type, span, type_modifier);
}

bool is_pseudo_for_any(Oid target) {
  return target == oid::any || target == oid::anyelement || target == oid::anynonarray ||
         target == oid::anycompatible || target == oid::anycompatiblenonarray;
}

bool is_container_polymorphic(Oid target) {
  switch (target) {
    case oid::anyarray:
    case oid::anyenum:
    case oid::anyrange:
    case oid::anymultirange:
    case oid::anycompatiblearray:
    case oid::anycompatiblerange:
    case oid::anycompatiblemultirange: return true;
    default: return false;
  }
}

/// Types whose input functions refuse everything and are called for NULL, too: they are not strict.
bool refuses_null(Oid type) {
  constexpr Oid kIndexAccessMethodHandler = 325, kTableAccessMethodHandler = 269, kSampleMethodHandler = 3310;
  return type == oid::trigger || type == oid::event_trigger || type == oid::language_handler ||
         type == oid::fdw_handler || type == kIndexAccessMethodHandler || type == kTableAccessMethodHandler ||
         type == kSampleMethodHandler;
}

/// An untyped literal takes the target's type by being read as its input; a domain's checks come on top.
BoundRef coerce_literal(ParseState& state, const BoundExpr& literal, Oid target, int type_modifier,
                        CoercionContext context, bool is_implicit, Span location) {
  const Catalog& catalog = state.context.catalog;
  const BaseType base = base_type_of(catalog, target, type_modifier);
  // Length limits are the caller's business, by implicit or explicit rules; only interval's input needs its modifier.
  const int input_modifier = base.type == oid::interval ? base.type_modifier : -1;
  const auto& constant = std::get<Constant>(literal.node);
  if (!constant.is_null || refuses_null(base.type)) {
    if (auto error = literal::check_literal(catalog, base.type, input_modifier, constant.text)) {
      report(state, error->sqlstate, literal.span, std::move(error->message), std::move(error->hint),
             std::move(error->detail));
    }
  }
  // PostgreSQL keeps the literal's own place, wherever the cast stands.
  BoundRef result = make_bound(constant, base.type, literal.span, input_modifier);
  if (base.type != target) result = coerce_to_domain(state, result, target, context, is_implicit, location);
  return result;
}

/// build_coercion_expression
BoundRef build_coercion(ParseState& state, CoercionPath path, const catalog::Function* function, BoundRef expr,
                        Oid target, int type_modifier, bool is_implicit, Span location) {
  if (path == CoercionPath::function) {
    // Only functions that take it see the modifier; the result then shows it (exprTypmod of a length coercion).
    const bool takes_modifier = function != nullptr && function->input_types.size() >= 2;
    return make_coercion(CoercionMethod::function, std::move(expr), function, is_implicit, target,
                         takes_modifier ? type_modifier : -1, location);
  }
  if (path == CoercionPath::array) {
    const Oid element = state.context.catalog.element_type(target);
    const bool domain_elements = state.context.catalog.base_type(element) != element;
    return make_coercion(CoercionMethod::array, std::move(expr), nullptr, is_implicit, target,
                         domain_elements ? -1 : type_modifier, location);
  }
  return make_coercion(CoercionMethod::in_out, std::move(expr), nullptr, is_implicit, target, -1, location);
}

/// coerce_type by a path through pg_cast, element by element or text.
BoundRef coerce_by_path(ParseState& state, CoercionPath path, const catalog::Function* function, BoundRef expr,
                        Oid target, int type_modifier, CoercionContext context, bool is_implicit, Span location) {
  if (path == CoercionPath::relabel) {
    BoundRef result = coerce_to_domain(state, expr, target, context, is_implicit, location);
    if (result != expr) return result;
    return make_coercion(CoercionMethod::relabel, std::move(expr), nullptr, is_implicit, target, -1, location);
  }
  const BaseType base = base_type_of(state.context.catalog, target, type_modifier);
  BoundRef result =
      build_coercion(state, path, function, std::move(expr), base.type, base.type_modifier, is_implicit, location);
  if (base.type != target) result = coerce_to_domain(state, result, target, context, is_implicit, location);
  return result;
}

/// The fields of a row that is about to become a composite: of ROW(), or of a whole-row reference. False: unknown.
bool row_fields(ParseState& state, const BoundExpr& expr, BoundList& fields) {
  if (const auto* row = std::get_if<RowExpr>(&expr.node)) {
    fields = row->fields;
    return true;
  }
  const auto* var = std::get_if<ColumnVar>(&expr.node);
  if (var == nullptr || var->column != 0) return false;
  for (const NamespaceItem& item : state_at(state, var->levels_up).names) {
    if (item.entry != var->relation) continue;
    for (ExpandedColumn& column : expand_item(state, item, var->levels_up, expr.span)) fields.push_back(column.expr);
    return true;
  }
  return false;
}

/// coerce_record_to_complex
BoundRef coerce_record(ParseState& state, const BoundRef& expr, Oid target, CoercionContext context, bool is_implicit,
                       Span location) {
  const Catalog& catalog = state.context.catalog;
  const Span error_span = location.empty() ? expr->span : location;
  const std::string message =
      "cannot cast type " + catalog.format_type(oid::record) + " to " + catalog.format_type(target);
  BoundList fields;
  if (!row_fields(state, *expr, fields)) return poison(state, "42846", error_span, message);

  const Oid base = catalog.base_type(target);
  const std::vector<catalog::CompositeAttribute> attributes = catalog.attributes(base);
  RowExpr row;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const catalog::CompositeAttribute& attribute = attributes[i];
    if (i >= fields.size()) return poison(state, "42846", error_span, message, {}, "Input has too few columns.");
    BoundRef field =
        coerce_to_target_type(state, fields[i], attribute.type, attribute.type_modifier, context, true, {});
    if (field == nullptr) {
      return poison(state, "42846", location.empty() ? fields[i]->span : location, message, {},
                    "Cannot cast type " + catalog.format_type(fields[i]->type) + " to " +
                        catalog.format_type(attribute.type) + " in column " + std::to_string(i + 1) + ".");
    }
    row.fields.push_back(std::move(field));
    row.names.push_back(attribute.name);
  }
  if (fields.size() > attributes.size()) {
    return poison(state, "42846", error_span, message, {}, "Input has too many columns.");
  }
  BoundRef result = make_bound(std::move(row), base, location.empty() ? expr->span : location);
  if (base != target) return coerce_to_domain(state, result, target, context, is_implicit, location);
  return result;
}

BoundRef coerce_known_type(ParseState& state, BoundRef expr, Oid target, int type_modifier, CoercionContext context,
                           bool is_implicit, Span location) {
  const Catalog& catalog = state.context.catalog;
  const Oid source = expr->type;
  const catalog::Function* function = nullptr;
  const CoercionPath path = find_coercion_path(catalog, target, source, context, &function);
  if (path != CoercionPath::none) {
    return coerce_by_path(state, path, function, std::move(expr), target, type_modifier, context, is_implicit,
                          location);
  }
  if (source == oid::record && is_complex(catalog, target)) {
    return coerce_record(state, expr, target, context, is_implicit, location);
  }
  // A composite is a record already.
  if (target == oid::record || target == oid::record_array) return expr;
  if (is_row_of(catalog, source, target)) {
    return make_coercion(CoercionMethod::row, std::move(expr), nullptr, is_implicit, target, -1, location);
  }
  return poison(
      state, "XX000", expr->span,
      "failed to find conversion function from " + catalog.format_type(source) + " to " + catalog.format_type(target));
}

}  // namespace

BoundRef coerce_type(ParseState& state, BoundRef expr, Oid target, int type_modifier, CoercionContext context,
                     bool is_implicit, Span location) {
  const Oid source = expr->type;
  if (source == target || source == kErrorType || target == kErrorType || is_pseudo_for_any(target)) return expr;
  if (is_container_polymorphic(target) && source != oid::unknown) {
    const Oid base = state.context.catalog.base_type(source);
    if (base == source) return expr;
    return make_coercion(CoercionMethod::relabel, std::move(expr), nullptr, is_implicit, base, -1, location);
  }
  if (source == oid::unknown && std::holds_alternative<Constant>(expr->node)) {
    return coerce_literal(state, *expr, target, type_modifier, context, is_implicit, location);
  }
  if (source == oid::unknown && std::holds_alternative<ParameterVar>(expr->node)) {
    return coerce_parameter(state, std::move(expr), target, location);
  }
  if (const auto* collate = std::get_if<CollateExpr>(&expr->node)) {
    // COLLATE stays outside, or goes where the target knows no collation.
    BoundRef arg = coerce_type(state, collate->arg, target, type_modifier, context, is_implicit, location);
    const catalog::Type* type = state.context.catalog.type(target);
    if (type == nullptr || !type->is_collatable) return arg;
    return make_bound(CollateExpr{arg, collate->collation, collate->location}, arg->type, expr->span,
                      arg->type_modifier);
  }
  return coerce_known_type(state, std::move(expr), target, type_modifier, context, is_implicit, location);
}

BoundRef coerce_to_domain(ParseState& state, BoundRef expr, Oid target, CoercionContext context, bool is_implicit,
                          Span location) {
  const BaseType base = base_type_of(state.context.catalog, target, -1);
  if (base.type == target) return expr;
  expr = coerce_type_modifier(state, std::move(expr), base.type, base.type_modifier, context, true, location);
  return make_coercion(CoercionMethod::domain, std::move(expr), nullptr, is_implicit, target, -1, location);
}

BoundRef coerce_type_modifier(ParseState& state, BoundRef expr, Oid target, int type_modifier,
                              CoercionContext /*context*/, bool is_implicit, Span location) {
  if (type_modifier == expr->type_modifier || expr->type == kErrorType) return expr;
  const catalog::Function* function = nullptr;
  const CoercionPath path =
      type_modifier < 0 ? CoercionPath::none : find_typmod_coercion(state.context.catalog, target, &function);
  if (path == CoercionPath::none) {
    return make_coercion(CoercionMethod::relabel, std::move(expr), nullptr, is_implicit, target, type_modifier,
                         location);
  }
  return build_coercion(state, path, function, std::move(expr), target, type_modifier, is_implicit, location);
}

BoundRef coerce_to_target_type(ParseState& state, BoundRef expr, Oid target, int type_modifier, CoercionContext context,
                               bool is_implicit, Span location) {
  const std::array<Oid, 1> from{expr->type};
  const std::array<Oid, 1> to{target};
  if (!can_coerce(state.context.catalog, from, to, context)) return nullptr;

  // COLLATE goes around the coercion, not under it.
  const BoundExpr* collate = nullptr;
  BoundRef inner = expr;
  while (const auto* node = std::get_if<CollateExpr>(&inner->node)) {
    if (collate == nullptr) collate = inner.get();
    inner = BoundRef(node->arg);
  }
  BoundRef result = coerce_type(state, inner, target, type_modifier, context, is_implicit, location);
  result = coerce_type_modifier(state, std::move(result), target, type_modifier, context, is_implicit, location);
  const catalog::Type* type = state.context.catalog.type(target);
  if (collate == nullptr || type == nullptr || !type->is_collatable) return result;
  const auto& written = std::get<CollateExpr>(collate->node);
  return make_bound(CollateExpr{result, written.collation, written.location}, result->type, collate->span,
                    result->type_modifier);
}

namespace {

BoundRef coerce_for_construct(ParseState& state, BoundRef expr, Oid target, std::string_view construct) {
  const Catalog& catalog = state.context.catalog;
  if (expr->type == kErrorType) return expr;
  if (expr->type != target) {
    BoundRef coerced = coerce_to_target_type(state, expr, target, -1, CoercionContext::assignment, true, {});
    if (coerced == nullptr) {
      return poison(state, "42804", expr->span,
                    "argument of " + std::string(construct) + " must be type " + catalog.format_type(target) +
                        ", not type " + catalog.format_type(expr->type));
    }
    expr = std::move(coerced);
  }
  if (returns_set(*expr)) {
    return poison(state, "42804", expr->span, "argument of " + std::string(construct) + " must not return a set");
  }
  return expr;
}

}  // namespace

BoundRef coerce_to_boolean(ParseState& state, BoundRef expr, std::string_view construct) {
  return coerce_for_construct(state, std::move(expr), oid::bool_, construct);
}

BoundRef coerce_to_specific_type(ParseState& state, BoundRef expr, Oid target, std::string_view construct) {
  return coerce_for_construct(state, std::move(expr), target, construct);
}

void coerce_arguments(ParseState& state, BoundList& args, std::span<const Oid> actual, std::span<const Oid> declared) {
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (actual[i] == declared[i]) continue;
    args[i] = coerce_type(state, std::move(args[i]), declared[i], -1, CoercionContext::implicit, true, {});
  }
}

}  // namespace pgscribe::analyze
