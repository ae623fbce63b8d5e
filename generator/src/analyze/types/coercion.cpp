#include "analyze/types/coercion.hpp"

#include <array>
#include <utility>

#include "analyze/scope/scope.hpp"
#include "analyze/types/messages.hpp"
#include "analyze/types/row_coercion.hpp"
#include "analyze/types/set_returning.hpp"
#include "catalog/base_type.hpp"
#include "literal/literal_input.hpp"

// Building coercions: the part of parse_coerce.c that makes expressions.

namespace pgscribe::analyze {

using catalog::Catalog;
using catalog::kInvalidOid;
namespace oid = catalog::oid;

namespace {

BoundRef make_coercion(CoercionMethod method, BoundRef arg, const Coercion& coercion,
                       const catalog::Function* function = nullptr) {
  const Span span = leftmost(coercion.location, arg->span);
  return make_bound(CoercionExpr{method, std::move(arg), function, coercion.is_implicit}, coercion.target, span,
                    coercion.type_modifier);
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
BoundRef coerce_literal(ParseState& state, const BoundExpr& literal, const Coercion& coercion) {
  const Catalog& catalog = state.context.catalog;
  const catalog::ResolvedType base = catalog::base_type_of(catalog, {coercion.target, coercion.type_modifier});
  // Length limits are the caller's business, by implicit or explicit rules; only interval's input needs its modifier.
  const int input_modifier = base.type == oid::interval ? base.type_modifier : -1;
  const auto& constant = std::get<Constant>(literal.node);
  if (!constant.is_null || refuses_null(base.type)) {
    if (auto error = literal::check_literal(catalog, base.type, input_modifier, constant.text)) {
      fail(state, literal.span, std::move(*error));
    }
  }
  // PostgreSQL keeps the literal's own place, wherever the cast stands.
  BoundRef result = make_bound(constant, base.type, literal.span, input_modifier);
  return base.type == coercion.target ? result : coerce_to_domain(state, std::move(result), coercion);
}

/// A way from a type to the target, and the function on it.
struct Way {
  CoercionPath path = CoercionPath::none;
  const catalog::Function* function = nullptr;
};

/// build_coercion_expression
BoundRef build_coercion(ParseState& state, const Way& way, BoundRef expr, const Coercion& coercion) {
  if (way.path == CoercionPath::function) {
    // Only functions that take it see the modifier; the result then shows it (exprTypmod of a length coercion).
    const bool takes_modifier = way.function != nullptr && way.function->input_types.size() >= 2;
    return make_coercion(CoercionMethod::function, std::move(expr),
                         takes_modifier ? coercion : coercion.to(coercion.target), way.function);
  }
  if (way.path == CoercionPath::array) {
    const Oid element = state.context.catalog.element_type(coercion.target);
    const bool domain_elements = state.context.catalog.base_type(element) != element;
    return make_coercion(CoercionMethod::array, std::move(expr),
                         domain_elements ? coercion.to(coercion.target) : coercion);
  }
  return make_coercion(CoercionMethod::in_out, std::move(expr), coercion.to(coercion.target));
}

/// coerce_type by a path through pg_cast, element by element or text.
BoundRef coerce_by_path(ParseState& state, const Way& way, BoundRef expr, const Coercion& coercion) {
  if (way.path == CoercionPath::relabel) {
    BoundRef result = coerce_to_domain(state, expr, coercion);
    if (result != expr) return result;
    return make_coercion(CoercionMethod::relabel, std::move(expr), coercion.to(coercion.target));
  }
  const catalog::ResolvedType base =
      catalog::base_type_of(state.context.catalog, {coercion.target, coercion.type_modifier});
  BoundRef result = build_coercion(state, way, std::move(expr), coercion.to(base.type, base.type_modifier));
  return base.type == coercion.target ? result : coerce_to_domain(state, std::move(result), coercion);
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
BoundRef coerce_record(ParseState& state, const BoundRef& expr, const Coercion& coercion) {
  const Catalog& catalog = state.context.catalog;
  const Oid target = coercion.target;
  const Span location = coercion.location;
  const Span error_span = location.empty() ? expr->span : location;
  const auto refusal = [&](const std::string& detail) {
    return msg::CannotCastRecord(catalog.format_type(oid::record), catalog.format_type(target), detail);
  };
  BoundList fields;
  if (!row_fields(state, *expr, fields)) fail(state, error_span, refusal({}));

  const Oid base = catalog.base_type(target);
  const std::vector<catalog::CompositeAttribute> attributes = catalog.attributes(base);
  RowExpr row;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const catalog::CompositeAttribute& attribute = attributes[i];
    if (i >= fields.size()) fail(state, error_span, refusal(msg::InputHasTooFewColumns()));
    BoundRef field =
        coerce_to_target_type(state, fields[i], {attribute.type, attribute.type_modifier, coercion.context});
    if (field == nullptr) {
      fail(state, location.empty() ? fields[i]->span : location,
           refusal(msg::CannotCastInColumn(catalog.format_type(fields[i]->type), catalog.format_type(attribute.type),
                                           i + 1)));
    }
    row.fields.push_back(std::move(field));
    row.names.push_back(attribute.name);
  }
  if (fields.size() > attributes.size()) fail(state, error_span, refusal(msg::InputHasTooManyColumns()));
  BoundRef result = make_bound(std::move(row), base, location.empty() ? expr->span : location);
  return base == target ? result : coerce_to_domain(state, std::move(result), coercion);
}

BoundRef coerce_known_type(ParseState& state, BoundRef expr, const Coercion& coercion) {
  const Catalog& catalog = state.context.catalog;
  const Oid source = expr->type;
  const Oid target = coercion.target;
  Way way;
  way.path = find_coercion_path(catalog, target, source, coercion.context, &way.function);
  if (way.path != CoercionPath::none) return coerce_by_path(state, way, std::move(expr), coercion);
  if (source == oid::record && catalog.is_complex(target)) return coerce_record(state, expr, coercion);
  // A composite is a record already.
  if (target == oid::record || target == oid::record_array) return expr;
  if (is_row_of(catalog, source, target)) {
    return make_coercion(CoercionMethod::row, std::move(expr), coercion.to(target));
  }
  fail(state, expr->span, msg::NoConversionFunction(catalog.format_type(source), catalog.format_type(target)));
}

}  // namespace

BoundRef coerce_type(ParseState& state, BoundRef expr, const Coercion& coercion) {
  const Oid source = expr->type;
  const Oid target = coercion.target;
  if (target == catalog::kErrorType) fail_silently();
  if (source == target || is_pseudo_for_any(target)) return expr;
  if (is_container_polymorphic(target) && source != oid::unknown) {
    const Oid base = state.context.catalog.base_type(source);
    if (base == source) return expr;
    return make_coercion(CoercionMethod::relabel, std::move(expr), coercion.to(base));
  }
  if (source == oid::unknown && std::holds_alternative<Constant>(expr->node)) {
    return coerce_literal(state, *expr, coercion);
  }
  if (source == oid::unknown && std::holds_alternative<ParameterVar>(expr->node)) {
    return coerce_parameter(state, std::move(expr), target, coercion.location);
  }
  if (const auto* collate = std::get_if<CollateExpr>(&expr->node)) {
    // COLLATE stays outside, or goes where the target knows no collation.
    BoundRef arg = coerce_type(state, collate->arg, coercion);
    const catalog::Type* type = state.context.catalog.type(target);
    if (type == nullptr || !type->is_collatable) return arg;
    return make_bound(CollateExpr{arg, collate->collation, collate->location}, arg->type, expr->span,
                      arg->type_modifier);
  }
  return coerce_known_type(state, std::move(expr), coercion);
}

BoundRef coerce_to_domain(ParseState& state, BoundRef expr, const Coercion& coercion) {
  const catalog::ResolvedType base = catalog::base_type_of(state.context.catalog, {coercion.target, -1});
  if (base.type == coercion.target) return expr;
  Coercion below = coercion.to(base.type, base.type_modifier);
  below.is_implicit = true;
  expr = coerce_type_modifier(state, std::move(expr), below);
  return make_coercion(CoercionMethod::domain, std::move(expr), coercion.to(coercion.target));
}

BoundRef coerce_type_modifier(ParseState& state, BoundRef expr, const Coercion& coercion) {
  if (coercion.type_modifier == expr->type_modifier) return expr;
  Way way;
  if (coercion.type_modifier >= 0)
    way.path = find_typmod_coercion(state.context.catalog, coercion.target, &way.function);
  if (way.path == CoercionPath::none) return make_coercion(CoercionMethod::relabel, std::move(expr), coercion);
  return build_coercion(state, way, std::move(expr), coercion);
}

BoundRef coerce_to_target_type(ParseState& state, BoundRef expr, const Coercion& coercion) {
  const std::array<Oid, 1> from{expr->type};
  const std::array<Oid, 1> to{coercion.target};
  if (!can_coerce(state.context.catalog, from, to, coercion.context)) return nullptr;

  // COLLATE goes around the coercion, not under it.
  const BoundExpr* collate = nullptr;
  BoundRef inner = expr;
  while (const auto* node = std::get_if<CollateExpr>(&inner->node)) {
    if (collate == nullptr) collate = inner.get();
    inner = BoundRef(node->arg);
  }
  BoundRef result = coerce_type(state, inner, coercion);
  result = coerce_type_modifier(state, std::move(result), coercion);
  const catalog::Type* type = state.context.catalog.type(coercion.target);
  if (collate == nullptr || type == nullptr || !type->is_collatable) return result;
  const auto& written = std::get<CollateExpr>(collate->node);
  return make_bound(CollateExpr{result, written.collation, written.location}, result->type, collate->span,
                    result->type_modifier);
}

namespace {

BoundRef coerce_for_construct(ParseState& state, BoundRef expr, Oid target, std::string_view construct) {
  const Catalog& catalog = state.context.catalog;
  if (expr->type != target) {
    BoundRef coerced = coerce_to_target_type(state, expr, {target, -1, CoercionContext::assignment});
    if (coerced == nullptr) {
      fail(state, expr->span,
           msg::ArgumentMustBeType(construct, catalog.format_type(target), catalog.format_type(expr->type)));
    }
    expr = std::move(coerced);
  }
  if (returns_set(*expr)) fail(state, expr->span, msg::ArgumentMustNotReturnSet(construct));
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
    args[i] = coerce_type(state, std::move(args[i]), {declared[i]});
  }
}

}  // namespace pgscribe::analyze
