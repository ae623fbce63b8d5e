#include "analyze/facts/column_origin.hpp"

#include <algorithm>

namespace pgscribe::analyze {
namespace {

/// Query levels, the innermost first.
using Levels = std::vector<const BoundQuery*>;

std::optional<ColumnOrigin> origin_of(const BoundExpr& expr, const Levels& levels);

/// Column `position` of a query that stands in level `home`.
std::optional<ColumnOrigin> origin_inside(const BoundQuery& query, std::size_t position, const Levels& levels,
                                          std::size_t home) {
  const std::vector<const TargetEntry*> output = query.output();
  if (query.set_operations || position >= output.size()) return std::nullopt;
  Levels inner{&query};
  inner.insert(inner.end(), levels.begin() + static_cast<std::ptrdiff_t>(home), levels.end());
  return origin_of(*output[position]->expr, inner);
}

std::optional<ColumnOrigin> origin_of(const BoundExpr& expr, const Levels& levels) {
  const auto* var = std::get_if<ColumnVar>(&expr.node);
  if (var == nullptr || var->column == 0) return std::nullopt;
  const auto level = static_cast<std::size_t>(var->levels_up);
  if (level >= levels.size()) return std::nullopt;
  const RangeEntry& entry = levels[level]->range_table[static_cast<std::size_t>(var->relation)];
  if (entry.kind == RangeKind::relation) return ColumnOrigin{entry.relation->oid, var->column};
  if (var->column < 0 || !entry.subquery || entry.self_reference) return std::nullopt;
  const auto position = static_cast<std::size_t>(var->column) - 1;
  if (entry.kind == RangeKind::subquery) return origin_inside(*entry.subquery, position, levels, level);
  if (entry.kind != RangeKind::cte) return std::nullopt;
  const std::size_t home = level + static_cast<std::size_t>(entry.cte_levels_up);
  return home < levels.size() ? origin_inside(*entry.subquery, position, levels, home) : std::nullopt;
}

}  // namespace

std::optional<ColumnOrigin> column_origin(const BoundQuery& query, const BoundExpr& expr) {
  if (query.set_operations) return std::nullopt;
  return origin_of(expr, {&query});
}

int array_dimensions(const catalog::Catalog& catalog, Oid type, const std::optional<ColumnOrigin>& origin) {
  if (catalog.base_element_type(type) == catalog::kInvalidOid) return 0;
  if (!origin || origin->attribute <= 0) return 1;
  const catalog::Relation* relation = catalog.relation(origin->relation);
  if (relation == nullptr) return 1;
  return std::max(1, relation->columns[static_cast<std::size_t>(origin->attribute) - 1].dimensions);
}

}  // namespace pgscribe::analyze
