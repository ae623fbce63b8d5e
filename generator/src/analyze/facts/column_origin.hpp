#pragma once

#include <optional>

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/reason.hpp"

// The relation's column that an output column shows unchanged (markTargetListOrigin).

namespace pgscribe::analyze {

/// The relation's column that an output column of `query` shows unchanged (markTargetListOrigin): through sub-selects
/// and WITH items, not through joins that merge columns, set operations or expressions.
[[nodiscard]] std::optional<ColumnOrigin> column_origin(const BoundQuery& query, const BoundExpr& expr);

/// Declared array dimensions of the column; 1 for another array, 0 for what is none.
[[nodiscard]] int array_dimensions(const catalog::Catalog& catalog, Oid type,
                                   const std::optional<ColumnOrigin>& origin);

}  // namespace pgscribe::analyze
