#pragma once

#include <optional>
#include <vector>

#include "analyze/bound/bound_query.hpp"

// Conditions that compare a column of a table with something that the table does not give.

namespace pgscribe::vet {

/// One side of a comparison that reads one column of one table, and whose other side reads nothing of that table.
struct ComparedColumn {
  const catalog::Relation* table = nullptr;
  int entry = 0;
  int column = 0;                            ///< attribute number
  const analyze::BoundExpr* side = nullptr;  ///< without casts that change nothing
  bool is_plain = false;                     ///< the side is the column itself
  bool is_sortable = false;                  ///< compared by an operator that a btree index can look up
};
/// Of the conditions of this level that AND joins.
[[nodiscard]] std::vector<ComparedColumn> compared_columns(const analyze::BoundQuery& level);

}  // namespace pgscribe::vet
