#pragma once

#include <vector>

#include "analyze/bound/bound_expr.hpp"

// What a condition that holds says about NULL.

namespace pgscribe::analyze {

/// Expressions (mostly ColumnVars) that cannot be NULL in a row for which a condition holds. A whole-row ColumnVar
/// (column 0) here says that its relation's row is present.
using NonNullFacts = std::vector<const BoundExpr*>;

/// Adds what must be non-NULL when `condition` is true.
void add_facts_if_true(const BoundExpr& condition, NonNullFacts& facts);
/// Adds what must be non-NULL when `condition` is false (not merely not true).
void add_facts_if_false(const BoundExpr& condition, NonNullFacts& facts);
/// Adds what must be non-NULL when `expr` is, itself included.
void add_facts_if_not_null(const BoundExpr& expr, NonNullFacts& facts);

/// Is the value the same wherever it stands in one row: no volatile function, no sub-select? Only such expressions may
/// be compared with a fact.
[[nodiscard]] bool is_repeatable(const BoundExpr& expr);

}  // namespace pgscribe::analyze
