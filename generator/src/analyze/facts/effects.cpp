#include "analyze/facts/effects.hpp"

#include <algorithm>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/bound/deep_walk.hpp"
#include "analyze/bound/query_walk.hpp"
#include "catalog/builtins.hpp"

namespace pgscribe::analyze {

namespace {

bool may_change_data(const catalog::Function* function) {
  if (function == nullptr || function->volatility != 'v') return false;
  return !catalog::is_builtin(function->oid) || function->facts.writes;
}

/// A view reads, at any depth, from a query that calls a volatile function of the user's.
bool calls_volatile_function(const catalog::Catalog& catalog, const catalog::Relation& view) {
  if (view.kind != catalog::RelationKind::view) return false;
  const catalog::ObjectUses& uses = view.as_view()->uses;
  const auto is_volatile = [&](catalog::Oid oid) {
    const catalog::Function* function = catalog.function(oid);
    return function != nullptr && function->volatility == 'v';
  };
  if (std::any_of(uses.functions.begin(), uses.functions.end(), is_volatile)) return true;
  return std::any_of(uses.relations.begin(), uses.relations.end(), [&](catalog::Oid oid) {
    const catalog::Relation* below = catalog.relation(oid);
    return below != nullptr && below->oid != view.oid && calls_volatile_function(catalog, *below);
  });
}

bool reads_volatile_view(const BoundQuery& query, const catalog::Catalog& catalog) {
  return std::any_of(query.range_table.begin(), query.range_table.end(), [&](const RangeEntry& entry) {
    return entry.relation != nullptr && calls_volatile_function(catalog, *entry.relation);
  });
}

Walk find_effect(const BoundExpr& expr, int /*depth*/) {
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node)) {
    if (may_change_data(call->function)) return Walk::stop;
  } else if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) {
    if (may_change_data(coercion->function)) return Walk::stop;
  }
  return Walk::descend;
}

bool changes_data_itself(const BoundQuery& query) {
  if (query.kind != QueryKind::utility) return query.kind != QueryKind::select;
  return query.utility_tag != "EXPLAIN" && query.utility_tag != "VariableShowStmt";
}

}  // namespace

bool writes(const BoundQuery& query) {
  if ((query.kind != QueryKind::select && query.utility_tag != "EXPLAIN") || query.has_row_locks) return true;
  bool found = false;
  for_each_subquery(query, [&](const BoundQuery& below) { found = found || writes(below); });
  return found;
}

bool may_change_data(const BoundQuery& query, const catalog::Catalog& catalog) {
  bool found = false;
  for_each_query(query, [&](const BoundQuery& level) {
    found = found || changes_data_itself(level) || reads_volatile_view(level, catalog);
    for_each_expr(level, [&](const BoundRef& expr) { found = found || walk_expr(*expr, 0, find_effect); });
  });
  return found;
}

bool has_no_effect(const BoundQuery& query, const catalog::Catalog& catalog) {
  bool has_effect = false;
  for_each_query(query, [&](const BoundQuery& level) {
    has_effect =
        has_effect || level.kind != QueryKind::select || level.has_row_locks || reads_volatile_view(level, catalog);
    for_each_expr(level, [&](const BoundRef& expr) {
      has_effect = has_effect || walk_expr(*expr, 0, [](const BoundExpr& node, int) {
                     return is_volatile_call(node) ? Walk::stop : Walk::descend;
                   });
    });
  });
  return !has_effect;
}

}  // namespace pgscribe::analyze
