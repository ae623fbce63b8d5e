#include "analyze/exprs/subscripts.hpp"

#include <array>
#include <utility>

#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"
#include "literal/messages.hpp"

// transformContainerSubscripts of parse_node.c and the subscripting handlers of arrays, jsonb and hstore.

namespace pgscribe::analyze {

namespace {

constexpr std::size_t kMaxDimensions = 6;  // MAXDIM

struct Bounds {
  const sql::Expr* lower = nullptr;
  const sql::Expr* upper = nullptr;
  bool is_slice = false;
};

std::vector<Bounds> bounds_of(const std::vector<const sql::IndirectionStep*>& subscripts) {
  std::vector<Bounds> result;
  for (const sql::IndirectionStep* step : subscripts) {
    if (const auto* index = std::get_if<sql::SubscriptStep>(step)) {
      result.push_back({nullptr, index->index.get(), false});
    } else if (const auto* slice = std::get_if<sql::SliceStep>(step)) {
      result.push_back({slice->lower.get(), slice->upper.get(), true});
    }
  }
  return result;
}

bool has_slice(const std::vector<Bounds>& bounds) {
  for (const Bounds& b : bounds) {
    if (b.is_slice) return true;
  }
  return false;
}

/// Null for an omitted bound; a poisoned expression after a report.
BoundRef transform_array_bound(ParseState& state, const sql::Expr* bound) {
  if (bound == nullptr) return nullptr;
  BoundRef index = transform_expr(state, *bound, state.expr_kind);
  if (is_poison(index)) return index;
  BoundRef coerced = coerce_to_target_type(state, index, {catalog::oid::int4, -1, CoercionContext::assignment});
  if (coerced == nullptr) return poison(state, raw_location(*bound), msg::ArraySubscriptMustHaveTypeInteger());
  return coerced;
}

/// array_subscript_transform. False after a report.
bool subscript_array(ParseState& state, SubscriptExpr& node, const std::vector<Bounds>& bounds, Span location) {
  const bool slice = has_slice(bounds);
  for (const Bounds& b : bounds) {
    if (slice) {
      // a[2][1:3] means a[1:2][1:3]
      BoundRef lower =
          b.is_slice ? transform_array_bound(state, b.lower) : make_bound(Constant{false, "1"}, catalog::oid::int4, {});
      if (is_poison(lower)) return false;
      node.lower.push_back(std::move(lower));
    }
    BoundRef upper = transform_array_bound(state, b.upper);
    if (is_poison(upper)) return false;
    node.upper.push_back(std::move(upper));
  }
  if (bounds.size() <= kMaxDimensions) return true;
  report(state, location, msg::TooManyArrayDimensions(bounds.size(), kMaxDimensions));
  return false;
}

/// The one of integer and text that a jsonb subscript is implicitly coerced to; kInvalidOid after a report.
Oid jsonb_subscript_type(ParseState& state, const BoundExpr& index) {
  const catalog::Catalog& catalog = state.context.catalog;
  if (index.type == catalog::oid::unknown) return catalog::oid::text;
  const std::array<Oid, 1> source{index.type};
  Oid found = catalog::kInvalidOid;
  for (const Oid candidate : {catalog::oid::int4, catalog::oid::text}) {
    const std::array<Oid, 1> target{candidate};
    if (!can_coerce(catalog, source, target, CoercionContext::implicit)) continue;
    if (found != catalog::kInvalidOid) {
      report(state, index.span, msg::JsonbSubscriptAmbiguous(catalog.format_type(index.type)));
      return catalog::kInvalidOid;
    }
    found = candidate;
  }
  if (found == catalog::kInvalidOid) {
    report(state, index.span, msg::JsonbSubscriptNotSupported(catalog.format_type(index.type)));
  }
  return found;
}

bool subscript_jsonb(ParseState& state, SubscriptExpr& node, const std::vector<Bounds>& bounds, Span location) {
  const bool slice = has_slice(bounds);
  for (const Bounds& b : bounds) {
    if (slice) {
      const sql::Expr* place = b.upper != nullptr ? b.upper : b.lower;
      report(state, place != nullptr ? place->extent : location, msg::JsonbSubscriptDoesNotSupportSlices());
      return false;
    }
    BoundRef index = transform_expr(state, *b.upper, state.expr_kind);
    if (is_poison(index)) return false;
    const Oid type = jsonb_subscript_type(state, *index);
    if (type == catalog::kInvalidOid) return false;
    node.upper.push_back(coerce_type(state, index, {type}));
  }
  return true;
}

bool subscript_hstore(ParseState& state, SubscriptExpr& node, const std::vector<Bounds>& bounds, Span location) {
  if (has_slice(bounds) || bounds.size() != 1) {
    report(state, location, msg::HstoreAllowsOnlyOneSubscript());
    return false;
  }
  BoundRef index = transform_expr(state, *bounds.front().upper, state.expr_kind);
  if (is_poison(index)) return false;
  BoundRef coerced = coerce_to_target_type(state, index, {catalog::oid::text, -1, CoercionContext::assignment});
  if (coerced == nullptr) {
    report(state, index->span, msg::HstoreSubscriptMustHaveTypeText());
    return false;
  }
  node.upper.push_back(std::move(coerced));
  return true;
}

}  // namespace

ContainerType container_type_of(const catalog::Catalog& catalog, Oid type, int type_modifier) {
  ContainerType result{catalog.base_type(type), type_modifier};
  // A domain's own modifier is that of the innermost domain, over the base type.
  for (Oid step = type; step != result.type;) {
    const catalog::Type* domain = catalog.type(step);
    if (domain == nullptr || domain->kind != catalog::TypeKind::domain) break;
    result.type_modifier = domain->base_modifier;
    step = domain->base;
  }
  if (result.type == catalog::oid::int2vector) result.type = catalog.array_type(catalog::oid::int2);
  if (result.type == catalog::oid::oidvector) result.type = catalog::oid::oid_array;
  return result;
}

BoundRef make_subscript(ParseState& state, BoundRef container, ContainerType target,
                        const std::vector<const sql::IndirectionStep*>& subscripts, Span location) {
  const catalog::Catalog& catalog = state.context.catalog;
  const catalog::Type* type = catalog.type(target.type);
  const Span span = container != nullptr ? container->span : location;
  if (type == nullptr || !type->is_subscriptable) {
    return poison(state, span, msg::CannotSubscriptType(catalog.format_type(target.type)));
  }
  SubscriptExpr node;
  node.container =
      container != nullptr ? std::move(container) : make_bound(CaseTest{}, target.type, {}, target.type_modifier);
  const std::vector<Bounds> bounds = bounds_of(subscripts);
  if (target.type == catalog::oid::jsonb) {
    if (!subscript_jsonb(state, node, bounds, location)) return make_poison(span);
    return make_bound(std::move(node), catalog::oid::jsonb, span);
  }
  // The only types that are subscripted without having elements are jsonb and hstore.
  if (type->element == catalog::kInvalidOid) {
    if (!subscript_hstore(state, node, bounds, location)) return make_poison(span);
    return make_bound(std::move(node), catalog::oid::text, span);
  }
  if (!subscript_array(state, node, bounds, location)) return make_poison(span);
  return make_bound(std::move(node), has_slice(bounds) ? target.type : type->element, span, target.type_modifier);
}

BoundRef transform_subscripts(ParseState& state, BoundRef container,
                              const std::vector<const sql::IndirectionStep*>& subscripts, Span location) {
  if (is_poison(container)) return container;
  const ContainerType target = container_type_of(state.context.catalog, container->type, container->type_modifier);
  return make_subscript(state, std::move(container), target, subscripts, location);
}

}  // namespace pgscribe::analyze
