#pragma once

#include "analyze/bound/bound_query.hpp"

// Expressions of indexes and constraints over the columns of a range entry.

namespace pgscribe::analyze {

/// An expression of the schema (of an index, a generated column) over the columns of `relation`, which are ColumnVars
/// of range entry `entry`. Null when it does not mean anything any more.
[[nodiscard]] BoundRef bind_schema_expression(const catalog::Catalog& catalog, const catalog::Relation& relation,
                                              const sql::ExprRef& expr, int entry);

}  // namespace pgscribe::analyze
