#include <array>
#include <utility>

#include "analyze/types/coercion.hpp"
#include "analyze/types/messages.hpp"

// One type for the branches of CASE, COALESCE, VALUES, UNION ...: select_common_type and its relatives of
// parse_coerce.c.

namespace pgscribe::analyze {

using catalog::Catalog;
using catalog::kInvalidOid;
namespace oid = catalog::oid;

namespace {

bool can_coerce_implicitly(const Catalog& catalog, Oid from, Oid to) {
  const std::array<Oid, 1> source{from};
  const std::array<Oid, 1> target{to};
  return can_coerce(catalog, source, target, CoercionContext::implicit);
}

/// The outcome of a search: `conflict` is the index whose category does not fit `type`.
struct CommonType {
  Oid type = kInvalidOid;
  std::size_t winner = 0;
  std::optional<std::size_t> conflict;
};

bool all_alike(std::span<const Oid> types) {
  if (types.front() == oid::unknown) return false;
  for (const Oid type : types) {
    if (type != types.front()) return false;
  }
  return true;
}

CommonType search_common_type(const Catalog& catalog, std::span<const Oid> types) {
  // The only way to a domain as the result: everything of exactly that type.
  if (all_alike(types)) return {types.front(), 0, {}};

  CommonType best{catalog.base_type(types.front()), 0, {}};
  for (std::size_t i = 1; i < types.size(); ++i) {
    const Oid type = catalog.base_type(types[i]);
    if (type == oid::unknown || type == best.type) continue;
    if (best.type == oid::unknown) {
      best = {type, i, {}};
      continue;
    }
    const char category = type_category(catalog, best.type);
    if (type_category(catalog, type) != category) {
      best.conflict = i;
      return best;
    }
    if (!is_preferred_type(catalog, category, best.type) && can_coerce_implicitly(catalog, best.type, type) &&
        !can_coerce_implicitly(catalog, type, best.type)) {
      best = {type, i, {}};
    }
  }
  if (best.type == oid::unknown) best.type = oid::text;
  return best;
}

std::vector<Oid> types_of(const BoundList& exprs) {
  std::vector<Oid> types;
  types.reserve(exprs.size());
  for (const BoundRef& expr : exprs) types.push_back(expr->type);
  return types;
}

}  // namespace

Oid select_common_type(ParseState& state, const BoundList& exprs, std::string_view construct, BoundRef* which) {
  const Catalog& catalog = state.context.catalog;
  const std::vector<Oid> types = types_of(exprs);
  const CommonType common = search_common_type(catalog, types);
  if (common.conflict) {
    if (construct.empty()) return kInvalidOid;
    const BoundRef& other = exprs[*common.conflict];
    fail(state, other->span,
         msg::TypesCannotBeMatched(construct, catalog.format_type(common.type),
                                   catalog.format_type(catalog.base_type(other->type))));
  }
  if (which != nullptr) *which = exprs[common.winner];
  return common.type;
}

Oid find_common_type(const Catalog& catalog, std::span<const Oid> types) {
  const CommonType common = search_common_type(catalog, types);
  return common.conflict ? kInvalidOid : common.type;
}

bool is_common_type(const Catalog& catalog, const BoundList& exprs, Oid common) {
  for (const BoundRef& expr : exprs) {
    if (!can_coerce_implicitly(catalog, expr->type, common)) return false;
  }
  return true;
}

int select_common_type_modifier(const BoundList& exprs, Oid common_type) {
  int modifier = -1;
  bool first = true;
  for (const BoundRef& expr : exprs) {
    if (expr->type != common_type) return -1;
    if (first) {
      modifier = expr->type_modifier;
      first = false;
    } else if (modifier != expr->type_modifier) {
      return -1;
    }
  }
  return modifier;
}

BoundRef coerce_to_common_type(ParseState& state, BoundRef expr, Oid target, std::string_view construct) {
  if (expr->type == target) return expr;
  const Catalog& catalog = state.context.catalog;
  if (can_coerce_implicitly(catalog, expr->type, target)) {
    return coerce_type(state, std::move(expr), {target});
  }
  fail(state, expr->span,
       msg::CouldNotConvertType(construct, catalog.format_type(expr->type), catalog.format_type(target)));
}

}  // namespace pgscribe::analyze
