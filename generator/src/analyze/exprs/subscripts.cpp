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

/// Null for an omitted bound.
BoundRef transform_array_bound(ParseState& state, const sql::Expr* bound) {
  if (bound == nullptr) return nullptr;
  BoundRef index = transform_expr(state, *bound, state.expr_kind);
  BoundRef coerced = coerce_to_target_type(state, index, {catalog::oid::int4, -1, CoercionContext::assignment});
  if (coerced == nullptr) fail(state, raw_location(*bound), msg::ArraySubscriptMustHaveTypeInteger());
  return coerced;
}

/// array_subscript_transform
void subscript_array(ParseState& state, SubscriptExpr& node, const std::vector<Bounds>& bounds, Span location) {
  const bool slice = has_slice(bounds);
  for (const Bounds& b : bounds) {
    if (slice) {
      // a[2][1:3] means a[1:2][1:3]
      BoundRef lower =
          b.is_slice ? transform_array_bound(state, b.lower) : make_bound(Constant{false, "1"}, catalog::oid::int4, {});
      node.lower.push_back(std::move(lower));
    }
    BoundRef upper = transform_array_bound(state, b.upper);
    node.upper.push_back(std::move(upper));
  }
  if (bounds.size() > kMaxDimensions) {
    fail(state, location, msg::TooManyArrayDimensions(bounds.size(), kMaxDimensions));
  }
}

/// The one of integer and text that a jsonb subscript is implicitly coerced to.
Oid jsonb_subscript_type(ParseState& state, const BoundExpr& index) {
  const catalog::Catalog& catalog = state.context.catalog;
  if (index.type == catalog::oid::unknown) return catalog::oid::text;
  const std::array<Oid, 1> source{index.type};
  Oid found = catalog::kInvalidOid;
  for (const Oid candidate : {catalog::oid::int4, catalog::oid::text}) {
    const std::array<Oid, 1> target{candidate};
    if (!can_coerce(catalog, source, target, CoercionContext::implicit)) continue;
    if (found != catalog::kInvalidOid) {
      fail(state, index.span, msg::JsonbSubscriptAmbiguous(catalog.format_type(index.type)));
    }
    found = candidate;
  }
  if (found == catalog::kInvalidOid) {
    fail(state, index.span, msg::JsonbSubscriptNotSupported(catalog.format_type(index.type)));
  }
  return found;
}

void subscript_jsonb(ParseState& state, SubscriptExpr& node, const std::vector<Bounds>& bounds, Span location) {
  const bool slice = has_slice(bounds);
  for (const Bounds& b : bounds) {
    if (slice) {
      const sql::Expr* place = b.upper != nullptr ? b.upper : b.lower;
      fail(state, place != nullptr ? place->extent : location, msg::JsonbSubscriptDoesNotSupportSlices());
    }
    BoundRef index = transform_expr(state, *b.upper, state.expr_kind);
    const Oid type = jsonb_subscript_type(state, *index);
    node.upper.push_back(coerce_type(state, index, {type}));
  }
}

void subscript_hstore(ParseState& state, SubscriptExpr& node, const std::vector<Bounds>& bounds, Span location) {
  if (has_slice(bounds) || bounds.size() != 1) fail(state, location, msg::HstoreAllowsOnlyOneSubscript());
  BoundRef index = transform_expr(state, *bounds.front().upper, state.expr_kind);
  BoundRef coerced = coerce_to_target_type(state, index, {catalog::oid::text, -1, CoercionContext::assignment});
  if (coerced == nullptr) fail(state, index->span, msg::HstoreSubscriptMustHaveTypeText());
  node.upper.push_back(std::move(coerced));
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
    fail(state, span, msg::CannotSubscriptType(catalog.format_type(target.type)));
  }
  SubscriptExpr node;
  node.container =
      container != nullptr ? std::move(container) : make_bound(CaseTest{}, target.type, {}, target.type_modifier);
  const std::vector<Bounds> bounds = bounds_of(subscripts);
  if (target.type == catalog::oid::jsonb) {
    subscript_jsonb(state, node, bounds, location);
    return make_bound(std::move(node), catalog::oid::jsonb, span);
  }
  // The only types that are subscripted without having elements are jsonb and hstore.
  if (type->element == catalog::kInvalidOid) {
    subscript_hstore(state, node, bounds, location);
    return make_bound(std::move(node), catalog::oid::text, span);
  }
  subscript_array(state, node, bounds, location);
  return make_bound(std::move(node), has_slice(bounds) ? target.type : type->element, span, target.type_modifier);
}

BoundRef transform_subscripts(ParseState& state, BoundRef container,
                              const std::vector<const sql::IndirectionStep*>& subscripts, Span location) {
  const ContainerType target = container_type_of(state.context.catalog, container->type, container->type_modifier);
  return make_subscript(state, std::move(container), target, subscripts, location);
}

}  // namespace pgscribe::analyze
